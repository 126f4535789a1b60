import type { Finding, Place, Suppression } from '../../check/finding.js';
import { positionAt } from '../../core/line-index.js';
import { onOneLine } from '../../core/source.js';
import type { RuleMeta } from '../../check/rule.js';
import type { Gone } from '../report.js';
import type { Artifacts } from './artifacts.js';
import { fixesOf } from './fixes.js';
import { inContext, locationOf, physicalLocationOf } from './locations.js';
import type { Location, Message, Result, SarifSuppression } from './log.js';
import { link, message, messageText } from './message.js';
import { LINKS, MOST_RELATED, MOST_STATIONS, type Profile } from './profile.js';
import { taxaOf } from './taxon.js';

/** What results have in common. */
export interface Context {
  readonly profile: Profile;
  readonly rules: readonly RuleMeta[];
  readonly artifacts: Artifacts;
  /** Section 3.27.23: where one result has `suppressions`, all have. */
  readonly anySuppressed: boolean;
  /** Section 3.27.24: where one result has a `baselineState`, all have. */
  readonly compared: boolean;
}

/**
 * Section 3.27. A possible finding is a `fail` at its lowered level, not a `review`: section 3.27.9 allows other kinds
 * only with level `none`, GitHub ignores kinds, and the VS Code viewer would show every `review` as a warning. Its
 * certainty is told by the message and in `properties`.
 */
export function resultOf(finding: Finding, context: Context): Result {
  const { artifacts, compared, anySuppressed, profile } = context;
  const related = profile.bounded ? finding.related.slice(0, MOST_RELATED) : finding.related;
  return {
    ...ruleOf(finding.rule, context),
    kind: 'fail',
    level: finding.level,
    // One that somebody accepted is not compared: what is there before and after is no news.
    ...(compared && { baselineState: finding.state ?? 'unchanged' }),
    message: messageOf(finding),
    locations: [primaryLocation(finding, artifacts)],
    ...(related.length > 0 && { relatedLocations: related.map((place, i) => relatedLocation(place, i + 1, artifacts)) }),
    ...(finding.flow.length > 0 && { codeFlows: [codeFlow(profile.bounded ? ends(finding.flow) : finding.flow, artifacts)] }),
    // Section 3.27.17. Not `primaryLocationLineHash`: GitHub computes its own and warns for ever about another's.
    partialFingerprints: { 'keytrail/v1': finding.fingerprint },
    ...(anySuppressed && { suppressions: finding.suppressions.map((one) => suppressionOf(one, artifacts)) }),
    ...(profile.details && detailsOf(finding, context)),
  };
}

/** Section 3.27.24: something that was there and is no longer; nothing where its place is not known. */
export function absentResultsOf(gone: Gone, context: Context): readonly Result[] {
  const { rule, level, message: text, subject, span, fingerprint } = gone;
  if (span === undefined) return [];
  return [
    {
      ...ruleOf(rule, context),
      kind: 'fail',
      level,
      baselineState: 'absent',
      message: message(text),
      locations: [about(subject, { physicalLocation: physicalLocationOf(onOneLine(span), context.artifacts) })],
      ...(fingerprint !== undefined && { partialFingerprints: { 'keytrail/v1': fingerprint } }),
      ...(context.anySuppressed && { suppressions: [] }),
    },
  ];
}

function ruleOf(rule: string, { rules }: Context): Pick<Result, 'ruleId' | 'ruleIndex'> {
  const ruleIndex = rules.findIndex(({ id }) => id === rule);
  return { ruleId: rule, ...(ruleIndex >= 0 && { ruleIndex }) };
}

function detailsOf(finding: Finding, { artifacts, rules }: Context): Pick<Result, 'fixes' | 'taxa' | 'properties'> {
  const fixes = fixesOf(finding.fixes, artifacts);
  const taxa = taxaOf(rules.find(({ id }) => id === finding.rule));
  return { ...(fixes.length > 0 && { fixes }), ...(taxa.length > 0 && { taxa }), properties: propertiesOf(finding) };
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

/** On one line: GitHub shows an alert in a pull request only if all lines of its region are in the diff. */
const primaryLocation = ({ primary, subject }: Finding, artifacts: Artifacts): Location =>
  about(subject, inContext(locationOf({ ...primary, span: onOneLine(primary.span) }, artifacts), primary.span, artifacts));

const about = (subject: string, location: Location): Location => (subject === '' ? location : { ...location, logicalLocations: [{ fullyQualifiedName: subject, kind: 'resource' }] });

const relatedLocation = (place: Place, id: number, artifacts: Artifacts): Location => ({ id, ...inContext(locationOf(place, artifacts), place.span, artifacts) });

/**
 * Section 3.36. Locations stand inline (GH1002: GitHub does not look them up). There is no `executionOrder` (section
 * 3.38.11: it relates threads to each other) and no `nestingLevel`: a value passes stations, it calls nothing.
 */
const codeFlow = (flow: readonly Place[], artifacts: Artifacts) => ({
  threadFlows: [{ locations: flow.map((place) => ({ location: locationOf(place, artifacts) })) }],
});

/** Of a way that is too long, its beginning and the place where it ends. */
const ends = (flow: readonly Place[]): readonly Place[] => (flow.length > MOST_STATIONS ? [...flow.slice(0, MOST_STATIONS - 1), ...flow.slice(-1)] : flow);

const propertiesOf = ({ certainty, assumptions, subject, events }: Finding): Readonly<Record<string, unknown>> => ({
  certainty,
  assumptions: assumptions.map(({ input, label, default: isDefault }) => ({ input, label, default: isDefault })),
  subject,
  events,
});
