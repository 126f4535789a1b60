import type { Finding } from '../../check/finding.js';
import { positionAt } from '../../core/line-index.js';
import { docsUrl } from '../docs.js';
import { documentOf, element, type Element } from '../junit/xml.js';
import type { Reporter } from '../options.js';
import type { InternalError, Report } from '../report.js';
import { conditionsOf, placeOf, seeAlso, untold } from './shown.js';

/**
 * A test report as GitLab, Jenkins and Azure Pipelines take it. There is no standard: this is valid by junit-10.xsd of the
 * Jenkins xUnit plugin and, but for the time that it asks for, by the schema of Ant's format. A file is a suite, a finding a
 * test that failed, and a file without any a test that passed, so that a run without findings is to be seen. No times.
 */
export const renderJunit: Reporter = (report) => documentOf(element('testsuites', {}, suites(report).map(suiteElement)));

interface Suite {
  readonly path: string;
  readonly cases: readonly Case[];
  /** What was not read. */
  readonly remarks: readonly string[];
}

interface Case {
  readonly name: string;
  readonly outcome: Outcome | undefined;
}

interface Outcome {
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

/** The suite of what belongs to no file. */
const NOWHERE = 'keytrail';

function suites(report: Report): readonly Suite[] {
  const findings = grouped(report.findings, ({ primary }) => primary.span.source.path);
  const gone = grouped(report.comparison?.gone ?? [], ({ path }) => path);
  const errors = grouped(report.internalErrors, ({ file }) => file);
  const problems = grouped(untold(report), ({ span }) => span.source.path);
  const paths = new Set([...report.read, ...findings.keys(), ...gone.keys(), ...errors.keys(), ...problems.keys()]);
  return [...paths].sort().map((path) => {
    const found = (findings.get(path) ?? []).map((finding): Case => ({ name: nameOf(finding), outcome: skipped(finding, report) ?? failed(finding) }));
    // Tests that failed before and do not now. Where there were two and is one, the name is still that of a test that fails.
    const names = new Set(found.map(({ name }) => name));
    const passed = new Set((gone.get(path) ?? []).map(nameOf).filter((name) => !names.has(name)));
    const cases = [...found, ...(errors.get(path) ?? []).map(errorCase), ...[...passed].map((name): Case => ({ name, outcome: undefined }))];
    const remarks = (problems.get(path) ?? []).map(({ rule, message, span }) => `${placeOf(span)}: ${rule}: ${message}`);
    return { path: path.trim() === '' ? NOWHERE : path, cases: cases.length > 0 ? cases : [{ name: 'no findings', outcome: undefined }], remarks };
  });
}

/** `Map.groupBy`, which Node 20 does not have. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

/** Without a line, so that a finding that moves stays the same test. */
const nameOf = ({ rule, subject }: Pick<Finding, 'rule' | 'subject'>): string => (subject === '' ? rule : `${rule}: ${subject}`);

function skipped(finding: Finding, { comparison }: Report): Outcome | undefined {
  const { rule, message, state, suppressions } = finding;
  const reasons = suppressions.map(({ justification, at }) => `accepted at ${placeOf(at)}: ${justification}`);
  if (reasons.length > 0) return { kind: 'skipped', type: rule, message: reasons.join('; '), lines: [message, ...reasons] };
  if (state !== 'unchanged') return undefined;
  const known = comparison?.kind === 'change' ? `it was there before: ${comparison.against}` : `it is known: ${comparison?.against ?? 'baseline'}`;
  return { kind: 'skipped', type: rule, message: known, lines: [message, known] };
}

/** The text has all of it: GitLab shows nothing else. */
function failed(finding: Finding): Outcome {
  const { rule, level, message, primary } = finding;
  const { line, column } = positionAt(primary.span.source, primary.span.start);
  return {
    kind: rule === 'parse-error' ? 'error' : 'failure',
    type: level,
    message,
    lines: [`${primary.span.source.path}:${line}:${column}: ${level}: ${message}`, ...conditionsOf(finding).map((condition) => `${condition}.`), ...seeAlso(finding), docsUrl(rule)],
  };
}

const errorCase = ({ where, error }: InternalError): Case => ({
  name: `internal-error: ${where}`,
  outcome: { kind: 'error', type: 'internal-error', message: error.message, lines: [`keytrail itself failed, this report is incomplete: ${where}: ${error.message}`] },
});

function suiteElement({ path, cases, remarks }: Suite, id: number): Element {
  const counted = (kind: Outcome['kind']): string => String(cases.filter(({ outcome }) => outcome?.kind === kind).length);
  const attributes = { name: path, package: 'keytrail', id: String(id), hostname: 'localhost', tests: String(cases.length), failures: counted('failure'), errors: counted('error'), skipped: counted('skipped'), time: '0' };
  return element('testsuite', attributes, [element('properties'), ...named(cases).map((one) => caseElement(one, path)), element('system-out', {}, remarks.join('\n')), element('system-err')]);
}

/** Of tests with the same name in a suite GitLab shows one: later ones get a number. */
function named(cases: readonly Case[]): readonly Case[] {
  const taken = new Set<string>();
  const seen = new Map<string, number>();
  return cases.map(({ name, outcome }) => {
    let nth = seen.get(name) ?? 0;
    let own = name;
    do {
      nth++;
      own = nth === 1 ? name : `${name} (${nth})`;
    } while (taken.has(own));
    seen.set(name, nth);
    taken.add(own);
    return { name: own, outcome };
  });
}

function caseElement({ name, outcome }: Case, path: string): Element {
  const children = outcome === undefined ? [] : [outcomeElement(outcome)];
  return element('testcase', { name, classname: path, time: '0' }, children);
}

/** A skipped test has no type in Ant's format. */
const outcomeElement = ({ kind, type, message, lines }: Outcome): Element =>
  element(kind, { ...(kind === 'skipped' ? {} : { type }), message }, lines.join('\n'));
