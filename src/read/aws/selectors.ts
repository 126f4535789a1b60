import { addTo, append } from '../../core/long.js';
import { map, member, textValue, type Entry, type MapNode } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import type { Resource, Unit } from '../../core/unit.js';
import type { Document, Read } from '../reader.js';
import { piecesOf, type Piece } from './shapes.js';

/** Documents that `selectorReader` recognises. */
export const read: Read = (documents) => [...byFolder(documents).values()].flatMap(readFolder);

interface Found {
  readonly piece: Piece;
  readonly source: Source;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);
const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/u, '');

function byFolder(documents: readonly Document[]): ReadonlyMap<string, readonly Found[]> {
  const folders = new Map<string, Found[]>();
  for (const { root, source } of documents) {
    const found = folders.get(folderOf(source.path)) ?? [];
    folders.set(folderOf(source.path), found);
    append(found, piecesOf(root).map((piece) => ({ piece, source })));
  }
  return folders;
}

function readFolder(found: readonly Found[]): readonly Unit[] {
  const calls = found.filter(({ piece }) => piece.type !== 'Trail' && piece.type !== 'EventDataStore');
  const trails = joinTrails(found.filter(({ piece }) => piece.type === 'Trail'));
  const stores = found.filter(({ piece }) => piece.type === 'EventDataStore').map((one) => [one]);
  return [...calls.map((one) => unit([[one]])), ...byAccount([...trails, ...stores]).map(unit)];
}

/** What is said of one sink, document by document. */
type Group = readonly Found[];

/** Groups of one account stand together: one of them may make up for another. A second state of the same sink stands apart. */
function byAccount(groups: readonly Group[]): readonly (readonly Group[])[] {
  const accounts = new Map<string, Group[]>();
  const states = new Map<string, number>();
  for (const group of groups) {
    const name = nameOf(group) ?? '';
    const state = states.get(name) ?? 0;
    states.set(name, state + 1);
    const key = `${accountOf(name)} ${String(state)}`;
    addTo(accounts, key, group);
  }
  return [...accounts.values()];
}

/** The ARN where one document tells it, else the name. */
const nameOf = (group: Group): string | undefined => {
  const names = group.flatMap(({ piece: { name } }) => (name === undefined ? [] : [name]));
  return names.find((name) => name.startsWith('arn:')) ?? names[0];
};

const accountOf = (name: string): string => (name.startsWith('arn:') ? (name.split(':')[4] ?? '') : '');

const shortName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** Two outputs of the same kind about one trail are two states of it, and stay apart. */
function joinTrails(found: readonly Found[]): readonly Group[] {
  const groups: Found[][] = [];
  for (const one of found.filter(({ piece }) => piece.name !== undefined)) {
    const group = groups.find((other) => belongs(one, other));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  for (const status of found.filter(({ piece }) => piece.name === undefined)) {
    const group = groupOfStatus(status, groups);
    if (group === undefined) groups.push([status]);
    else group.push(status);
  }
  return groups;
}

function belongs({ piece }: Found, group: readonly Found[]): boolean {
  return group.every(({ piece: other }) => other.shape !== piece.shape && sameTrail(other.name ?? '', piece.name ?? ''));
}

const sameTrail = (a: string, b: string): boolean => (a.startsWith('arn:') && b.startsWith('arn:') ? a === b : shortName(a) === shortName(b));

/** get-trail-status does not say of which trail it speaks: the name of its file may, or there is only one it can be. */
function groupOfStatus(status: Found, groups: readonly Found[][]): Found[] | undefined {
  const open = groups.filter((group) => group.every(({ piece }) => piece.shape !== 'status'));
  const named = open.filter(([first]) => baseName(status.source.path).includes(shortName(first?.piece.name ?? '\u0000')));
  if (named.length === 1) return named[0];
  return open.length === 1 && groups.length === 1 ? open[0] : undefined;
}

function unit(groups: readonly Group[]): Unit {
  const [first] = groups.flat();
  if (first === undefined) throw new Error('a unit without a document');
  const resources = groups.map(resourceOf);
  return { vocabulary: 'aws-api', source: first.source, uses: [], worlds: [{ assumptions: [], value: resources }], problems: resources.flatMap(unspoken) };
}

function resourceOf(group: Group): Resource {
  const [first] = group;
  if (first === undefined) throw new Error('a group without a document');
  const { piece, source } = group.find(({ piece: { name } }) => name !== undefined) ?? first;
  return {
    type: piece.type,
    address: nameOf(group) ?? baseName(source.path),
    exists: 'yes',
    name: piece.at,
    body: merged(group.map(({ piece: { body } }) => body)),
  };
}

/** The members of all of them; the first that has a member has the say. */
function merged(bodies: readonly MapNode[]): MapNode {
  const entries = new Map<string, Entry>();
  for (const body of bodies) for (const [name, entry] of body.entries) if (!entries.has(name)) entries.set(name, entry);
  return map(entries, bodies[0]?.origin ?? { span: { source: { path: '', text: '', bom: false }, start: 0, end: 0 }, via: 'literal' });
}

/** A trail that has selectors of its own, which are in no file that was read. */
function unspoken({ type, address, body, name }: Resource): readonly Problem[] {
  const custom = member(body, 'HasCustomEventSelectors');
  const spoken = member(body, 'EventSelectors').kind !== 'absent' || member(body, 'AdvancedEventSelectors').kind !== 'absent';
  if (type !== 'Trail' || spoken || textValue(custom) !== 'true') return [];
  return [gap(`The event selectors of \`${address}\` are not among the files read: add the output of \`get-event-selectors\``, onOneLine(name.span))];
}

