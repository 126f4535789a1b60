import { reportedPath, withSlashes } from '../../read/files.js';

/** A file as it was when fixing began. Files that several paths lead to are one. */
export interface Original {
  /** As reports name it. */
  readonly path: string;
  /** As the system names it; undefined for standard input. */
  readonly place: string | undefined;
  readonly bytes: Uint8Array;
  /** As `Source.text`. */
  readonly text: string;
  readonly bom: boolean;
  /** All paths under which findings named it so far. */
  readonly paths: Set<string>;
}

/** What is needed to know which files may be changed. */
export interface Access {
  readonly cwd: string;
  /** Standard input, if it is linted, with the path under which it is reported. */
  readonly piped: { readonly path: string; readonly bytes: () => Uint8Array } | undefined;
  /** Whether the config has a file linted. */
  readonly selects: (path: string) => boolean;
  /** The bytes of a file in the repository, or in the folder of an argument outside it; or why not. */
  readonly open: (path: string) => Uint8Array | string;
  /** Where a file really is, by its path as reported; undefined where there is none. */
  readonly placeOf: (path: string) => string | undefined;
}

/** The file at a path as reported, or why it is not changed, in words that fit behind a colon. Each is read once. */
export type Originals = (path: string) => Original | string;

export function originalsBy(access: Access): Originals {
  const byPath = new Map<string, Original | string>();
  const byPlace = new Map<string, Original>();
  return (path) => {
    const found = byPath.get(path) ?? originalAt(path, byPlace, access);
    byPath.set(path, found);
    return found;
  };
}

/** What others wrote, and installing writes anew. `.terraform` holds what `terraform init` brought in. */
const foreign: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform']);

function originalAt(path: string, byPlace: Map<string, Original>, { cwd, open, piped, placeOf, selects }: Access): Original | string {
  if (piped?.path === path) return decoded(path, undefined, piped.bytes());
  const folder = path.split('/').find((step) => foreign.has(step));
  if (folder !== undefined) return `it lies in '${folder}'`;
  if (!selects(path)) return 'the config leaves it out';
  const bytes = open(path);
  if (typeof bytes === 'string') return bytes;
  const place = placeOf(path);
  if (place === undefined) return 'there is no such file';
  const known = byPlace.get(place);
  known?.paths.add(path);
  if (known !== undefined) return known;
  const shown = reportedPath(place, cwd);
  const original = decoded(shown === withSlashes(place) ? path : shown, place, bytes);
  if (typeof original === 'string') return original;
  original.paths.add(path);
  byPlace.set(place, original);
  return original;
}

/** A text that could not be written as it was read stays as it is: UTF-16, and bytes that are no UTF-8. */
function decoded(path: string, place: string | undefined, bytes: Uint8Array): Original | string {
  try {
    const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const bom = whole.startsWith('\uFEFF');
    return { path, place, bytes, text: bom ? whole.slice(1) : whole, bom, paths: new Set([path]) };
  } catch {
    return 'it is not UTF-8';
  }
}
