import { append } from '../../../core/long.js';
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
  const exporters: Exporter[] = [];
  for (const document of exportingIn(importer.place.together.templates)) {
    // A second one settles it: there may be thousands.
    if (exporters.length > 1) break;
    append(exporters, exporterOf(document, wanted, importer));
  }
  const [only, another] = exporters;
  if (only === undefined) return none(`no template among the files read exports \`${wanted}\` by that name`);
  if (another !== undefined) return none(`several templates export \`${wanted}\``);
  return usedAt(only.stack.evaluate(member(only.output.value, 'Value')), at, 'reference');
}

interface Exporter {
  readonly stack: Evaluator;
  readonly output: Entry;
}

/** The templates of a run that may export something, found once: imports are many, and so are templates. */
const exporting = new WeakMap<readonly Document[], readonly Document[]>();

function exportingIn(templates: readonly Document[]): readonly Document[] {
  const found = exporting.get(templates) ?? templates.filter((document) => document.source.text.includes('Export') && document.root.kind === 'map');
  exporting.set(templates, found);
  return found;
}

function exporterOf(document: Document, wanted: string, importer: Evaluator): readonly Exporter[] {
  const { root, source } = document;
  const { place } = importer;
  if (root.kind !== 'map' || place.within.includes(root)) return [];
  const template = templateOf(root, source, place.together);
  const outputs = [...template.outputs.values()].filter((output) => mayBe(nameOf(output), wanted));
  if (outputs.length === 0 || place.within.length >= MAX_NESTING || ++place.ledger.stacks > MAX_STACKS) return [];
  const stack = importer.nest(template, { ...place, source, scope: `${source.path}: `, bound: undefined, within: [...place.within, root] });
  return outputs.flatMap((output) => (textValue(stack.evaluate(nameOf(output))) === wanted ? [{ stack, output }] : []));
}

const nameOf = (output: Entry): Node => member(member(output.value, 'Export'), 'Name');

/** Whether a name may come to the one that is wanted, by what is written of it: to evaluate it in every template of a large run takes long. */
function mayBe(name: Node, wanted: string): boolean {
  if (name.kind === 'absent') return false;
  const text = textValue(name);
  if (text !== undefined) return text === wanted;
  const substituted = member(name, 'Fn::Sub');
  const written = textValue(substituted.kind === 'list' ? (substituted.items[0] ?? substituted) : substituted);
  if (written === undefined) return true;
  const opening = written.indexOf('${');
  return wanted.startsWith(opening === -1 ? written : written.slice(0, opening)) && wanted.endsWith(written.slice(written.lastIndexOf('}') + 1));
}
