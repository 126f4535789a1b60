import { scalar } from '../../../core/node.js';
import { embeddedJson } from '../../embedded.js';
import { fromNode } from '../evaluation/data.js';
import { setMember } from '../evaluation/assignments.js';
import { callBack } from '../evaluation/calls.js';
import { asBoolean, itemsOf, spreadInto } from '../evaluation/expressions.js';
import { invoke } from '../evaluation/functions.js';
import { member } from '../evaluation/members.js';
import { joined, overChoices, scalarAt, truthOf } from '../evaluation/operators.js';
import { partOf } from '../project/places.js';
import { labelOf, type Native, type Run } from '../run.js';
import { either, NO, YES, type Test } from '../values/tests.js';
import { withPieces } from '../values/texts.js';
import type { Item, ListValue, ObjectCell, Value } from '../values/values.js';
import { root, type Origin } from '../../../core/source.js';
import { REPOSITORY } from './globals.js';

const unknownAt = (place: Origin, run: Run): Value => run.unknown(`\`${labelOf(place)}\` is not known here`, place);
const undefinedAt = (origin: Origin): Value => ({ kind: 'undefined', origin });
const listOf = (items: readonly Item[], place: Origin, run: Run): ListValue => ({ kind: 'list', cell: { items, made: run.guards }, origin: place });
const sure = (value: Value): Item => ({ value, test: YES, rest: false });

/** The first argument, alternative by alternative. */
const of = (work: (value: Value, place: Origin, run: Run) => Value): Native => ({ args, at }, run) => overChoices(args[0]?.value ?? undefinedAt(at), run, (value) => work(value, at, run));

/** The members of an object, each as a list makes of it; those that are not known are one for all. */
const members = (make: (name: string, key: Origin, value: Value, run: Run) => Value): Native =>
  of((value, place, run) => {
    run.pass(value.kind === 'list' ? value.cell.items.length : value.kind === 'object' ? value.cell.entries.size : 0);
    if (value.kind === 'list') return listOf(value.cell.items.map((item, index) => ({ ...item, value: make(String(index), place, item.value, run) })), place, run);
    if (value.kind !== 'object') return value.kind === 'undefined' ? unknownAt(place, run) : listOf([{ value: unknownAt(place, run), test: YES, rest: true }], place, run);
    const items = [...value.cell.entries].map(([name, slot]): Item => ({ value: make(name, slot.key, slot.getter ? member(value, name, place, run) : partOf(value, slot.value), run), test: presenceOf(slot.value), rest: false }));
    return listOf([...items, ...value.cell.rest.map((part): Item => ({ value: part, test: YES, rest: true }))], place, run);
  });

/** What is set under a condition is a member under that condition. */
const presenceOf = (value: Value): Test => (value.kind === 'choice' ? either(value.test, presenceOfArm(value.then), presenceOfArm(value.otherwise)) : YES);
const presenceOfArm = (value: Value): Test => (value.kind === 'undefined' ? NO : presenceOf(value));

function parsed(value: Value, place: Origin, run: Run): Value {
  if (value.kind === 'json') return value.value;
  if (value.kind !== 'scalar' || typeof value.value !== 'string') return unknownAt(place, run);
  // A document is told where it is written, whatever way its text came by.
  const text = { ...value, origin: root(value.origin) };
  const { node, problems } = embeddedJson(withPieces(scalar(value.value, text.origin), text));
  return problems.length > 0 ? unknownAt(place, run) : fromNode(node, run);
}

const assigned: Native = ({ args }, run) => {
  const [target, ...sources] = args;
  if (target?.value.kind === 'object') {
    for (const { value } of sources) spreadInto(target.value.cell, value, run);
    return target.value;
  }
  return target === undefined ? undefined : target.value;
};

const fromEntries: Native = of((value, place, run) => {
  const cell: ObjectCell = { entries: new Map(), rest: [], made: run.guards };
  const whole: Value = { kind: 'object', cell, origin: place };
  for (const { value: pair, test, rest } of itemsOf(value, run)) {
    const [key, one] = pair.kind === 'list' ? pair.cell.items : [];
    if (rest || key?.value.kind !== 'scalar' || one === undefined) cell.rest = [...cell.rest, run.unknown('a member is not known here', place)];
    else {
      const name = String(key.value.value);
      run.where(test, () => {
        setMember(whole, name, one.value, key.value.origin, run);
      });
    }
  }
  return whole;
});

/** `path.join` and its like, for paths with `/`. Node.js documentation, "Path". */
const joinedPath = (absolute: boolean): Native => ({ args, at }, run) => {
  const parts = args.map(({ value, rest }) => (value.kind === 'scalar' && !rest ? String(value.value) : undefined));
  if (parts.includes(undefined)) return unknownAt(at, run);
  const given = parts.map((part) => part ?? '').filter((part) => part !== '');
  const start = absolute ? given.findLastIndex((part) => part.startsWith('/')) : 0;
  return scalarAt(normal(given.slice(Math.max(0, start)).join('/')), at);
};

function normal(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '.' || (step === '' && steps.length > 0)) continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..' && steps.at(-1) !== '' && steps.at(-1) !== REPOSITORY.slice(1)) steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

const onText = (work: (text: string) => string): Native => of((value, place, run) => (value.kind === 'scalar' ? { ...scalarAt(work(String(value.value)), place), origin: { span: place.span, via: 'function', from: value.origin } } : unknownAt(place, run)));

/** A file of the repository as a text; places in it are places in that file. */
export function contentsOf(path: string, run: Run): { readonly value: Value } | undefined {
  if (!path.startsWith(`${REPOSITORY}/`)) return undefined;
  const opened = run.library.open(path.slice(REPOSITORY.length + 1), '');
  if (opened.kind !== 'read') return undefined;
  const { source } = opened;
  const origin: Origin = { span: { source, start: 0, end: source.text.length }, via: 'literal' };
  return { value: { kind: 'scalar', value: source.text, pieces: [{ text: source.text, origin, offsets: 0 }], origin } };
}

/** A promise is what it promises, as behind `await`. */
const awaited: Native = ({ callee, args, at }, run) => {
  const receiver = callee.kind === 'external' && callee.external.how.kind === 'member' ? callee.external.how.of : undefined;
  const [done] = args;
  if (receiver === undefined || done?.value.kind !== 'function') return undefined;
  callBack(args.slice(1), run);
  return invoke(done.value, [{ value: receiver, rest: false }], at, run);
};

/** What is done about an error, or in any case, changes nothing about the rest. */
const regardless: Native = ({ callee, args }, run) => {
  const receiver = callee.kind === 'external' && callee.external.how.kind === 'member' ? callee.external.how.of : undefined;
  if (receiver === undefined || args[0]?.value.kind !== 'function') return undefined;
  callBack(args, run);
  return receiver;
};

const readFile: Native = of((value, place, run) => {
  const path = value.kind === 'scalar' ? String(value.value) : undefined;
  const found = path === undefined ? undefined : contentsOf(path.startsWith('/') ? path : `${REPOSITORY}/${normal(path)}`, run);
  return found === undefined ? run.unknown(path === undefined ? `\`${labelOf(place)}\` is not known here` : `\`${path.replace(`${REPOSITORY}/`, '')}\` was not read`, place) : found.value;
});

const all: readonly (readonly [string, Native])[] = [
  ['global:JSON.stringify', ({ args, at }) => ({ kind: 'json', value: args[0]?.value ?? undefinedAt(at), origin: at })],
  ['global:JSON.parse', of(parsed)],
  ['global:Object.keys', members((name, key) => scalarAt(name, key))],
  ['global:Object.values', members((_name, _key, value) => value)],
  ['global:Object.entries', members((name, key, value, run) => listOf([sure(scalarAt(name, key)), sure(value)], value.origin, run))],
  ['global:Object.assign', assigned],
  ['global:Object.freeze', of((value) => value)],
  ['global:Object.fromEntries', fromEntries],
  ['global:structuredClone', of((value) => value)],
  ['global:Array.isArray', of((value, place, run) => (value.kind === 'unknown' || value.kind === 'external' ? unknownAt(place, run) : scalarAt(value.kind === 'list', place)))],
  ['global:Array.from', of((value, place, run) => listOf(itemsOf(value, run), place, run))],
  ['global:Array.of', ({ args, at }, run) => listOf(args.map(({ value, rest }) => ({ value, rest, test: YES })), at, run)],
  ['global:Promise.all', of((value) => value)],
  ['global:Promise.resolve', of((value) => value)],
  ['global:String', of((value, place, run) => (value.kind === 'scalar' || value.kind === 'text' ? joined([{ text: '', origin: place }, value], place, run) : unknownAt(place, run)))],
  ['global:Number', of((value, place, run) => (value.kind === 'scalar' ? scalarAt(Number(value.value), place) : unknownAt(place, run)))],
  ['global:Boolean', of((value, place) => asBoolean(truthOf(value), place))],
  ['new global:Set', of((value, place, run) => listOf(itemsOf(value, run), place, run))],
  ['.then', awaited],
  ['.catch', regardless],
  ['.finally', regardless],
  ['path:join', joinedPath(false)],
  ['path:resolve', joinedPath(true)],
  ['path:dirname', onText((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))))],
  ['path:basename', onText((path) => path.slice(path.lastIndexOf('/') + 1))],
  ['url:fileURLToPath', of((value) => value)],
  ['fs:readFileSync', readFile],
  ['fs:existsSync', of((value, place, run) => (value.kind === 'scalar' && contentsOf(String(value.value), run) !== undefined ? scalarAt(true, place) : unknownAt(place, run)))],
];

/** What Node.js and ECMAScript have, as far as it matters. */
export const natives: ReadonlyMap<string, Native> = new Map(all.flatMap(([name, native]): (readonly [string, Native])[] => (name.startsWith('path:') ? [[name, native], [name.replace(':', ':posix.'), native]] : [[name, native]])));
