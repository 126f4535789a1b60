import { append } from '../../../core/long.js';
import { member, textValue, type MapNode, type Node } from '../../../core/node.js';
import { gap, type Problem } from '../../../core/problem.js';
import { onOneLine, Spans, type Source } from '../../../core/source.js';
import type { Resource, Unit, Use } from '../../../core/unit.js';
import { folderOf, type Library } from '../../library.js';
import type { Document, Read, ReadOptions } from '../../reader.js';
import { unfoldDocuments } from '../documents.js';
import { modelled } from '../modelled.js';
import { atSource } from './at-source.js';
import { changed, standing } from './changes.js';
import { contentsOf } from './contents.js';
import { formOfNode } from './form.js';
import { instancesOf } from './stored.js';

/** Documents of plans and states. */
export const read: Read = (documents, options) => documents.flatMap((document) => readDocument(document, options));

function readDocument({ root, source }: Document, options: ReadOptions): readonly Unit[] {
  const form = formOfNode(root);
  if (form === undefined) return [];
  const { changes, deferred, resources, stored, configured } = contentsOf(root, form);
  const problems: Problem[] = [];
  const found: readonly Resource[] = [...changes.flatMap((one) => changed(one, configured)), ...resources.flatMap(standing), ...stored.flatMap(instancesOf)];
  for (const one of deferred) append(problems, putOff(one));
  const value = found.filter(({ type }) => modelled.has(type)).map((one) => ({ ...one, body: unfoldDocuments(one.type, one.body, (problem) => problems.push(problem)) }));
  const unit: Unit = { vocabulary: 'terraform', source, uses: [], worlds: [{ assumptions: [], value }], problems };
  return [inConfiguration(unit, value, form === 'plan' ? plannedIn(root, configured) : undefined, options)];
}

/** What a plan speaks of, be it that there is none of it: all that is configured, unless it was made for a part or puts changes off. Terraform documentation, "JSON Output Format", `complete`. */
const plannedIn = (root: Node, configured: ReadonlyMap<string, MapNode>): readonly string[] => (textValue(member(root, 'complete')) === 'true' ? [...configured.keys()] : []);

/** A plan or a state with the places of the configuration beside it; `planned` are the addresses that a plan speaks of, whether it has them or not. */
function inConfiguration(unit: Unit, value: readonly Resource[], planned: readonly string[] | undefined, { configuration, library }: ReadOptions): Unit {
  // What comes through a pipe lies in no folder.
  const units = unit.source.path === '<stdin>' ? [] : configuration(folderOf(unit.source.path));
  const [first] = units;
  const { resources, found, missed } = atSource(value, units, planned === undefined ? 'all' : 'written');
  if (first === undefined || found.size === 0) return unit;
  const uses = distinct(units.flatMap((one) => one.uses));
  // What a plan makes none of it settles as well. A state says what is, and nothing of what will be.
  const settled = planned === undefined ? [] : [...found, ...planned.filter((address) => !missed.has(address))];
  const sources = new Set([first.source, ...filesIn(folderOf(unit.source.path), library), ...uses.map(({ of }) => of)]);
  return { ...unit, uses, worlds: [{ assumptions: [], value: resources }], madeFrom: { sources: [...sources], settled: new Set(settled) } };
}

function filesIn(folder: string, library: Library): readonly Source[] {
  const paths = library.list(folder).filter((path) => /\.(?:tf|tofu)(?:\.json)?$/u.test(path));
  return paths.flatMap((path) => {
    const opened = library.open(path.slice(folder === '' ? 0 : folder.length + 1), path);
    return opened.kind === 'read' ? [opened.source] : [];
  });
}

function distinct(uses: readonly Use[]): readonly Use[] {
  const known = new Map<Source, Spans>();
  return uses.filter(({ of, at }) => {
    const places = known.get(of) ?? new Spans();
    known.set(of, places);
    return places.add(at.span);
  });
}

/** What it will be comes with a later plan. */
function putOff(change: MapNode): readonly Problem[] {
  const address = member(change, 'address');
  const type = textValue(member(change, 'type'));
  if (address.kind !== 'scalar' || type === undefined || !modelled.has(type)) return [];
  return [gap(`Terraform puts the change of \`${address.text}\` off to a later plan: it is not checked`, onOneLine(address.origin.span))];
}
