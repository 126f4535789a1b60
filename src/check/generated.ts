import { addTo } from '../core/long.js';
import { fingerprint } from '../core/hash.js';
import { constructOf, mayHaveMade, type Made } from '../core/made.js';
import { onOneLine, Spans } from '../core/source.js';
import type { Finding, Level, Place } from './finding.js';

/** What generated texts tell of the programs that made them. */
export interface Output {
  /** How that what a finding is about came to be; undefined for findings in texts that nobody generated. */
  readonly made: (finding: Finding) => Made | undefined;
  /** Whether the output holds a construct, by its path, that one of some files may have made. */
  readonly holds: (construct: string, files: readonly string[]) => boolean;
}

interface Generated {
  readonly finding: Finding;
  readonly made: Made;
}

/**
 * Findings in what a program generated, told in the program: with the finding about the program itself where there is one, else
 * at the expression that made the resource, else where they are. What is merely possible of a program, and what its output
 * shows not to be so, is left out; what is definite is not, for the output may be an old one. `places` are findings in programs that
 * nobody asked about: they are there for their places alone.
 */
export function toldInProgram(findings: readonly Finding[], { made, holds }: Output, places: readonly Finding[] = []): readonly Finding[] {
  const generated: Generated[] = [];
  const others: Finding[] = [];
  for (const finding of findings) {
    const so = made(finding);
    if (so === undefined) others.push(finding);
    else generated.push({ finding, made: so });
  }
  const { told, left } = together([...others, ...places], generated);
  const unasked = new Set(places);
  const kept = told.filter(({ finding, matched }) => matched.length > 0 || (!unasked.has(finding) && (finding.certainty === 'definite' || !isConstruct(finding) || !holds(finding.subject, filesOf(finding)))));
  return [...kept.map(withOutput), ...onceEach(left)];
}

/** Logical ids hold letters and digits only; a construct lies in a stack. */
const isConstruct = ({ subject }: Finding): boolean => subject.includes('/');

const filesOf = ({ primary, related, flow, declared }: Finding): readonly string[] => [...[primary, ...related, ...flow].map(({ span }) => span.source.path), ...(declared === undefined ? [] : [declared.source.path])];

interface Told {
  readonly finding: Finding;
  readonly matched: Generated[];
}

const keyOf = (rule: string, construct: string): string => `${rule}\u0000${construct}`;

/** Each finding about the program with those about its output that it is, and those that are left. */
function together(findings: readonly Finding[], generated: readonly Generated[]): { readonly told: readonly Told[]; readonly left: readonly Generated[] } {
  const told = findings.map((finding): Told => ({ finding, matched: [] }));
  const byKey = new Map<string, Told[]>();
  for (const one of told) {
    if (!isConstruct(one.finding)) continue;
    const key = keyOf(one.finding.rule, constructOf(one.finding.subject));
    addTo(byKey, key, one);
  }
  const left = generated.filter(({ finding, made }) => {
    const candidates = (made.construct === undefined ? undefined : byKey.get(keyOf(finding.rule, made.construct)))?.filter((one) => filesOf(one.finding).some((file) => mayHaveMade(made, file))) ?? [];
    // What stands in the output twice, and is said with the same words, is one thing in the program.
    const same = candidates.find((one) => one.finding.primary.message === finding.primary.message) ?? candidates.find((one) => one.matched.length === 0) ?? candidates.find((one) => one.matched.some((other) => other.finding.primary.message === finding.primary.message));
    same?.matched.push({ finding, made });
    return same === undefined;
  });
  return { told, left };
}

const gravity: readonly Level[] = ['note', 'warning', 'error'];

/** The place is the program's; whether it is so, the output knows better. */
function withOutput({ finding, matched }: Told): Finding {
  const [first] = matched;
  if (first === undefined) return finding;
  const { finding: sure } = matched.find((one) => one.finding.certainty === 'definite') ?? first;
  const raised = finding.certainty === 'possible' && sure.certainty === 'definite';
  const said = raised ? { level: sure.level, certainty: sure.certainty, message: sure.message, advice: sure.advice, assumptions: sure.assumptions } : {};
  const events = [...new Set([...finding.events, ...matched.flatMap((one) => one.finding.events)])].sort();
  // What the program says by itself is the same with and without its output.
  const tellsMore = raised || events.length > finding.events.length;
  return {
    ...finding,
    ...said,
    cause: tellsMore ? causeOf(matched) : finding.cause,
    holders: tellsMore ? holdersOf(matched) : finding.holders,
    related: withPlaces(finding, matched.flatMap(placesOf)),
    events,
    suppressions: finding.suppressions.length > 0 ? finding.suppressions : common(matched.map((one) => one.finding)),
  };
}

/** However many there are of each. */
function causeOf(group: readonly Generated[]): string {
  const causes = [...new Set(group.map(({ finding }) => finding.cause))].sort();
  return causes.length === 1 ? causes.join() : fingerprint(causes);
}

const holdersOf = (group: readonly Generated[]): readonly string[] => [...new Set(group.flatMap(({ finding }) => finding.holders))].sort();

/** Accepted only if it is wherever it was found. */
const common = (findings: readonly Finding[]): Finding['suppressions'] => (findings.some(({ suppressions }) => suppressions.length === 0) ? [] : findings.flatMap(({ suppressions }) => suppressions).filter(onceEachPlace()));

function onceEachPlace(): (suppression: Finding['suppressions'][number]) => boolean {
  const known = new Spans();
  return ({ at }) => known.add(at);
}

const placesOf = ({ finding: { primary }, made }: Generated): readonly Place[] => [{ span: onOneLine(primary.span), message: `${made.within} has it here` }];

/** What is added comes first. */
function withPlaces({ primary, related }: Finding, added: readonly Place[]): readonly Place[] {
  const known = new Spans([primary.span]);
  return [...added, ...related].filter(({ span }) => known.add(span));
}

/** What one expression of the program made several times (stacks of several stages) is told once. Nobody changes a generated text: there are no fixes. */
function onceEach(generated: readonly Generated[]): readonly Finding[] {
  const groups = new Map<string, Generated[]>();
  const nth = new Map<string, number>();
  const count = (key: string): number => {
    const before = nth.get(key) ?? 0;
    nth.set(key, before + 1);
    return before;
  };
  for (const one of generated) {
    const { finding, made } = one;
    const { span, message } = finding.primary;
    // Several faults of one resource stay several.
    const number = count([finding.rule, span.source.path, made.construct, finding.subject, message].join('\u0000'));
    const at = made.created ?? span;
    const key = [finding.rule, at.source.path, at.start, at.end, message, number].join('\u0000');
    addTo(groups, key, one);
  }
  return [...groups.values()].flatMap((group) => merged(group));
}

function merged(group: readonly Generated[]): readonly Finding[] {
  const [first] = [...group].sort((a, b) => gravity.indexOf(b.finding.level) - gravity.indexOf(a.finding.level));
  if (first === undefined) return [];
  const { finding, made } = first;
  const primary = made.created === undefined ? finding.primary : { ...finding.primary, span: made.created };
  const places = made.created === undefined ? group.slice(1).flatMap(placesOf) : group.flatMap(placesOf);
  const related = withPlaces({ ...finding, primary }, [...places, ...group.flatMap((one) => one.finding.related)]);
  const events = [...new Set(group.flatMap((one) => one.finding.events))].sort();
  return [{ ...finding, primary, cause: causeOf(group), holders: holdersOf(group), related, events, fixes: [], suppressions: common(group.map((one) => one.finding)) }];
}
