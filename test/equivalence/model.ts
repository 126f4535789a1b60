export { withoutPlaces } from './places.js';
import type { Document, FolderReader, TextReader } from '../../src/read/reader.js';
import type { Unit } from '../../src/core/unit.js';
import { isDefaultWorld } from '../../src/core/worlds.js';
import { lowerings } from '../../src/lower/index.js';
import type { Model } from '../../src/model/model.js';
import { folderReaders, readers, textReaders } from '../../src/read/index.js';
import { libraryOf } from '../../src/read/library.js';
import { noParameters } from '../../src/read/parameters/set.js';
import { parse, withReaders } from '../../src/read/parse.js';

/** Files by path, the first of which is read; the others are there to be opened. */
export type Files = Readonly<Record<string, string>>;

/** What the first file comes to by default. */
export async function modelOf(files: Files): Promise<Model> {
  const [path = ''] = Object.keys(files);
  const source = { path, text: files[path] ?? '', bom: false };
  const inFolder = folderReaders.find(({ claims }) => claims(path));
  if (inFolder !== undefined) return modelOfFolder(inFolder, files);
  const asText = textReaders.find(({ claims }) => claims(path, ''));
  if (asText !== undefined) return modelOfTexts(asText, files);
  const { documents, problems } = await parse(source);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('; '));
  const [root] = documents;
  const reader = readers.find(({ recognises }) => root !== undefined && recognises(root));
  if (root === undefined || reader === undefined) throw new Error(`${path} is not recognised`);
  const document: Document = { source, root };
  const library = libraryOf((name) => (files[name] === undefined ? 'there is no such file' : new TextEncoder().encode(files[name])), [document]);
  const read = await reader.load();
  const [unit] = await withReaders(() => read([document], { parameters: noParameters, notGranting: [], configuration: () => [], library, others: [document] }));
  return modelOfUnit(unit);
}

/** The files of the root folder, which use those of others. */
async function modelOfFolder(reader: FolderReader, files: Files): Promise<Model> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text, bom: false }));
  const library = libraryOf(() => 'there is no such file', [], sources);
  const { read } = await reader.load();
  const [unit] = await withReaders(() => read('', sources.filter((one) => !one.path.includes('/')), { library, notGranting: [], variables: [], environment: new Map() }));
  return modelOfUnit(unit);
}

/** Programs and scripts, each of which what the first one brings in is a part. */
async function modelOfTexts(reader: TextReader, files: Files): Promise<Model> {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text, bom: false }));
  const matter = sources.slice(0, 1).filter((source) => reader.takes?.(source) !== false && reader.mayMatter(source));
  const library = libraryOf(() => 'there is no such file', [], sources);
  const read = await reader.load();
  const units = await withReaders(() => [...read(matter, { parameters: noParameters, notGranting: [], configuration: () => [], library, others: [] })].flatMap((part) => part.read()));
  return modelOfUnit(units[0]);
}

function modelOfUnit(unit: Unit | undefined): Model {
  if (unit === undefined || unit.problems.length > 0) throw new Error(unit?.problems.map(({ message }) => message).join('; ') ?? 'no unit');
  const world = unit.worlds.find(({ assumptions }) => isDefaultWorld(assumptions)) ?? unit.worlds[0];
  if (world === undefined) throw new Error('no world');
  return lowerings[unit.vocabulary](world.value).model;
}
