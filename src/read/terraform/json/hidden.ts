import { member, textValue, type MapNode, type Node } from '../../../core/node.js';
import type { Source, Span } from '../../../core/source.js';
import { contentsOf, mapsIn } from './contents.js';
import type { Form } from './form.js';

/** Values that a plan or a state marks as sensitive: they must not be shown, not even as what stands beside something else. */
export function sensitiveIn(root: Node, form: Form): readonly Span[] {
  const { changes, deferred, resources, stored } = contentsOf(root, form);
  const found: Span[] = [];
  for (const one of [...changes, ...deferred]) {
    const change = member(one, 'change');
    collect(member(change, 'before'), member(change, 'before_sensitive'), found);
    collect(member(change, 'after'), member(change, 'after_sensitive'), found);
  }
  for (const one of resources) collect(member(one, 'values'), member(one, 'sensitive_values'), found);
  for (const one of stored) for (const instance of mapsIn(member(one, 'instances'))) collectStored(instance, found);
  return found;
}

/** Items of a set need not stand in the order of their marks: all of them count. */
function collect(value: Node, marks: Node, found: Span[]): void {
  if (marks.kind === 'scalar' && marks.value === true) everything(value, found);
  else if (marks.kind === 'map' && value.kind === 'map') for (const [key, mark] of marks.entries) collect(member(value, key), mark.value, found);
  else if (marks.kind === 'list' && value.kind === 'list') {
    const isAligned = marks.items.length === value.items.length;
    value.items.forEach((item, index) => {
      for (const mark of isAligned ? marks.items.slice(index, index + 1) : marks.items) collect(item, mark, found);
    });
  }
}

/** `sensitive_attributes` are paths; what the first step leads to counts as a whole. */
function collectStored(instance: MapNode, found: Span[]): void {
  for (const name of sensitiveAttributes(instance)) everything(member(member(instance, 'attributes'), name), found);
}

/** `[[{ "type": "get_attr", "value": "policy" }]]`: the names of the attributes. */
export function sensitiveAttributes(instance: MapNode): readonly string[] {
  const paths = member(instance, 'sensitive_attributes');
  const steps = paths.kind === 'list' ? paths.items.flatMap((path) => (path.kind === 'list' ? path.items.slice(0, 1) : [path])) : [];
  return steps.flatMap((step) => textValue(member(step, 'value')) ?? []);
}

function everything(value: Node, found: Span[]): void {
  if (value.kind === 'scalar' && value.value !== null) found.push(value.origin.span);
  else if (value.kind === 'list') for (const item of value.items) everything(item, found);
  else if (value.kind === 'map') for (const entry of value.entries.values()) everything(entry.value, found);
}

/** The text with strings of asterisks as long as what stands at the spans, so that it is still JSON and every place stays where it is. */
export function masked(source: Source, spans: readonly Span[]): Source {
  const { text } = source;
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    if (start < from) continue;
    parts.push(text.slice(from, start), end - start < 2 ? '0' : `"${'*'.repeat(end - start - 2)}"`);
    from = end;
  }
  return { ...source, text: parts.join('') + text.slice(from) };
}
