import { invoke } from '../program/evaluation/functions.js';
import { itemsOf } from '../program/evaluation/expressions.js';
import { chosen, expressionAt, overChoices } from '../program/evaluation/operators.js';
import type { Native } from '../program/run.js';
import type { Item, Value } from '../program/values/values.js';

const CORES = ['cdktf', 'cdktn'];

/** What is handed over, as it is: what changes nothing that matters. */
const asItIs: Native = ({ args }) => (args[0]?.rest === false ? args[0].value : undefined);

/** `jsonencode`: the value that the string holds stands for it. */
const encoded: Native = ({ args, at }) => (args[0]?.rest === false ? { kind: 'json', value: args[0].value, origin: at } : undefined);

/** One list of those in a list, or those handed over one by one. */
const concatenated: Native = ({ args, at }, run) => {
  const lists = args.length === 1 && args[0] !== undefined ? itemsOf(args[0].value, run) : args.map(({ value, rest }): Item => ({ value, rest, test: { kind: 'fixed', holds: true } }));
  if (lists.some(({ rest }) => rest)) return undefined;
  return { kind: 'list', cell: { items: lists.flatMap(({ value, test }) => itemsOf(value, run, test)), made: run.guards }, origin: at };
};

/** What Terraform decides once all is deployed. */
const conditional: Native = ({ args: [test, then, otherwise], at }) => {
  if (test === undefined || then === undefined || otherwise === undefined || test.rest || then.rest || otherwise.rest) return undefined;
  if (test.value.kind === 'scalar') return test.value.value === true || test.value.value === 'true' ? then.value : otherwise.value;
  return chosen(expressionAt(test.value.origin), then.value, otherwise.value, at);
};

/** `{ produce() { ... } }`: it is asked for when all is made. */
const lazy: Native = ({ args, at }, run) =>
  overChoices(args[0]?.value ?? run.unknown('nothing produces it', at), run, (producer): Value => {
    const produce = producer.kind === 'object' ? producer.cell.entries.get('produce')?.value : undefined;
    return produce?.kind === 'function' ? invoke(produce.self === undefined ? { ...produce, self: producer } : produce, [], at, run) : run.unknown('what produces it is not known here', at);
  });

const functions: readonly (readonly [string, Native])[] = [
  ['Fn.jsonencode', encoded],
  ...['tolist', 'toset', 'distinct', 'tostring', 'tobool', 'sensitive', 'nonsensitive', 'rawString'].map((name) => [`Fn.${name}`, asItIs] as const),
  ['Fn.concat', concatenated],
  ['Fn.conditional', conditional],
  ['conditional', conditional],
  ...['asString', 'asList', 'asNumber', 'asAny', 'asMap', 'asStringMap', 'asAnyMap', 'asBooleanMap', 'asNumberList'].map((name) => [`Token.${name}`, asItIs] as const),
  ...['stringValue', 'listValue', 'anyValue', 'numberValue', 'mapValue', 'booleanValue'].map((name) => [`Lazy.${name}`, lazy] as const),
];

/** Functions of cdktf whose value the program goes on with. CDK for Terraform documentation, "Functions" and "Tokens". */
export const natives: ReadonlyMap<string, Native> = new Map(CORES.flatMap((core) => functions.map(([name, native]) => [`${core}:${name}`, native] as const)));
