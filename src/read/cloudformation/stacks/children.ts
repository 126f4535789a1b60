import { map, member, textValue, type Entry, type Node } from '../../../core/node.js';
import { onOneLine, type Source } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import { argumentsOf, callOf, templateOf, type Template } from '../template.js';
import { locate } from './located.js';
import { boundTo, isNestedStack } from './nested.js';
import type { Together } from './place.js';

/**
 * The templates of nested stacks whose place is written out. What a child compares a parameter with is worth a world for
 * the parent's parameter that is passed, and has to be known before the first world.
 */
export function childrenOf(resources: ReadonlyMap<string, Entry>, source: Source, together: Together): ReadonlyMap<string, Template> {
  const found = new Map<string, Template>();
  for (const [id, { value }] of resources) {
    if (!isNestedStack(textValue(member(value, 'Type')) ?? '')) continue;
    const properties = asWritten(member(value, 'Properties'));
    const passed = [...(boundTo(member(properties, 'Parameters'))?.keys() ?? [])];
    const located = locate({ properties, metadata: member(value, 'Metadata'), passed }, source, together.library);
    if (located.kind === 'here') found.set(id, templateOf(located.root, located.source, together, located.problems));
  }
  return found;
}

/** Whether a URL is made by a function, and ends with the name of a file whatever its parts come to: to evaluate it tells no more. */
export function endsAsWritten(properties: Node): boolean {
  const url = member(properties, 'TemplateURL');
  return /[^/]\.(?:ya?ml|json|template|cfn)(?:\?.*)?$/iu.test(tailOf(url) ?? '');
}

/** A URL that a function makes ends as its last part does. */
function asWritten(properties: Node): Node {
  if (properties.kind !== 'map') return properties;
  const settle = (node: Node): Node => {
    const tail = tailOf(node);
    return tail === undefined ? node : unknown('it is not evaluated yet', { ...node.origin, span: onOneLine(node.origin.span) }, 'open', [{ name: '?', holds: 'any' }, tail]);
  };
  return map(new Map([...properties.entries].map(([name, { key, value }]) => [name, { key, value: name.startsWith('Template') ? settle(value) : value }])), properties.origin, properties.unseen);
}

function tailOf(node: Node): string | undefined {
  const call = callOf(node);
  if (call?.name === 'Fn::Sub') return /[^}]*$/u.exec(textValue(argumentsOf(call.argument)[0] ?? node) ?? '')?.[0];
  if (call?.name !== 'Fn::Join') return undefined;
  const [by, parts] = argumentsOf(call.argument);
  const last = parts?.kind === 'list' ? parts.items.at(-1) : undefined;
  return last === undefined || by === undefined ? undefined : textValue(last);
}

