import { append } from '../../core/long.js';
import { map, member, nameIn, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap, parseError, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import type { Resource, Unit } from '../../core/unit.js';
import { and, type Truth } from '../../core/truth.js';
import { explore, exploreWhole, WORLD_CAP, type Choose, type Exploration } from '../../core/worlds.js';
import { partsOf, type Part } from './components.js';
import { applyRules } from './inputs/constraints.js';
import { unfoldDocuments } from './documents.js';
import { Evaluator } from './evaluation/evaluate.js';
import { members } from './evaluation/for-each.js';
import { inputsOf, type Given, type Inputs } from './inputs/inputs.js';
import { propertiesOf } from './modelled.js';
import { ignoresOf, saidIn } from './ignores.js';
import { notFollowed } from './not-followed.js';
import { withGlobals } from './sam.js';
import { isSettled } from './settled.js';
import type { GivenParameters } from '../parameters/set.js';
import type { Read, ReadOptions, Settle } from '../reader.js';
import { mayUseOthers } from '../sniff.js';
import { childOf, isNestedStack, isStackSet } from './stacks/nested.js';
import { alone, type Together } from './stacks/place.js';
import { templateAlone, templateOf, type Template } from './template.js';

/** Each template by itself. */
export const read: Read = (documents, options) => documents.flatMap(({ root, source }) => (root.kind === 'map' ? readAlone(root, source, options) : []));

/** Most templates need not be evaluated: what they declare tells nothing, whatever its values are. */
function readAlone(root: MapNode, source: Source, options: ReadOptions): readonly Unit[] {
  const together = togetherIn(options);
  const template = templateOf(root, source, together);
  if (options.prefilter === false || unsettled.has(root) || !isSettled(template, options.parameters)) return readTemplate(root, source, options, together);
  return [settledUnit({ template, source, together })];
}

/** Templates in which something stands that has to be evaluated. */
const unsettled = new WeakSet<MapNode>();

/** The same of one that needs no other file and is given nothing, before the others are there. */
export const settle: Settle = (root, source) => {
  if (root.kind !== 'map' || mayUseOthers(source.text)) return undefined;
  const template = templateAlone(root, source);
  if (isSettled(template, givenNothing)) return settledUnit({ template, source, together: { uses: [] } });
  unsettled.add(root);
  return undefined;
};

const givenNothing: GivenParameters = { byHand: new Map(), sets: [], common: [] };

/** What tells nothing: one for all, for there may be tens of thousands. */
const NOTHING: Explored = { worlds: [{ assumptions: [], value: [] }], givenUp: [], problems: [] };

const settledUnit = (read: Told): Unit => unitOf(NOTHING, read);

/** Reads a CloudFormation template into its modelled resources and those of its nested stacks, once for each world; each StackSet is a unit of its own. */
export function readTemplate(root: MapNode, source: Source, options: ReadOptions, together = togetherIn(options)): readonly Unit[] {
  const template = templateOf(root, source, together);
  const reading: Reading = { template, root, source, together, inputs: inputsOf(template, options.parameters) };
  const sets = [...template.resources].filter(([, { value }]) => isStackSet(textValue(member(value, 'Type'))));
  return [...readStack(reading), ...sets.map(([id, entry]) => unitOf(explored(reading, (evaluator) => resourcesOfSet(id, entry, evaluator)), reading))];
}

const togetherIn = ({ library, others }: ReadOptions): Together => ({ library, templates: others, uses: [] });

/** A template with what it is read with. */
interface Reading {
  readonly template: Template;
  readonly root: MapNode;
  readonly source: Source;
  readonly together: Together;
  readonly inputs: Inputs;
}

interface Explored extends Exploration<readonly Resource[]> {
  readonly problems: readonly Problem[];
}

/** For what is read apart because it is too much together: it pays to try more before something is given up. */
const PART_CAP = 4 * WORLD_CAP;

/** In one where that takes few worlds; else each part that has nothing to do with the others by itself, which takes fewer. */
function readStack(reading: Reading): readonly Unit[] {
  const whole = explored(reading, (evaluator) => resourcesOf(evaluator, () => true));
  if (whole.givenUp.length === 0) return [unitOf(whole, reading)];
  return partsOf(reading.template).map((part) => {
    const read = (evaluator: Evaluator): readonly Resource[] => resourcesOf(evaluator, part);
    return unitOf(explored(reading, read, PART_CAP) ?? explored(reading, read), reading);
  });
}

type Yield = (evaluator: Evaluator) => readonly Resource[];

function explored(reading: Reading, resources: Yield): Explored;
function explored(reading: Reading, resources: Yield, wholeBelow: number): Explored | undefined;
function explored({ template, root, source, together, inputs }: Reading, resources: Yield, wholeBelow?: number): Explored | undefined {
  const problems: Problem[] = [];
  const evaluate = (choose: Choose<Given>): readonly Resource[] => {
    const evaluator = new Evaluator(template, inputs, choose, alone(root, source, together));
    const found = resources(evaluator);
    applyRules(evaluator);
    append(problems, evaluator.place.ledger.problems);
    return found;
  };
  const exploration = wholeBelow === undefined ? explore(evaluate, WORLD_CAP, ({ length }) => length) : exploreWhole(evaluate, wholeBelow, ({ length }) => length);
  return exploration === undefined ? undefined : { ...exploration, problems };
}

/** What it takes to tell of a template. */
interface Told extends Pick<Reading, 'template' | 'source'> {
  readonly together: Pick<Together, 'uses'>;
}

function unitOf({ worlds, givenUp, problems }: Explored, { template, source, together }: Told): Unit {
  const told: Problem[] = [...template.problems, ...notFollowed(template), ...problems];
  for (const name of givenUp) told.push(gap(`Too many combinations: ${inputLabel(name)} is left open`, placeOf(name, template)));
  if (worlds.length === 0) told.push(gap('No combination of parameters can be deployed: a mapping lacks a key for each of them', onOneLine(template.root.origin.span)));
  const said = saidIn(template);
  return { vocabulary: 'cloudformation', source, uses: together.uses, worlds, problems: told.length === 0 ? NOTHING.problems : distinct(told), ...(said.length > 0 && { said }) };
}

const looked = new WeakMap<Template, ReadonlyMap<string, Entry>>();

/** Those resources of a template that declare something in some world, and what makes resources. The others are most, and are looked at once and not in every world. */
function declaring(template: Template): ReadonlyMap<string, Entry> {
  const known = looked.get(template);
  if (known !== undefined) return known;
  const found = new Map([...template.resources].filter(([name, { value }]) => name.startsWith('Fn::') || isNestedStack(typeOf(value) ?? '') || modelledIn(value) !== undefined));
  looked.set(template, found);
  return found;
}

const typeOf = (resource: Node): string | undefined => textValue(member(resource, 'Type'));

/** The properties to evaluate of a resource, as in `propertiesOf`. */
function modelledIn(resource: Node): readonly string[] | undefined {
  const type = typeOf(resource);
  return type === undefined ? undefined : propertiesOf(type, member(resource, 'Properties'));
}

/** The modelled resources of a part of a template, and of the stacks nested in it. */
function resourcesOf(evaluator: Evaluator, part: Part): readonly Resource[] {
  const { template, place } = evaluator;
  return members(map(declaring(template), template.root.origin), evaluator).entries.flatMap(([name, entry]) => {
    if (isNestedStack(typeOf(entry.value) ?? '')) return nested(name, entry, evaluator, part);
    return part(place.scope + name) ? resource(place.scope + name, entry, evaluator) : [];
  });
}

function nested(id: string, entry: Entry, evaluator: Evaluator, part: Part): readonly Resource[] {
  const exists = existence(entry.value, evaluator);
  const child = exists === 'no' ? undefined : evaluator.stack(id, entry);
  return child === undefined ? [] : within(child, exists, part);
}

/** A StackSet makes the stacks of one template elsewhere: nothing here makes up for what they lack. */
function resourcesOfSet(id: string, { key, value }: Entry, evaluator: Evaluator): readonly Resource[] {
  const exists = existence(value, evaluator);
  const child = exists === 'no' ? undefined : childOf(id, { key, value }, evaluator);
  return child === undefined ? [] : within(child, exists, () => true);
}

function within(child: Evaluator, exists: Truth, part: Part): readonly Resource[] {
  const found = resourcesOf(child, part).map((one) => ({ ...one, exists: and(exists, one.exists) }));
  applyRules(child);
  return found;
}

function existence(value: Node, evaluator: Evaluator): Truth {
  const condition = nameIn(member(value, 'Condition'));
  return condition === undefined ? 'yes' : evaluator.condition(condition, member(value, 'Condition').origin.span);
}

const inputLabel = (name: string): string => (name.startsWith('condition ') ? `condition \`${name.slice(10)}\`` : `\`${name}\``);

function placeOf(name: string, { parameters, conditions, root }: Template): Problem['span'] {
  const entry = parameters.get(name) ?? conditions.get(name.replace(/^condition /u, ''));
  return entry?.key.span ?? onOneLine(root.origin.span);
}

function resource(address: string, { key, value }: Entry, evaluator: Evaluator): readonly Resource[] {
  const type = typeOf(value);
  const properties = modelledIn(value);
  if (type === undefined || properties === undefined) return [];
  const exists = existence(value, evaluator);
  if (exists === 'no') return [];
  const body = withGlobals(evaluator.template.root, type, member(value, 'Properties'));
  if (body.kind === 'list' || (body.kind === 'scalar' && body.value !== null)) {
    evaluator.tell(parseError(`Properties of \`${address}\` must be a map`, onOneLine(body.origin.span)));
    return [];
  }
  const ignores = ignoresOf(value, evaluator.template.root);
  const document = unfoldDocuments(evaluator.evaluate(only(body, properties)), (problem) => { evaluator.tell(problem); });
  return [{ type, address, exists, name: key, body: document, ...(ignores !== undefined && { ignored: { ...ignores, over: value.origin.span } }) }];
}

/** The properties that matter, and whatever could set them without naming them: Fn::Transform, Fn::If around all of them. */
function only(body: Node, properties: readonly string[]): Node {
  if (body.kind !== 'map' || [...body.entries.keys()].every((name) => name.startsWith('Fn::'))) return body;
  return map(new Map([...body.entries].filter(([name]) => properties.includes(name) || name.startsWith('Fn::'))), body.origin, body.unseen);
}

/** Every world tells its own; a place is told once. */
function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${String(problem.span.start)} ${String(problem.span.end)} ${problem.message}`, problem])).values()];
}
