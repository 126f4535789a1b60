import type { Node } from '../core/node.js';
import type { Problem } from '../core/problem.js';
import type { Source } from '../core/source.js';
import { decode } from './decode.js';
import { parseNow } from './parse.js';
import type { Document } from './reader.js';
import type { Parsed } from './text/text.js';

/** Opens a file by its path as in `Source.path`: its bytes, or why it is not read, in words that fit behind a colon. */
export type OpenFile = (path: string) => Uint8Array | string;

/** The names of the files in a folder, by its path as in `Source.path`, the root being empty; none where there is no such folder, or it may not be looked at. */
export type ListFolder = (folder: string) => readonly string[];

/** A file that another one names, or why it is not read. */
export type Opened =
  | { readonly kind: 'read'; readonly source: Source; readonly documents: readonly Node[]; readonly problems: readonly Problem[] }
  | { readonly kind: 'closed'; readonly reason: string };

/** The files that files name: the template of a nested stack, a snippet to include, a module. Nothing else is opened. */
export interface Library {
  /** The file that `name` means in a file at `from`: a way from the folder of `from`, with `/`. It throws `FullReaderNeeded` as `parseNow` does. */
  readonly open: (name: string, from: string) => Opened;
  /** The files of a folder, by their paths, in order. */
  readonly list: ListFolder;
}

/** A library over files that were read already, and what `openFile` gives for others. Every file is one `Source`, however often it is named. */
export function libraryOf(openFile: OpenFile, documents: Iterable<Document>, sources: Iterable<Source> = [], listFolder: ListFolder = () => []): Library {
  const known = new Map<string, Opened>();
  const names = new Map<string, Set<string>>();
  const lists = new Map<string, readonly string[]>();
  for (const source of sources) {
    known.set(source.path, opened(source));
    const folder = folderOf(source.path);
    names.set(folder, (names.get(folder) ?? new Set()).add(source.path));
  }
  for (const document of documents) {
    const { path } = document.source;
    const before = known.get(path);
    if (before instanceof Taken) before.add(document);
    else known.set(path, new Taken(document, before));
  }
  return {
    open: (name, from) => {
      const path = pathFrom(from, name);
      if (path === undefined) return closed('it is not named by its way from here');
      const found = known.get(path) ?? read(path, openFile);
      known.set(path, found);
      return found;
    },
    list: (folder) => {
      const found = lists.get(folder) ?? [...new Set([...(names.get(folder) ?? []), ...listFolder(folder).map((name) => (folder === '' ? name : `${folder}/${name}`))])].sort();
      lists.set(folder, found);
      return found;
    },
  };
}

/** The documents of the run that are of one file, of which there may be tens of thousands. What was wrong with them is told where they were read. */
class Taken {
  readonly kind = 'read';
  readonly problems: readonly Problem[] = [];
  private readonly taken: Document[];
  private all: readonly Node[] | undefined;

  constructor(
    private readonly first: Document,
    private readonly before: Opened | undefined,
  ) {
    this.taken = [first];
  }

  add(document: Document): void {
    this.taken.push(document);
  }

  get source(): Source {
    return this.first.source;
  }

  get documents(): readonly Node[] {
    return (this.all ??= [...(this.before?.kind === 'read' ? this.before.documents : []), ...this.taken.map(({ root }) => root)]);
  }
}

/** The folder of a file; empty for one at the root. */
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

const closed = (reason: string): Opened => ({ kind: 'closed', reason });

function read(path: string, openFile: OpenFile): Opened {
  const bytes = openFile(path);
  if (typeof bytes === 'string') return closed(bytes);
  const source = decode(path, bytes);
  return source === undefined ? closed('it is a binary file') : opened(source);
}

/** Read when it is asked for: code is named too. */
function opened(source: Source): Opened {
  let parsed: Parsed | undefined;
  const read = (): Parsed => (parsed ??= parseNow(source));
  return {
    kind: 'read',
    source,
    get documents() {
      return read().documents;
    },
    get problems() {
      return read().problems;
    },
  };
}

/** The path of `name` as seen from the file `from`; undefined for what is no relative path. What climbs out of the root keeps its `..`. */
export function pathFrom(from: string, name: string): string | undefined {
  if (name === '' || name.startsWith('/') || /^[a-z][a-z\d+.-]*:/iu.test(name) || /[\\\0]/u.test(name)) return undefined;
  const steps = from.split('/').slice(0, -1);
  for (const step of name.split('/')) {
    const climbs = step === '..';
    if (step === '.' || step === '') continue;
    if (climbs && steps.length > 0 && steps.at(-1) !== '..' && steps.at(-1) !== '') steps.pop();
    else steps.push(step);
  }
  return steps.join('/');
}

/** For callers that hand over all the files there are. */
export const noFiles: OpenFile = () => 'it is not among the files read';

/** Which sources are parts of others; of those that use each other in a circle, the first is taken for the whole. */
export function usedBy(uses: readonly (readonly [Source, readonly Source[]])[]): ReadonlySet<Source> {
  const named = new Set(uses.flatMap(([user, used]) => used.filter((one) => one !== user)));
  const wholes = uses.filter(([user]) => !named.has(user));
  const found = new Set(wholes.flatMap(([, used]) => used));
  for (const [user, used] of uses) {
    if (found.has(user) || wholes.some(([whole]) => whole === user)) continue;
    for (const one of used) if (one !== user) found.add(one);
  }
  return found;
}
