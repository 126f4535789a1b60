import { map, member, textValue, type Entry, type Node } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { literal, onOneLine, type Source, type Span } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import type { Evaluator } from '../evaluation/evaluate.js';
import { notFollowed } from '../not-followed.js';
import { templateOf, type Template } from '../template.js';
import { endsAsWritten } from './children.js';
import { locate } from './located.js';
import { MAX_NESTING, MAX_STACKS, type Bound } from './place.js';

/** Types that are stacks within a stack: their resources are deployed with those of the template. */
const nestedTypes: ReadonlySet<string> = new Set(['AWS::CloudFormation::Stack', 'AWS::Serverless::Application']);

export const isNestedStack = (type: string): boolean => nestedTypes.has(type);

export const isStackSet = (type: string | undefined): boolean => type === 'AWS::CloudFormation::StackSet';

/** The properties that say where the template of a stack is. */
const whereabouts = ['TemplateURL', 'TemplateUrl', 'TemplateBody', 'Location'];

/** The template that a stack resource declares, ready to be evaluated with what it is given there; undefined, and told, where it is not at hand. */
export function childOf(id: string, entry: Entry, parent: Evaluator): Evaluator | undefined {
  const { place } = parent;
  const bound = boundIn(member(entry.value, 'Properties'), parent);
  const away = (reason: string): undefined => {
    parent.tell(gap(`The template of the nested stack \`${id}\` is not read: ${reason}`, onOneLine(member(entry.value, 'Type').origin.span)));
    return undefined;
  };
  if (bound === undefined) { away('what it is given is not known'); return; }
  const found = templateFor(id, entry.value, [...bound.keys()], parent);
  if (typeof found === 'string') { away(found); return; }
  if (place.within.includes(found.written)) { away('it is nested in itself'); return; }
  if (place.within.length >= MAX_NESTING || ++place.ledger.stacks > MAX_STACKS) { away('too many stacks are nested'); return; }
  // It is not read by itself as well: what it takes in unseen is told here.
  for (const problem of [...found.problems, ...notFollowed(found)]) parent.tell(problem);
  if (found.source !== place.source) noteUse(found.source, entry.key.span, parent);
  return parent.nest(found, { ...place, source: found.source, scope: `${place.scope}${id}.`, bound, within: [...place.within, found.written] });
}

/** As it is written if that tells it, for then nothing has to be chosen; else by what its properties come to. */
function templateFor(id: string, declaration: Node, passed: readonly string[], parent: Evaluator): Template | string {
  const written = parent.template.resources.get(id)?.value === declaration ? parent.template.children().get(id) : undefined;
  if (written !== undefined) return written;
  const { source, together } = parent.place;
  if (endsAsWritten(member(declaration, 'Properties'))) return 'it lies elsewhere';
  const properties = parent.evaluate(only(member(declaration, 'Properties')));
  const found = locate({ properties, metadata: member(declaration, 'Metadata'), passed }, source, together.library);
  if (found.kind === 'away') return found.reason;
  return templateOf(found.root, found.source, together, found.problems);
}

/** What a stack is given, by name; each is evaluated when it is asked for, so that what decides nothing is worth no world. */
function boundIn(properties: Node, parent: Evaluator): Bound | undefined {
  const given = member(properties, 'Parameters');
  const whole = given.kind === 'map' && [...given.entries.keys()].every((name) => !name.startsWith('Fn::') && name !== 'Ref') ? given : parent.evaluate(given);
  const names = boundTo(whole);
  if (names === undefined) return undefined;
  const known = new Map<string, Node>();
  return new Map(
    [...names].map(([name, node]): [string, () => Node] => [
      name,
      () => {
        const before = known.get(name);
        if (before !== undefined) return before;
        // Set before it is known: what a stack is given may not come from itself.
        known.set(name, unknown('it depends on itself', node.origin));
        const value = parent.evaluate(node);
        // What was not tried yet may be once something turns on it.
        if (value.kind === 'unknown') known.delete(name);
        else known.set(name, value);
        return value;
      },
    ]),
  );
}

function noteUse(source: Source, at: Span, { place }: Evaluator): void {
  const { uses } = place.together;
  if (!uses.some((use) => use.of === source && use.at.span.source === at.source && use.at.span.start === at.start)) uses.push({ of: source, at: literal(at) });
}

function only(properties: Node): Node {
  if (properties.kind !== 'map') return properties;
  return map(new Map([...properties.entries].filter(([name]) => whereabouts.includes(name) || name.startsWith('Fn::'))), properties.origin, properties.unseen);
}

/** What a stack is given, by name: a map, or the list of pairs that StackSets take. Undefined where names may be missing. */
export function boundTo(node: Node): ReadonlyMap<string, Node> | undefined {
  switch (node.kind) {
    case 'absent':
      return new Map();
    case 'map':
      return node.unseen.length > 0 ? undefined : new Map([...node.entries].map(([name, { value }]) => [name, value]));
    case 'list': {
      const pairs = node.items.map((item) => [textValue(member(item, 'ParameterKey')), member(item, 'ParameterValue')] as const);
      return node.unseen.length > 0 || pairs.some(([name]) => name === undefined) ? undefined : new Map(pairs.map(([name, value]) => [name ?? '', value]));
    }
    case 'scalar':
      return node.value === null ? new Map() : undefined;
    case 'unknown':
      return undefined;
  }
}
