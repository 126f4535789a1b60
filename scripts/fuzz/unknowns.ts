import type { Finding } from '../../src/check/finding.js';
import type { Report } from '../../src/report/report.js';
import { asJson, isTrees, type Tree } from './grammar/tree.js';
import type { Input } from './input.js';
import { linted, withTexts } from './linted.js';
import type { Random } from './random.js';

/**
 * A value that nobody knows settles nothing. In a template without conditions one scalar of a property is replaced by what another stack
 * exports: what is now surely lost, or surely granted, was so before; and what was surely so is still told as possible, unless something is
 * told that has to be mended first (where the only other cause is not valid, that is told in its place).
 *
 * Told by families, not by rules: where an unknown leaves open whether any management event is logged, the rule for KMS events alone may
 * speak instead. Conditions are left out, for with them a text decides about worlds and not about values; so are keys and what names things.
 */
export async function unknownFaults(input: Input, report: Report, random: Random): Promise<readonly string[]> {
  const [only] = Object.entries(input.read);
  if (only?.[0].endsWith('.template.json') !== true) return [];
  const [path, text] = only;
  const before = plainTemplate(text);
  if (before === undefined) return [];
  const places = placesIn(before);
  if (places.length === 0) return [];
  const place = random.pick(places);
  const changed = asJson(replacedAt(before, place));
  const after = await linted(withTexts(input, { [path]: changed }));
  const shown = `with an unknown at ${place.join('.')}`;
  return families.flatMap((family) => [
    ...[...sureOf(after, family)].filter((subject) => !sureOf(report, family).has(subject)).map((subject) => `${shown}, ${family.name} is sure of ${subject}`),
    ...[...sureOf(report, family)].filter((subject) => !toldOf(after, family).has(subject) && !after.findings.some(({ rule }) => unread.has(rule))).map((subject) => `${shown}, ${family.name} of ${subject} is told no more`),
  ]);
}

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

/** A template of JSON whose resources hang on nothing; undefined for anything else. */
function plainTemplate(text: string): Tree | undefined {
  if (/"Fn::|"Ref"|"Condition"|"Transform"|keytrail/u.test(text)) return undefined;
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return undefined;
  }
}

type Way = readonly (string | number)[];

/** What names something, such as a policy that is attached (one that is elsewhere is told where it is declared), or says in which language the rest is. */
const names: ReadonlySet<string> = new Set(['Version', 'ManagedPolicyArns', 'Roles', 'Sid', 'Name', 'TrailName', 'RoleName', 'PolicyName', 'GroupName', 'UserName', 'ManagedPolicyName']);

/** The scalars below the properties of resources. */
function placesIn(template: Tree): readonly Way[] {
  const resources = childOf(template, 'Resources');
  return entriesOf(resources).flatMap(([name, resource]) => scalars(childOf(resource, 'Properties'), ['Resources', name, 'Properties']));
}

const isMap = (tree: Tree | undefined): tree is Readonly<Record<string, Tree>> => typeof tree === 'object' && tree !== null && !Array.isArray(tree);
const entriesOf = (tree: Tree | undefined): readonly (readonly [string, Tree])[] => (isMap(tree) ? Object.entries(tree) : []);
const childOf = (tree: Tree | undefined, key: string): Tree | undefined => (isMap(tree) && Object.hasOwn(tree, key) ? tree[key] : undefined);

function scalars(tree: Tree | undefined, way: Way): readonly Way[] {
  if (isTrees(tree)) return tree.flatMap((item, index) => scalars(item, [...way, index]));
  if (isMap(tree)) return Object.entries(tree).flatMap(([key, value]) => (names.has(key) ? [] : scalars(value, [...way, key])));
  return tree === undefined || tree === null ? [] : [way];
}

function replacedAt(tree: Tree, [step, ...rest]: Way): Tree {
  if (step === undefined) return { 'Fn::ImportValue': 'x' };
  if (isTrees(tree)) return tree.map((item, index) => (index === step ? replacedAt(item, rest) : item));
  return Object.fromEntries(entriesOf(tree).map(([key, value]) => [key, key === step ? replacedAt(value, rest) : value]));
}
