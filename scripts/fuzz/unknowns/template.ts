import { asJson, isTrees, type Tree } from '../grammar/tree.js';
import type { Change } from './change.js';

/** A template of JSON whose resources hang on nothing; undefined for anything else. */
function plainTemplate(text: string): Tree | undefined {
  if (/"Fn::|"Ref"|"Condition"|"Transform"|keytrail/u.test(text)) return undefined;
  try {
    return JSON.parse(text) as Tree;
  } catch {
    return undefined;
  }
}

/** A scalar of a property is what another stack exports. */
export const inTemplate: Change = (text, random) => {
  const template = plainTemplate(text);
  const places = placesIn(template);
  if (template === undefined || places.length === 0) return undefined;
  const place = random.pick(places);
  return { text: asJson(replacedAt(template, place)), place: place.join('.') };
};

type Way = readonly (string | number)[];

/** What names something, such as a policy that is attached (one that is elsewhere is told where it is declared), or says in which language the rest is. */
const names: ReadonlySet<string> = new Set(['Version', 'ManagedPolicyArns', 'Roles', 'Sid', 'Name', 'TrailName', 'RoleName', 'PolicyName', 'GroupName', 'UserName', 'ManagedPolicyName']);

/** The scalars below the properties of resources. */
function placesIn(template: Tree | undefined): readonly Way[] {
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
