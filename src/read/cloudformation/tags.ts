import { list, map, scalar, type Entry, type Node } from '../../core/node.js';
import { literal, type Origin, type Span } from '../../core/source.js';

/** Short forms are read as the long forms they stand for: `!Ref X` is `{ Ref: X }`, `!Sub x` is `{ Fn::Sub: x }`. */
export function shortForm(tag: string, key: Origin, value: Node, whole: Span): Node {
  const name = tag.slice(1);
  const longName = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const argument = name === 'GetAtt' ? attributePath(value) : value;
  return map(new Map<string, Entry>([[longName, { key, value: argument }]]), literal(whole));
}

/** `!GetAtt Trail.Arn` is `[Trail, Arn]`; an attribute may have dots of its own. */
function attributePath(value: Node): Node {
  if (value.kind !== 'scalar') return value;
  const dot = value.text.indexOf('.');
  if (dot < 0) return value;
  return list([scalar(value.text.slice(0, dot), value.origin), scalar(value.text.slice(dot + 1), value.origin)], value.origin);
}
