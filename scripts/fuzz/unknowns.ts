import type { Finding } from '../../src/check/finding.js';
import type { Report } from '../../src/report/report.js';
import type { Input } from './input.js';
import { linted, withTexts } from './linted.js';
import type { Random } from './random.js';
import type { Change } from './unknowns/change.js';
import { inConfiguration } from './unknowns/configuration.js';
import { inProgram } from './unknowns/program.js';
import { inTemplate } from './unknowns/template.js';

/**
 * A value that nobody knows settles nothing. In a text without conditions one value of a resource is replaced by what is known only when
 * it is deployed: what is now surely lost, or surely granted, was so before; and what was surely so is still told as possible, unless something is
 * told that has to be mended first (where the only other cause is not valid, that is told in its place).
 *
 * Told by families, not by rules: where an unknown leaves open whether any management event is logged, the rule for KMS events alone may
 * speak instead. Conditions are left out, for with them a text decides about worlds and not about values; so are keys and what names things.
 */
export async function unknownFaults(input: Input, report: Report, random: Random): Promise<readonly string[]> {
  const [only] = Object.entries(input.read);
  if (only === undefined || report.findings.some(({ rule }) => rule === 'parse-error')) return [];
  const [path, text] = only;
  const changed = kinds.find(({ holds }) => holds.test(path))?.change(text, random);
  if (changed === undefined) return [];
  const after = await linted(withTexts(input, { [path]: changed.text }));
  const shown = `with an unknown at ${changed.place}`;
  return families.flatMap((family) => [
    ...[...sureOf(after, family)].filter((subject) => !sureOf(report, family).has(subject)).map((subject) => `${shown}, ${family.name} is sure of ${subject}`),
    ...[...sureOf(report, family)].filter((subject) => !toldOf(after, family).has(subject) && !after.findings.some(({ rule }) => unread.has(rule))).map((subject) => `${shown}, ${family.name} of ${subject} is told no more`),
  ]);
}

const kinds: readonly { readonly holds: RegExp; readonly change: Change }[] = [
  { holds: /\.template\.json$/u, change: inTemplate },
  { holds: /\.tf$/u, change: inConfiguration },
  { holds: /\.ts$/u, change: inProgram },
];

interface Family {
  readonly name: string;
  readonly holds: (rule: string) => boolean;
}

const unread: ReadonlySet<string> = new Set(['parse-error', 'gap', 'selector-invalid']);

const losses: ReadonlySet<string> = new Set(['kms-events-excluded', 'management-events-unlogged', 'kms-writes-unlogged', 'kms-reads-unlogged', 'kms-events-filtered', 'sink-not-recording']);

const families: readonly Family[] = [
  { name: 'a loss', holds: (rule) => losses.has(rule) },
  { name: 'a grant', holds: (rule) => rule.startsWith('grant-') },
];

const subjects = (findings: readonly Finding[]): ReadonlySet<string> => new Set(findings.map(({ subject }) => subject));
const sureOf = ({ findings }: Report, { holds }: Family): ReadonlySet<string> => subjects(findings.filter(({ rule, certainty, assumptions }) => holds(rule) && certainty === 'definite' && assumptions.length === 0));
const toldOf = ({ findings }: Report, { holds }: Family): ReadonlySet<string> => subjects(findings.filter(({ rule }) => holds(rule)));
