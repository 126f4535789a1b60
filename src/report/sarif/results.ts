import type { Finding, Place, Suppression } from '../../check/finding.js';
import type { RuleMeta } from '../../check/rule.js';
import { positionAt } from '../../core/line-index.js';
import type { Artifacts } from './artifacts.js';
import { fixesOf } from './fixes.js';
import { inContext, locationOf, physicalLocationOf } from './locations.js';
import type { Location, Message, Result, SarifSuppression } from './log.js';
import { link, messageText } from './message.js';
import { taxaOf } from './taxonomies.js';

/** GitHub shows a hundred related locations; a message that links to more than a few is not read. */
const LINKS = 5;

/**
 * Section 3.27. A possible finding is a `fail` at its lowered level, not a `review`: section 3.27.9 allows other kinds
 * only with level `none`, GitHub ignores kinds, and the VS Code viewer would show every `review` as a warning. Its
 * certainty is told by the message and in `properties`. Section 3.27.23: where one result has `suppressions`, all have.
 */
export function resultOf(finding: Finding, rules: readonly RuleMeta[], artifacts: Artifacts, anySuppressed: boolean): Result {
  const ruleIndex = rules.findIndex(({ id }) => id === finding.rule);
  const taxa = taxaOf(rules[ruleIndex]);
  const fixes = fixesOf(finding.fixes, artifacts);
  return {
    ruleId: finding.rule,
    ...(ruleIndex >= 0 && { ruleIndex }),
    kind: 'fail',
    level: finding.level,
    message: messageOf(finding),
    locations: [primaryLocation(finding, artifacts)],
    ...(finding.related.length > 0 && { relatedLocations: finding.related.map((place, i) => relatedLocation(place, i + 1, artifacts)) }),
    ...(finding.flow.length > 0 && { codeFlows: [codeFlow(finding.flow, artifacts)] }),
    ...(fixes.length > 0 && { fixes }),
    ...(taxa.length > 0 && { taxa }),
    // Section 3.27.17. Not `primaryLocationLineHash`: GitHub computes its own and warns for ever about another's.
    partialFingerprints: { 'keytrail/v1': finding.fingerprint },
    ...(anySuppressed && { suppressions: finding.suppressions.map((one) => suppressionOf(one, artifacts)) }),
    properties: propertiesOf(finding),
  };
}

/** Section 3.35. */
const suppressionOf = ({ kind, justification, at }: Suppression, artifacts: Artifacts): SarifSuppression => ({ kind, status: 'accepted', justification, location: { physicalLocation: physicalLocationOf(at, artifacts) } });

function messageOf({ message, primary, related }: Finding): Message {
  const links = related.slice(0, LINKS).map((place, i) => link(linkLabel(place, primary), i + 1));
  return { text: messageText(message) + (links.length > 0 ? ` See also ${links.join(', ')}.` : '') };
}

function linkLabel({ span }: Place, primary: Place): string {
  const { line } = positionAt(span.source, span.start);
  return span.source.path === primary.span.source.path ? `line ${line}` : `${span.source.path}:${line}`;
}

function primaryLocation({ primary, subject }: Finding, artifacts: Artifacts): Location {
  const location = inContext(locationOf(primary, artifacts), primary.span);
  return subject === '' ? location : { ...location, logicalLocations: [{ fullyQualifiedName: subject, kind: 'resource' }] };
}

const relatedLocation = (place: Place, id: number, artifacts: Artifacts): Location => ({ id, ...inContext(locationOf(place, artifacts), place.span) });

/**
 * Section 3.36. Locations stand inline (GH1002: GitHub does not look them up). There is no `executionOrder` (section
 * 3.38.11: it relates threads to each other) and no `nestingLevel`: a value passes stations, it calls nothing.
 */
const codeFlow = (flow: readonly Place[], artifacts: Artifacts) => ({
  threadFlows: [{ locations: flow.map((place) => ({ location: locationOf(place, artifacts) })) }],
});

const propertiesOf = ({ certainty, assumptions, subject, events }: Finding): Readonly<Record<string, unknown>> => ({
  certainty,
  assumptions: assumptions.map(({ input, label, default: isDefault }) => ({ input, label, default: isDefault })),
  subject,
  events,
});
