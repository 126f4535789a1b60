import type { MapNode, Node } from '../../../core/node.js';
import { literal, through, type Origin, type Source, type Span } from '../../../core/source.js';
import type { Text } from '../../../core/text.js';
import { unknown, type Unknown } from '../../../core/value.js';

/** One function of Terraform on evaluated arguments. HashiCorp, "Functions - Configuration Language". */
export type TerraformFunction = (call: FunctionCall) => Node;

/** What makes a value, for its reasons and its place. */
export interface CallSite {
  readonly name: string;
  /** The place of the call. */
  readonly at: Span;
}

/** A call whose arguments are evaluated: tuples, lists and sets are lists, objects and maps are maps, null is a scalar. */
export interface FunctionCall extends CallSite {
  /** An expanded final argument (`...`) is already spread. */
  readonly arguments: readonly Node[];
  /** The expanded final argument where its items are not known: any number of arguments may follow. */
  readonly open: Unknown | undefined;
  readonly files: FunctionFiles;
  /** A template file with `variables` in it, as `templatefile` makes it: the syntax of templates is the evaluator's. */
  readonly render: (template: Source, variables: MapNode) => Node;
}

/** A file that a function names, or why it is not read, in words that fit behind a colon. `Opened` of the library fits. */
export type FunctionFile = { readonly kind: 'read'; readonly source: Source } | { readonly kind: 'closed'; readonly reason: string };

/** The files that functions read. */
export interface FunctionFiles {
  /** The file at a path as Terraform takes it: from the folder in which it is run, that of the root module. */
  readonly open: (path: string) => FunctionFile;
}

/** The hole that stands for the folder in which Terraform is run, in what `abspath` makes and in `path.cwd`. */
export const WORKING_FOLDER = 'path.cwd';

/** Items that one call may make, and characters of a text. */
export const MAX_ITEMS = 100_000;
export const MAX_TEXT = 1_000_000;
/** Parts of which a text is put together. */
export const MAX_RUNS = 300_000;

/** The origin of what a call makes: it leads to the first of `sources` that was written elsewhere. */
export const made = (call: CallSite, ...sources: readonly Node[]): Origin => madeOf(call, sources);

/** The same of any number of sources. */
export function madeOf({ at }: CallSite, sources: readonly Node[]): Origin {
  const from = sources.find((source) => source.origin.from !== undefined)?.origin.from;
  return from === undefined ? { span: at, via: 'function' } : through(at, 'function', from);
}

export const unsettled = (call: CallSite, reason: string, text?: Text): Unknown => unknown(reason, literal(call.at), 'open', text);

/** What Terraform refuses for sure has no value: `try` goes on behind it. */
export const fails = (call: CallSite, why: string): Unknown => unknown(`\`${call.name}\` fails: ${why}`, literal(call.at), 'invalid');

/** A call with an operand that has no value has none. */
export const failed = (node: Node): boolean => node.kind === 'unknown' && node.nature === 'invalid';

export const tooMuch = (call: CallSite): Unknown => unsettled(call, `\`${call.name}\` makes too much`);

/** What a call yields whose operand is not known enough. */
export const dependsOn = (call: CallSite, operand: Node): Unknown => unsettled(call, reasonOf(operand) ?? `an operand of \`${call.name}\` is not known`);

/** Why a node, or a part of it, is not known. */
export function reasonOf(node: Node): string | undefined {
  if (node.kind === 'unknown') return node.reason;
  return node.kind === 'list' || node.kind === 'map' ? node.unseen[0]?.reason : undefined;
}

export const isNull = (node: Node | undefined): boolean => node?.kind === 'absent' || (node?.kind === 'scalar' && node.value === null);

type Body = (call: FunctionCall, args: readonly Node[]) => Node;

/** A function that takes from `least` to `most` arguments, none of them null. How many an unknown list expands to is not known. */
export const taking = (least: number, most: number, body: Body): TerraformFunction =>
  takingNull(least, most, (call, args) => (args.some(isNull) ? fails(call, 'an argument is null') : body(call, args)));

/** The same where null is an argument like others. */
export const takingNull = (least: number, most: number, body: Body): TerraformFunction => (call) => {
  if (call.open !== undefined) return unsettled(call, call.open.reason);
  return call.arguments.length < least || call.arguments.length > most ? otherNumber(call) : body(call, call.arguments);
};

/** Functions of one argument, of two and of three, none of them null. */
export const one = (body: (call: FunctionCall, argument: Node) => Node): TerraformFunction =>
  taking(1, 1, (call, [argument]) => (argument === undefined ? otherNumber(call) : body(call, argument)));

export const two = (body: (call: FunctionCall, first: Node, second: Node) => Node): TerraformFunction =>
  taking(2, 2, (call, [first, second]) => (first === undefined || second === undefined ? otherNumber(call) : body(call, first, second)));

export const three = (body: (call: FunctionCall, first: Node, second: Node, third: Node) => Node): TerraformFunction =>
  taking(3, 3, (call, [first, second, third]) => (first === undefined || second === undefined || third === undefined ? otherNumber(call) : body(call, first, second, third)));

const otherNumber = (call: CallSite): Unknown => fails(call, 'it has another number of arguments');
