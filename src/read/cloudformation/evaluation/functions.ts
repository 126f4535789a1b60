import { list, member, nameIn, scalar, textValue, type Node, type ScalarNode } from '../../../core/node.js';
import { literal, textOf, type Origin, type Span } from '../../../core/source.js';
import { plainText, type Hole, type Text } from '../../../core/text.js';
import { absent, unknown } from '../../../core/value.js';
import { compose, piecesOf, scalarPiece, type Piece } from '../../pieces.js';
import { within } from '../../text/within.js';
import type { Evaluator } from './evaluate.js';
import { usedAt } from '../inputs/inputs.js';
import { made } from './spans.js';
import { imported, outputOf } from '../stacks/exports.js';
import { isNestedStack } from '../stacks/nested.js';
import { argumentsOf } from '../template.js';

/** One intrinsic function: its argument as written, the span of the call, and the evaluator to evaluate operands with. */
type Intrinsic = (argument: Node, at: Span, evaluator: Evaluator) => Node;

/** Strings that functions make are bounded: nested Fn::Sub over aliases doubles with every level. */
const MAX_TEXT = 65_536;

const later = (what: string): Intrinsic => (_argument, at) => unknown(`${what} is known only when the stack is deployed`, literal(at));

const malformed = (name: string, at: Span): Node => unknown(`\`${name}\` is not written as it should be`, literal(at), 'open');

const ref: Intrinsic = (argument, at, evaluator) => {
  const name = nameIn(argument);
  if (name === undefined) return malformed('Ref', at);
  const value = evaluator.input(name, at);
  if (value !== undefined) return value;
  if (!evaluator.template.resources.has(name)) return unknown(`there is no parameter or resource \`${name}\``, literal(at));
  return unknown(`what \`${name}\` is called is known only when the stack is deployed`, literal(at), 'open', [{ name: evaluator.place.scope + name, holds: 'one' }]);
};

const attribute: Intrinsic = (argument, at, evaluator) => {
  const [resource, ...path] = argumentsOf(argument).map((part) => textValue(evaluator.evaluate(part)) ?? '');
  return attributeOf(resource ?? '', path.join('.'), at, evaluator);
};

/** An attribute is one value without wildcards, known when the stack is deployed; of an ARN the shape is known. */
function attributeOf(resource: string, name: string, at: Span, evaluator: Evaluator): Node {
  const output = name.startsWith('Outputs.') ? outputOf(name.slice('Outputs.'.length), evaluator.stack(resource)) : undefined;
  if (output !== undefined && output.kind !== 'absent') return usedAt(output, at, 'reference');
  const declared = evaluator.template.resources.get(resource);
  const type = declared === undefined ? '' : (textValue(member(declared.value, 'Type')) ?? '');
  // In a nested stack it is another resource than one of that name above.
  const address = evaluator.place.scope + resource;
  const text = (name === 'Arn' ? arnOf(type, address) : undefined) ?? [{ name: `${address}.${name}`, holds: isOpen(type) ? 'any' : 'one' } as const];
  return unknown(`\`${resource}.${name}\` is known only when the stack is deployed`, literal(at), 'open', text);
}

/** What a nested stack or a custom resource hands out may be anything, a list or a wildcard too; so may what a macro adds. */
const isOpen = (type: string): boolean => type === '' || isNestedStack(type) || type === 'AWS::CloudFormation::CustomResource' || type.startsWith('Custom::');

const one = (name: string): Hole => ({ name, holds: 'one' });

function arnOf(type: string, resource: string): Text | undefined {
  if (type !== 'AWS::CloudTrail::Trail') return undefined;
  return ['arn:', one('AWS::Partition'), ':cloudtrail:', one('AWS::Region'), ':', one('AWS::AccountId'), ':trail/', one(resource)];
}

const choice: Intrinsic = (argument, at, evaluator) => {
  const [condition, yes, no] = argumentsOf(argument);
  const name = condition === undefined ? undefined : nameIn(condition);
  if (name === undefined || yes === undefined || no === undefined) return malformed('Fn::If', at);
  switch (evaluator.condition(name, at)) {
    case 'yes':
      return evaluator.evaluate(yes);
    case 'no':
      return evaluator.evaluate(no);
    case 'maybe':
      return unknown(`condition \`${name}\` is not settled`, literal(at));
  }
};

const findInMap: Intrinsic = (argument, at, evaluator) => {
  const [mapName, top, second, options] = argumentsOf(argument);
  if (mapName === undefined || top === undefined || second === undefined) return malformed('Fn::FindInMap', at);
  const keys = evaluator.deciding([mapName, top, second]);
  const fallback = options === undefined ? absent(literal(at)) : member(options, 'DefaultValue');
  const found = lookUp(keys, evaluator);
  if (found !== undefined && typeof found !== 'string') return usedAt(found, at, 'mapping');
  if (fallback.kind !== 'absent' && found === undefined) return evaluator.evaluate(fallback);
  if (found === 'other' && fallback.kind === 'absent') return evaluator.impossible();
  if (found === 'other') return evaluator.evaluate(fallback);
  return unknown(found === undefined ? 'the mapping has no such key' : 'the key into the mapping is not known', literal(at));
};

/** The value in the mapping; undefined where there is none, `other` for a key that the mapping surely lacks, `open` for one unknown. */
function lookUp([mapName, top, second]: readonly Node[], evaluator: Evaluator): Node | 'other' | 'open' | undefined {
  let at: Node | undefined;
  for (const key of [mapName, top, second]) {
    if (key === undefined) return undefined;
    const name = nameIn(key);
    if (name === undefined) return evaluator.isOther(key) ? 'other' : 'open';
    const entry: Node = at === undefined ? (evaluator.template.mappings.get(name)?.value ?? absent(key.origin)) : member(at, name);
    if (entry.kind === 'absent') return key.origin.via === 'parameter' ? 'other' : undefined;
    at = entry;
  }
  return at;
}

const join: Intrinsic = (argument, at, evaluator) => {
  const [delimiter, parts] = argumentsOf(argument);
  if (delimiter === undefined || parts === undefined) return malformed('Fn::Join', at);
  const evaluated = evaluator.evaluate(parts);
  const by = textValue(evaluator.evaluate(delimiter));
  if (by === undefined || evaluated.kind !== 'list' || evaluated.unseen.length > 0) return unknown(reasonOf(evaluated, 'Fn::Join'), literal(at));
  return concatenated(evaluated.items, by, at, 'Fn::Join');
};

/** Strings in a row; the origin leads to the first of them that was written elsewhere. What is not known leaves a hole. */
function concatenated(parts: readonly Node[], by: string, at: Span, name: string): Node {
  const pieces = parts.flatMap((part, index): readonly Piece[] => (index === 0 || by === '' ? piecesOf(part) : [{ text: [by], locate: () => at }, ...piecesOf(part)]));
  const text = pieces.flatMap((piece) => piece.text).filter((part) => part !== '');
  if (text.reduce((sum, part) => sum + (typeof part === 'string' ? part.length : 1), 0) > MAX_TEXT) return unknown(`\`${name}\` makes too long a text`, literal(at));
  const open = parts.find((part) => part.kind !== 'scalar');
  if (open?.kind === 'list' || open?.kind === 'map') return unknown(reasonOf(open, name), literal(at));
  const origin = made(at, parts.map((part) => part.origin.from).find((from) => from !== undefined));
  return compose(open === undefined ? scalar(plainText(text) ?? '', origin) : unknown(reasonOf(open, name), origin, 'open', text), pieces);
}

const reasonOf = (node: Node, name: string): string => (node.kind === 'unknown' ? node.reason : `the operands of \`${name}\` are not plain text`);

const split: Intrinsic = (argument, at, evaluator) => {
  const [delimiter, source] = argumentsOf(argument).map((operand) => evaluator.evaluate(operand));
  const by = delimiter === undefined ? undefined : textValue(delimiter);
  if (by === undefined || by === '' || source?.kind !== 'scalar') return unknown(source === undefined ? 'it has no operand' : reasonOf(source, 'Fn::Split'), literal(at));
  return list(splitAt(source, textValue(source) ?? '', by), made(at, source.origin.from));
};

/** The pieces of a literal are pointed at one by one. */
function splitAt(source: ScalarNode, text: string, by: string): readonly Node[] {
  let start = 0;
  return text.split(by).map((piece) => {
    const from = start;
    start += piece.length + by.length;
    const origin: Origin = source.origin.from === undefined && source.origin.via === 'literal' ? { ...source.origin, span: within(source, from, from + piece.length) } : source.origin;
    return scalar(piece, origin);
  });
}

const select: Intrinsic = (argument, at, evaluator) => {
  const [index, items] = argumentsOf(argument).map((operand) => evaluator.evaluate(operand));
  if (index?.kind !== 'scalar' || items === undefined) return unknown('the operands of `Fn::Select` are not known', literal(at));
  if (items.kind !== 'list' || items.unseen.length > 0) return unknown(reasonOf(items, 'Fn::Select'), literal(at));
  const text = textValue(index) ?? '';
  return (/^\d+$/u.test(text) ? items.items[Number(text)] : undefined) ?? unknown('`Fn::Select` selects an item that is not there', literal(at));
};

const sub: Intrinsic = (argument, at, evaluator) => {
  const [template, variables] = argument.kind === 'list' ? argument.items : [argument];
  const text = template === undefined ? undefined : textValue(template);
  if (text === undefined) return malformed('Fn::Sub', at);
  if (template?.kind !== 'scalar') return malformed('Fn::Sub', at);
  const parts: Node[] = [];
  const values = new Map<string, Node>();
  const between = (from: number, to: number): Node => compose(scalar(text.slice(from, to), literal(at)), [scalarPiece(template, from, to)]);
  let end = 0;
  // Nothing closes behind the last brace: to look for that from each opening would take the square of the length.
  for (const match of text.slice(0, text.lastIndexOf('}') + 1).matchAll(/\$\{([^}]*)\}/gu)) {
    const name = match[1] ?? '';
    // Once for each name: whoever nests what is named twice would double the work with every level.
    const value = values.get(name) ?? substituted(name, variables, at, evaluator);
    values.set(name, value);
    parts.push(between(end, match.index), value);
    end = match.index + match[0].length;
  }
  if (parts.length === 0) return compose(scalar(text, literal(at)), [scalarPiece(template, 0, text.length)]);
  return concatenated([...parts, between(end, text.length)], '', at, 'Fn::Sub');
};

/** `${!Name}` stands for the text `${Name}`; a name of the variable map comes before parameters and resources. */
function substituted(name: string, variables: Node | undefined, at: Span, evaluator: Evaluator): Node {
  if (name.startsWith('!')) return scalar(`\${${name.slice(1)}}`, literal(at));
  const trimmed = name.trim();
  const own = variables === undefined ? undefined : member(variables, trimmed);
  if (own !== undefined && own.kind !== 'absent') return evaluator.evaluate(own);
  const value = evaluator.input(trimmed, at);
  if (value !== undefined) return value;
  const [resource = '', ...path] = trimmed.split('.');
  return path.length > 0 ? attributeOf(resource, path.join('.'), at, evaluator) : ref(scalar(trimmed, literal(at)), at, evaluator);
}

const base64: Intrinsic = (argument, at, evaluator) => {
  const value = evaluator.evaluate(argument);
  const text = textValue(value);
  return text === undefined ? unknown(reasonOf(value, 'Fn::Base64'), literal(at)) : scalar(Buffer.from(text, 'utf8').toString('base64'), made(at, value.origin.from));
};

const length: Intrinsic = (argument, at, evaluator) => {
  const value = evaluator.evaluate(argument);
  return value.kind === 'list' && value.unseen.length === 0 ? scalar(value.items.length, made(at, value.origin.from)) : unknown(reasonOf(value, 'Fn::Length'), literal(at));
};

/** Where a JSON string is taken, so is the object it stands for: the object keeps its places. */
const toJsonString: Intrinsic = (argument, _at, evaluator) => evaluator.evaluate(argument);

/** Only the macro `AWS::Include` is known: it stands for what is in the file that it names. */
const transform: Intrinsic = (argument, at, evaluator) => evaluator.included(argument, at);

/** What `rain` puts in place of the name of a file: its text, or what is written in it. `aws-cloudformation/rain`, README, "Packaging". */
const fromFile = (form: 'text' | 'node'): Intrinsic => (argument, at, evaluator) => {
  const name = textValue(argument);
  const opened = name === undefined ? undefined : evaluator.place.together.library.open(name, argument.origin.span.source.path);
  if (opened?.kind !== 'read') return evaluator.unread(textOf(at), at, literal(at));
  if (form === 'text') return scalar(opened.source.text, literal({ source: opened.source, start: 0, end: opened.source.text.length }));
  opened.problems.forEach((problem) => { evaluator.tell(problem); });
  return opened.documents[0] === undefined ? absent(literal(at)) : evaluator.inSnippet(() => evaluator.evaluate(opened.documents[0] ?? argument), () => evaluator.unread(textOf(at), at, literal(at)));
};

/** CloudFormation Template Reference, "Intrinsic functions". */
export const functions: ReadonlyMap<string, Intrinsic> = new Map([
  ['Ref', ref],
  ['Fn::If', choice],
  ['Fn::FindInMap', findInMap],
  ['Fn::Join', join],
  ['Fn::Split', split],
  ['Fn::Select', select],
  ['Fn::Sub', sub],
  ['Fn::Base64', base64],
  ['Fn::Length', length],
  ['Fn::ToJsonString', toJsonString],
  ['Fn::GetAtt', attribute],
  ['Fn::ImportValue', imported],
  ['Fn::Transform', transform],
  ['Fn::Rain::Embed', fromFile('text')],
  ['Fn::Rain::Include', fromFile('node')],
  ['Fn::GetAZs', later('the list of Availability Zones')],
  ['Fn::Cidr', later('a list of CIDR blocks')],
]);
