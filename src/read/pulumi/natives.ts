import { invoke } from '../program/evaluation/functions.js';
import { joined } from '../program/evaluation/operators.js';
import { natives as builtins } from '../program/builtins/natives.js';
import type { Native, NativeCall } from '../program/run.js';
import type { TextPiece, Value } from '../program/values/values.js';
import { configuration, project, stack } from './config.js';

/** What is handed over, as it is: an output is the value that it will have. */
const asItIs: Native = ({ args }) => (args[0]?.rest === false ? args[0].value : undefined);

/** Several outputs as one: those in a list or an object, or those handed over one by one. */
const together: Native = ({ args, at }, run) => {
  if (args.length === 1) return args[0]?.rest === false ? args[0].value : undefined;
  return { kind: 'list', cell: { items: args.map(({ value, rest }) => ({ value, rest, test: { kind: 'fixed', holds: true } })), made: run.guards }, origin: at };
};

/** What a method is called on. */
export const receiverOf = ({ callee }: NativeCall): Value | undefined => (callee.kind === 'external' && callee.external.how.kind === 'member' ? callee.external.how.of : undefined);

/** `output.apply(f)`: what `f` makes of the value. Functions have a method of this name as well, which takes no function. */
const applied: Native = (call, run) => {
  const receiver = receiverOf(call);
  const [then] = call.args;
  if (receiver === undefined || then?.value.kind !== 'function') return undefined;
  return invoke(then.value, [{ value: receiver, rest: false }], call.at, run);
};

/** A tag: the texts in a list, then what stands between them. */
const interpolated: Native = ({ args: [texts, ...between], at }, run) => {
  if (texts?.value.kind !== 'list') return undefined;
  const parts = texts.value.cell.items.flatMap(({ value }, index): (Value | TextPiece)[] => {
    const next = between[index];
    return next === undefined ? [value] : [value, next.rest ? run.unknown('it is not known here', at) : next.value];
  });
  return joined(parts, at, run);
};

const concatenated: Native = ({ args, at }, run) => (args.some(({ rest }) => rest) ? undefined : joined(args.map(({ value }) => value), at, run));

const encoded: Native = ({ args, at }) => (args[0]?.rest === false ? { kind: 'json', value: args[0].value, origin: at } : undefined);

const core: readonly (readonly [string, Native | undefined])[] = [
  ['output', asItIs],
  ['secret', asItIs],
  ['unsecret', asItIs],
  ['all', together],
  ['interpolate', interpolated],
  ['concat', concatenated],
  ['jsonStringify', encoded],
  ['jsonParse', builtins.get('global:JSON.parse')],
  ['getStack', stack],
  ['getProject', project],
];

/** What Pulumi's functions come to. Pulumi documentation, "Inputs and outputs" and "Configuration". */
export const natives: ReadonlyMap<string, Native> = new Map([
  ...core.flatMap(([name, native]) => (native === undefined ? [] : [[`@pulumi/pulumi:${name}`, native] as const])),
  ['.apply', applied] as const,
  ...configuration,
]);
