import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A CDK app that is written in `programs/`: a file, or a folder with a project of several files. */
export interface Program {
  /** `<group>/<name>`, without an extension. */
  readonly name: string;
  /** All its files, by their paths from `programs/`. */
  readonly files: readonly string[];
  /** The file that is run. */
  readonly entry: string;
  /** The folder it is run in, as a project is run in the folder of its cdk.json. */
  readonly folder: string;
  /** What cdk.json puts into the context of the app. */
  readonly context: Readonly<Record<string, unknown>>;
  /** What it shows: the first comment of the entry. */
  readonly shows: string;
  /** What source linting cannot know as well as synthesis does, and why; undefined where it can. */
  readonly source: SourceLimit | undefined;
}

/** `possible`: what is definite in the output is possible in the source. `gap`: it may be told as a gap alone. */
export interface SourceLimit {
  readonly kind: 'possible' | 'gap';
  readonly reason: string;
}

export const root = join(dirname(fileURLToPath(import.meta.url)), 'programs');

const posix = (path: string): string => path.split(sep).join('/');

export const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');

/** All programs, by their names. A folder in a group is a project. */
export function programs(): readonly Program[] {
  return list('')
    .filter((group) => isFolder(group))
    .flatMap((group) => list(group).map((path) => (isFolder(path) ? project(path) : single(path))));
}

const isFolder = (path: string): boolean => statSync(join(root, path)).isDirectory();

const list = (folder: string): readonly string[] => readdirSync(join(root, folder)).sort().map((name) => (folder === '' ? name : `${folder}/${name}`));

const single = (path: string): Program => ({ name: path.replace(/\.\w+$/u, ''), files: [path], entry: path, folder: dirname(path), context: {}, ...headerOf(path) });

function project(folder: string): Program {
  const files = readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => posix(relative(root, join(entry.parentPath, entry.name))))
    .sort();
  const settings = files.includes(`${folder}/cdk.json`) ? JSON.parse(textOf(`${folder}/cdk.json`)) : {};
  const named = /\S+\.[cm]?[jt]s\b/u.exec(settings.app ?? '')?.[0] ?? 'bin/app.ts';
  const entry = `${folder}/${named}`;
  return { name: folder, files, entry, folder, context: settings.context ?? {}, ...headerOf(entry) };
}

function headerOf(entry: string): Pick<Program, 'shows' | 'source'> {
  const lines = textOf(entry).split('\n');
  const shows = /^\/\/ (.+)$/u.exec(lines[0] ?? '')?.[1];
  if (shows === undefined) throw new Error(`${entry} does not say what it shows`);
  const [, kind, reason = ''] = /^\/\/ source: (possible|gap)(?:, (.+))?$/u.exec(lines[1] ?? '') ?? [];
  if (kind !== undefined && reason === '') throw new Error(`${entry} does not say why its source is less than its output`);
  return { shows, source: kind === 'possible' || kind === 'gap' ? { kind, reason } : undefined };
}
