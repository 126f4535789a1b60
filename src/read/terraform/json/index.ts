import { member, textValue, type MapNode } from '../../../core/node.js';
import { gap, type Problem } from '../../../core/problem.js';
import { onOneLine } from '../../../core/source.js';
import type { Resource, Unit } from '../../../core/unit.js';
import { folderOf } from '../../library.js';
import type { Document, Reader, ReadOptions } from '../../reader.js';
import { unfoldDocuments } from '../documents.js';
import { modelled } from '../modelled.js';
import { atSource } from './at-source.js';
import { changed, standing } from './changes.js';
import { contentsOf } from './contents.js';
import { formOfNode } from './form.js';
import { instancesOf } from './stored.js';

/**
 * Plans and states of Terraform and OpenTofu. Everything is evaluated already: there is one world. What a plan does not change
 * is in it as well, as it stays.
 */
export const terraformJsonReader: Reader = {
  id: 'terraform-json',
  recognises: (root) => formOfNode(root) !== undefined,
  order: 'first',
  read: (documents, { configuration }) => documents.flatMap((document) => readDocument(document, configuration)),
};

function readDocument({ root, source }: Document, configuration: ReadOptions['configuration']): readonly Unit[] {
  const form = formOfNode(root);
  if (form === undefined) return [];
  const { changes, deferred, resources, stored, configured } = contentsOf(root, form);
  const problems: Problem[] = [];
  const found: readonly Resource[] = [...changes.flatMap((one) => changed(one, configured)), ...resources.flatMap(standing), ...stored.flatMap(instancesOf)];
  for (const one of deferred) problems.push(...putOff(one));
  const value = found.filter(({ type }) => modelled.has(type)).map((one) => ({ ...one, body: unfoldDocuments(one.type, one.body, (problem) => problems.push(problem)) }));
  // What comes through a pipe lies in no folder.
  const units = source.path === '<stdin>' ? [] : configuration(folderOf(source.path));
  const { resources: placed, found: settled, missed } = atSource(value, units, form === 'plan' ? 'written' : 'all');
  const sources = settled.size === 0 ? [] : [...new Set(units.flatMap((unit) => [unit.source, ...unit.uses.map(({ of }) => of)]))];
  // A state tells what is, not what the configuration comes to. What a plan has and makes none of, it settles as well.
  const all = form === 'plan' ? new Set([...settled, ...[...configured.keys()].filter((address) => !missed.has(address))]) : new Set<string>();
  return [{ vocabulary: 'terraform', source, uses: [], worlds: [{ assumptions: [], value: placed }], problems, ...(sources.length > 0 && { madeFrom: { sources, settled: all } }) }];
}

/** What it will be comes with a later plan. */
function putOff(change: MapNode): readonly Problem[] {
  const address = member(change, 'address');
  const type = textValue(member(change, 'type'));
  if (address.kind !== 'scalar' || type === undefined || !modelled.has(type)) return [];
  return [gap(`Terraform puts the change of \`${address.text}\` off to a later plan: it is not checked`, onOneLine(address.origin.span))];
}
