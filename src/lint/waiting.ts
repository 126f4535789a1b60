import { addTo } from '../core/long.js';
import type { Node } from '../core/node.js';
import type { Source } from '../core/source.js';
import type { Unit } from '../core/unit.js';
import { readers } from '../read/index.js';
import { parseNow } from '../read/parse.js';
import type { Document, FolderReader, Reader, Settle, TextReader } from '../read/reader.js';
import type { LintOptions, Run } from './run.js';

/** What was read and waits until all is there. */
export interface Waiting {
  readonly documents: Map<Reader, Document[]>;
  readonly folders: Map<FolderReader, Map<string, Source[]>>;
  readonly texts: Map<TextReader, Source[]>;
  /** Of the texts those that the user named. */
  readonly named: Set<Source>;
  /** Of what the prefilter passes over, what others may import values from. */
  readonly exporting: Source[];
}

export const newWaiting = (): Waiting => ({ documents: new Map(), folders: new Map(), texts: new Map(), named: new Set(), exporting: [] });

export const readerOf = (root: Node): Reader | undefined => readers.find(({ recognises }) => recognises(root));

/** Hands a document to the reader that recognises it. */
export function take(document: Document, { documents }: Waiting): boolean {
  const reader = readerOf(document.root);
  if (reader !== undefined) addTo(documents, reader, document);
  return reader !== undefined;
}

/** The same with all documents of a text, of which nothing but the text is kept where they are settled; whether any was recognised. */
export async function takeAll(source: Source, roots: readonly Node[], waiting: Waiting, { options }: Run): Promise<boolean> {
  const [only] = roots;
  if (only === undefined || roots.length > 1 || options.prefilter === false || !isGivenNothing(options)) return roots.filter((root) => take({ source, root }, waiting)).length > 0;
  const reader = readerOf(only);
  if (reader === undefined) return false;
  const settle = loaded.get(reader) ?? (await reader.loadSettling?.());
  if (settle !== undefined) loaded.set(reader, settle);
  const settled = settle?.(only, source);
  addTo(waiting.documents, reader, settled === undefined ? { source, root: only } : new Settled(source, settled));
  return true;
}

/** Loaded once: to ask for it takes as long as to look at a small document. */
const loaded = new Map<Reader, Settle>();

/** Values from outside may decide on any template. */
const isGivenNothing = ({ parameters, parameterFiles = [], commonParameters = [] }: LintOptions): boolean => parameters.size + parameterFiles.length + commonParameters.length === 0;

/** The only document of a text, read again if it is asked for. */
class Settled implements Document {
  private known: Node | undefined;

  constructor(
    readonly source: Source,
    readonly settled: Unit,
  ) {}

  get root(): Node {
    const root = (this.known ??= parseNow(this.source).documents[0]);
    if (root === undefined) throw new Error('a text that held a document holds none');
    return root;
  }
}
