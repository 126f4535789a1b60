import { member, textValue, type Entry, type Node } from '../../../core/node.js';
import { literal, type Span } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import type { Document } from '../../reader.js';
import type { Evaluator } from '../evaluation/evaluate.js';
import { usedAt } from '../inputs/inputs.js';
import { templateOf } from '../template.js';
import { MAX_NESTING, MAX_STACKS } from './place.js';

/** An output of a template; undefined if there is none of that name. */
export function outputOf(name: string, stack: Evaluator | undefined): Node | undefined {
  const output = stack?.template.outputs.get(name);
  return output === undefined ? undefined : stack?.evaluate(member(output.value, 'Value'));
}

/**
 * The value that a template of the run exports under `name`. Where several do (one stack for each environment), or none,
 * it is not known. Template Reference, "Fn::ImportValue"; "Outputs".
 */
export function imported(name: Node, at: Span, importer: Evaluator): Node {
  const wanted = textValue(importer.evaluate(name));
  const none = (why: string): Node => unknown(why, literal(at));
  if (wanted === undefined) return none('the name of an imported value is not known');
  const exporters = importer.place.together.templates.flatMap((document) => exporterOf(document, wanted, importer));
  const [only, another] = exporters;
  if (only === undefined) return none(`no template among the files read exports \`${wanted}\` by that name`);
  if (another !== undefined) return none(`several templates export \`${wanted}\``);
  return usedAt(only.stack.evaluate(member(only.output.value, 'Value')), at, 'reference');
}

interface Exporter {
  readonly stack: Evaluator;
  readonly output: Entry;
}

function exporterOf(document: Document, wanted: string, importer: Evaluator): readonly Exporter[] {
  const { root, source } = document;
  const { place } = importer;
  if (root.kind !== 'map' || place.within.includes(root) || !source.text.includes('Export')) return [];
  const template = templateOf(root, source, place.together);
  const exporting = [...template.outputs.values()].filter(({ value }) => member(member(value, 'Export'), 'Name').kind !== 'absent');
  if (exporting.length === 0 || place.within.length >= MAX_NESTING || ++place.ledger.stacks > MAX_STACKS) return [];
  const stack = importer.nest(template, { ...place, source, scope: `${source.path}: `, bound: undefined, within: [...place.within, root] });
  return exporting.flatMap((output) => (textValue(stack.evaluate(member(member(output.value, 'Export'), 'Name'))) === wanted ? [{ stack, output }] : []));
}
