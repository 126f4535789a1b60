import { append } from '../../../core/long.js';
import { list, map, textValue, type Entry, type Node } from '../../../core/node.js';
import { literal } from '../../../core/source.js';
import { unknown, type Unknown } from '../../../core/value.js';
import type { Block, Body } from '../../text/hcl/syntax.js';
import { attribute } from '../module.js';
import type { Evaluator } from './evaluate.js';
import { itemsOf } from './loops.js';
import { real } from './places.js';
import { MAX_MADE, withLocals, type Scope } from './run.js';

/** What a block says, as a map: attributes by name, blocks of one type in a list. Of the outermost only `wanted` is evaluated. */
export function bodyOf(body: Body, wanted: readonly string[] | undefined, scope: Scope, evaluator: Evaluator): Node {
  const entries = new Map<string, Entry>();
  const isWanted = (name: string): boolean => wanted === undefined || wanted.includes(name);
  for (const { name, nameSpan, value } of body.attributes) {
    if (isWanted(name)) entries.set(name, { key: literal(real(nameSpan)), value: evaluator.settled(value, scope) });
  }
  const blocks = new Map<string, { readonly first: Block; readonly items: Node[]; readonly unseen: Unknown[] }>();
  for (const block of body.blocks) {
    const type = block.type === 'dynamic' ? (block.labels[0]?.text ?? '') : block.type;
    if (!isWanted(type)) continue;
    const group = blocks.get(type) ?? { first: block, items: [], unseen: [] };
    blocks.set(type, group);
    if (block.type === 'dynamic') dynamic(block, type, scope, evaluator, group);
    else group.items.push(one(block, scope, evaluator));
  }
  for (const [type, { first, items, unseen }] of blocks) {
    const key = literal(real(first.type === 'dynamic' ? (first.labels[0]?.span ?? first.typeSpan) : first.typeSpan));
    entries.set(type, { key, value: list(items, key, unseen) });
  }
  return map(entries, literal(real(body.span)));
}

const one = (block: Block, scope: Scope, evaluator: Evaluator): Node => {
  const body = bodyOf(block.body, undefined, scope, evaluator);
  return body.kind === 'map' ? { ...body, origin: literal(real(block.typeSpan)) } : body;
};

/** `dynamic "type" { for_each = ... content { ... } }`. HashiCorp, "dynamic Blocks". */
function dynamic(block: Block, type: string, scope: Scope, evaluator: Evaluator, into: { readonly items: Node[]; readonly unseen: Unknown[] }): void {
  const forEach = attribute(block.body, 'for_each');
  const content = block.body.blocks.find((inner) => inner.type === 'content');
  if (forEach === undefined || content === undefined) return;
  const collection = evaluator.settled(forEach, scope);
  const items = itemsOf(collection);
  const at = literal(evaluator.at(forEach.span));
  const { ledger } = evaluator.instance.run;
  ledger.made += items?.length ?? 0;
  if (items === undefined || ledger.made > MAX_MADE) {
    into.unseen.push(collection.kind === 'unknown' ? collection : unknown('it runs over what is no collection', at));
    return;
  }
  const named = attribute(block.body, 'iterator');
  const iterator = named?.kind === 'variable' ? named.name : type;
  for (const { key, value } of items) {
    const object = map(new Map([['key', { key: at, value: key }], ['value', { key: at, value }]]), at);
    const body = one({ ...content, typeSpan: block.labels[0]?.span ?? block.typeSpan }, withLocals(scope, [[iterator, object]], `${scope.instance} ${iterator}=${textValue(key) ?? '?'}`), evaluator);
    into.items.push(body);
  }
  if (collection.kind === 'list' || collection.kind === 'map') append(into.unseen, collection.unseen);
}
