import { member, textValue, type Node } from '../../core/node.js';
import { recordFields, type Field, type Matcher, type Pattern } from '../../model/alarm/pattern.js';

/** Objects within objects. EventBridge takes patterns of 4,096 characters. */
const MOST_LEVELS = 64;

/** The pattern of an EventBridge rule. EventBridge User Guide, "Event patterns" and "Comparison operators for use in event patterns". */
export const lowerEventPattern = (node: Node): Pattern => (node.kind === 'map' ? members(node, '', 0) : { kind: 'open' });

function members(node: Node, path: string, depth: number): Pattern {
  if (node.kind !== 'map' || depth > MOST_LEVELS) return { kind: 'open' };
  const parts = [...node.entries].map(([name, { value }]): Pattern => {
    if (name === '$or') return alternatives(value, path, depth + 1);
    const inner = path === '' ? name : `${path}.${name}`;
    return value.kind === 'map' ? members(value, inner, depth + 1) : { kind: 'test', field: fieldOf(inner), matchers: matchersOf(value) };
  });
  return { kind: 'all', parts: [...parts, ...node.unseen.map((): Pattern => ({ kind: 'open' }))] };
}

/** Each alternative is a pattern for the object in which it stands. */
function alternatives(node: Node, path: string, depth: number): Pattern {
  if (node.kind !== 'list') return { kind: 'open' };
  return { kind: 'any', parts: [...node.items.map((item) => members(item, path, depth)), ...node.unseen.map((): Pattern => ({ kind: 'open' }))] };
}

/** The record is the `detail` of the event. */
function fieldOf(path: string): Field {
  if (path === 'source' || path === 'detail-type') return path;
  return recordFields.find((field) => path === `detail.${field}`) ?? (path.startsWith('detail.') ? 'other' : 'around');
}

/** The values of a member: any of them must hold. EventBridge refuses what is no list. */
function matchersOf(node: Node): readonly Matcher[] {
  if (node.kind === 'list') return [...node.items.map(matcherOf), ...node.unseen.map(open)];
  return [node.kind === 'unknown' ? open(node) : { kind: 'never' }];
}

const open = ({ origin }: Pick<Node, 'origin'>): Matcher => ({ kind: 'open', origin });

function matcherOf(item: Node): Matcher {
  if (item.kind === 'scalar') return item.value === null ? { kind: 'never' } : text(item, 'whole');
  const [only, ...more] = item.kind === 'map' ? [...item.entries] : [];
  return only === undefined || more.length > 0 ? open(item) : comparison(only[0], only[1].value);
}

function comparison(name: string, value: Node): Matcher {
  switch (name) {
    case 'prefix':
    case 'suffix':
    case 'equals-ignore-case':
    case 'wildcard':
      return affix(name, value);
    case 'anything-but':
      return { kind: 'but', matchers: excepted(value) };
    case 'exists':
      return textValue(value) === 'true' ? { kind: 'present' } : textValue(value) === 'false' ? { kind: 'absent' } : open(value);
    case 'numeric':
    case 'cidr':
      return { kind: 'never' };
    default:
      return open(value);
  }
}

type Affix = 'prefix' | 'suffix' | 'equals-ignore-case' | 'wildcard';

/** `{ "prefix": "x" }`, or with `{ "prefix": { "equals-ignore-case": "x" } }` in any case. */
function affix(name: Affix, value: Node): Matcher {
  const inner = member(value, 'equals-ignore-case');
  if (inner.kind !== 'absent') return name === 'prefix' || name === 'suffix' ? text(inner, name, true) : open(inner);
  // In a wildcard, a backslash makes the next character stand for itself: no name has one to match.
  if (name === 'wildcard' && textValue(value)?.includes('\\') === true) return { kind: 'never' };
  return text(value, name === 'wildcard' ? 'glob' : name === 'equals-ignore-case' ? 'whole' : name, name === 'equals-ignore-case');
}

/** Values, or one comparison of which the value may be a list. */
function excepted(node: Node): readonly Matcher[] {
  if (node.kind === 'list') return [...node.items.map((item) => text(item, 'whole')), ...node.unseen.map(open)];
  if (node.kind !== 'map') return [text(node, 'whole')];
  return [...node.entries].flatMap(([name, { value }]): readonly Matcher[] => (value.kind === 'list' ? value.items : [value]).map((one) => comparison(name, one)));
}

function text(node: Node, form: 'whole' | 'prefix' | 'suffix' | 'glob', ignoresCase = false): Matcher {
  const value = textValue(node);
  return value === undefined ? open(node) : { kind: 'text', form, text: value, ignoresCase, origin: node.origin };
}
