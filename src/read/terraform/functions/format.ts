import { list, type Node } from '../../../core/node.js';
import { dependsOn, fails, isNull, made, madeOf, MAX_ITEMS, tooMuch, unsettled, type FunctionCall, type TerraformFunction } from './call.js';
import { asInteger, asString, isList, isMap, plainString } from './values/conversion.js';
import { asDecimal } from './values/decimal.js';
import { documentSyntax, isLoose, isText, jsonRuns } from './documents.js';
import { graphemes } from './values/letters.js';
import { append, hole, inserted, Row, rowOf, written, writtenOf, type Run } from './values/texts.js';

/** `%[flags][width][.precision][[index]]verb`. HashiCorp, "format Function", "Specification Syntax". */
const DIRECTIVE = /%([-+ #0]*)(\d*)(?:\.(\d+))?(?:\[(\d+)\])?(.?)/gsu;

interface Directive {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly verb: string;
}

const MAX_WIDTH = 1000;

const format: TerraformFunction = (call) => formatted(call, call.arguments);

function formatted(call: FunctionCall, [pattern, ...args]: readonly Node[]): Node {
  if (pattern === undefined) return fails(call, 'it has no argument');
  const template = asString(call, pattern);
  if (template.kind === 'unknown' || call.open !== undefined) return written(call, [hole(call.name, call)], template.kind === 'unknown' ? template : (call.open ?? template));
  const row = rowOf(template);
  const runs: Run[] = [];
  let end = 0;
  let next = 0;
  let most = 0;
  for (const match of template.text.matchAll(DIRECTIVE)) {
    const [whole, flags = '', width = '', precision, index, verb = ''] = match;
    append(runs, row.cut(end, match.index));
    end = match.index + whole.length;
    if (whole === '%%') runs.push(inserted('%', call));
    else {
      const at = index === undefined ? next : Number(index) - 1;
      next = at + 1;
      most = Math.max(most, next);
      const argument = args[at];
      if (argument === undefined) return fails(call, 'it has too few arguments');
      // Null of a type fails; without one, what comes is known only after the plan.
      if (isNull(argument)) return unsettled(call, 'an operand is null');
      const value = directed(call, { flags, width: Number(width), precision: precision === undefined ? undefined : Number(precision), verb }, argument);
      if ('kind' in value) return value;
      append(runs, value);
    }
  }
  if (args.length > most) return fails(call, 'it has too many arguments');
  return writtenOf(call, [...runs, ...row.cut(end, row.length)], [...args, pattern]);
}

/** What stands for one directive. */
function directed(call: FunctionCall, directive: Directive, argument: Node): readonly Run[] | Node {
  const { flags, width, precision, verb } = directive;
  if (width > MAX_WIDTH || (precision ?? 0) > MAX_WIDTH) return tooMuch(call);
  if (precision !== undefined && verb !== 's') return unsettled(call, `\`%.${precision}${verb}\` is not evaluated`);
  const value = verbal(call, directive, argument);
  if (value === undefined) return fails(call, `\`%${verb}\` does not fit its operand`);
  if ('kind' in value) return value.kind === 'unknown' ? value : dependsOn(call, value);
  const row = new Row(value);
  // Booleans are not padded.
  if (width === 0 || verb === 't') return value;
  const text = row.plain;
  if (text === undefined) return [hole(call.name, call)];
  return padded(call, flags, width, row, text, 'dxXob'.includes(verb));
}

/** Terraform pads with zeros behind the text too. */
function padded(call: FunctionCall, flags: string, width: number, row: Row, text: string, isNumber: boolean): readonly Run[] {
  const missing = Math.max(0, width - graphemes(text).length);
  if (missing === 0) return row.runs;
  const isLeft = flags.includes('-');
  if (isNumber && flags.includes('0') && !isLeft) {
    const sign = /^[-+ ]?/u.exec(text)?.[0] ?? '';
    return [inserted(sign + '0'.repeat(missing) + text.slice(sign.length), call)];
  }
  const pad = inserted((flags.includes('0') && !isNumber ? '0' : ' ').repeat(missing), call);
  return isLeft ? [...row.runs, pad] : [pad, ...row.runs];
}

/** The operand as its verb writes it; undefined where the verb does not fit. */
function verbal(call: FunctionCall, directive: Directive, argument: Node): readonly Run[] | Node | undefined {
  const { flags, verb, precision } = directive;
  switch (verb) {
    case 'v':
      return flags.includes('#') ? quoted(call, argument) : general(call, argument);
    case 's': {
      const text = asString(call, argument);
      if (text.kind === 'unknown' && argument.kind !== 'unknown' && documentSyntax(argument) === undefined) return text;
      const { runs } = rowOf(text);
      // In Terraform `%.0s` cuts nothing.
      if (precision === undefined || precision === 0) return runs;
      return text.kind === 'unknown' ? [hole(call.name, call)] : rowOf(text).cut(0, graphemes(text.text).slice(0, precision).join('').length);
    }
    case 'q': {
      const text = asString(call, argument);
      return text.kind === 'unknown' && argument.kind !== 'unknown' ? text : quoted(call, text);
    }
    case 't': {
      const text = plainString(call, argument);
      if (typeof text !== 'string') return argument.kind === 'unknown' ? [hole(call.name, call)] : undefined;
      return text === 'true' || text === 'false' ? [inserted(text, call)] : undefined;
    }
    case 'd':
    case 'b':
    case 'o':
    case 'x':
    case 'X':
      return integer(call, directive, argument);
    case 'e':
    case 'E':
    case 'f':
    case 'g':
    case 'G':
      return verb === 'g' && flags === '' ? general(call, argument) : unsettled(call, `\`%${verb}\` is not evaluated`);
    default:
      return undefined;
  }
}

/** `%#v` and `%q`: as JSON. */
const quoted = (call: FunctionCall, argument: Node): readonly Run[] | Node => jsonRuns(argument, call) ?? tooMuch(call);

/** `%v`: strings as they are, numbers as `%g`, all else as JSON. */
function general(call: FunctionCall, argument: Node): readonly Run[] | Node {
  if (isList(argument) || isMap(argument)) return quoted(call, argument);
  if (argument.kind !== 'scalar' || typeof argument.value !== 'number') return rowOf(asString(call, argument)).runs;
  const text = asDecimal(argument);
  // Large and small ones are written with an exponent.
  const isShort = text !== undefined && /^-?\d{1,6}(?:\.|$)/u.test(text) && !/^-?0\.0000/u.test(text);
  return isShort ? [{ text, locate: () => argument.origin.span }] : unsettled(call, 'a number is written with an exponent');
}

const bases: ReadonlyMap<string, number> = new Map([['d', 10], ['b', 2], ['o', 8], ['x', 16], ['X', 16]]);

function integer(call: FunctionCall, { flags, verb }: Directive, argument: Node): readonly Run[] | Node {
  if (flags.includes('#')) return unsettled(call, `\`%#${verb}\` is not evaluated`);
  const value = asInteger(call, argument);
  if (typeof value !== 'number') return argument.kind === 'unknown' ? rowOf(argument).runs : value;
  const digits = Math.abs(value).toString(bases.get(verb));
  const sign = value < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return [{ text: sign + (verb === 'X' ? digits.toUpperCase() : digits), locate: () => argument.origin.span }];
}

/** `format` for each item of the lists among its arguments, which are of one length; what is no list stays the same. */
const formatlist: TerraformFunction = (call) => {
  const [pattern, ...args] = call.arguments;
  if (pattern === undefined) return fails(call, 'it has no argument');
  if (call.open !== undefined) return list([], made(call), [call.open]);
  if (args.some(isNull)) return unsettled(call, 'an operand is null');
  const open = args.find((argument) => (argument.kind === 'unknown' && !isText(argument)) || (isList(argument) && (argument.unseen.length > 0 || isLoose(argument))));
  const lists = args.filter(isList);
  if (open !== undefined) return openly(call, args, open);
  const length = lists[0]?.items.length ?? 1;
  if (lists.some(({ items }) => items.length !== length)) return fails(call, 'the lists are not of one length');
  if (length > MAX_ITEMS) return tooMuch(call);
  return list(Array.from({ length }, (_, index) => at(call, index)), madeOf(call, args));
};

const at = (call: FunctionCall, index: number): Node => formatted(call, call.arguments.map((argument) => (isList(argument) ? (argument.items[index] ?? argument) : argument)));

/** Of the only list what is known is formatted; any number may follow. */
function openly(call: FunctionCall, args: readonly Node[], open: Node): Node {
  const lists = args.filter((argument) => isList(argument) || argument.kind === 'unknown');
  const only = lists.length === 1 ? lists[0] : undefined;
  if (only === undefined || !isList(only)) return list([], madeOf(call, args), [dependsOn(call, open)]);
  return list(only.items.map((_, index) => at(call, index)), madeOf(call, args), only.unseen.length > 0 ? only.unseen : [dependsOn(call, open)]);
}

export const formats: readonly (readonly [string, TerraformFunction])[] = [
  ['format', format],
  ['formatlist', formatlist],
];

