import { list, map, scalar, type Entry, type Node } from '../../../core/node.js';
import { plainText } from '../../../core/text.js';
import { unknown, type Unknown } from '../../../core/value.js';

/**
 * The argument of an `Fn::Sub` in which variables of Serverless are not known: they become variables of the function, so that
 * the text around them stays known.
 */
export function substitution(argument: Node): Node {
  const [template, own] = argument.kind === 'list' ? argument.items : [argument];
  if (template?.kind !== 'unknown' || plainText(template.text) !== undefined) return argument;
  const entries = new Map<string, Entry>(own?.kind === 'map' ? own.entries : []);
  const text = template.text.map((part, index) => {
    if (typeof part === 'string') return part;
    const name = `variable ${String(index)}`;
    entries.set(name, { key: template.origin, value: hole(template, index) });
    return `\${${name}}`;
  });
  return list([scalar(text.join(''), template.origin), map(entries, template.origin, own?.kind === 'map' ? own.unseen : [])], argument.origin);
}

const hole = ({ reason, origin, nature, text }: Unknown, index: number): Unknown => unknown(reason, origin, nature, text.slice(index, index + 1));
