import { rules } from '../../rules/index.js';
import { lint, type InputFile } from '../../src/lint.js';
import type { Report } from '../../src/report/report.js';
import type { Input, Texts } from './input.js';

const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'utf8');

/** How files are met that nobody named: with or without the prefilter. */
export interface Walking {
  readonly prefilter: boolean;
}

/** Lints what is given, each file as if it had been named on the command line unless it is met while walking; the day is always the same. */
export async function linted({ read, beside = {}, parameters = {}, variables = {} }: Input, walking?: Walking): Promise<Report> {
  const open = new Map(Object.entries({ ...beside, ...read }));
  const files = Object.entries(read).map(([path, text]): InputFile => ({ path, bytes: bytesOf(text), explicit: walking === undefined }));
  return lint(files, rules, {
    rules: new Map(),
    strict: true,
    ...walking,
    parameters: new Map(),
    today: '2026-11-21',
    open: (path) => {
      const text = open.get(path);
      return text === undefined ? 'there is no such file' : bytesOf(text);
    },
    list: (folder) => namesIn(folder, open.keys()),
    parameterFiles: Object.entries(parameters).map(([path, text]) => ({ path, bytes: bytesOf(text), standing: false })),
    terraform: { variables: Object.entries(variables).map(([path, text]) => ({ kind: 'file', path, bytes: bytesOf(text), standing: false })) },
  });
}

const namesIn = (folder: string, paths: Iterable<string>): readonly string[] => [...paths].flatMap((path) => (path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder ? [path.slice(path.lastIndexOf('/') + 1)] : []));

/** The same with other texts in place of some. */
export const withTexts = (input: Input, texts: Texts): Input => ({ ...input, read: replaced(input.read, texts), ...(input.beside !== undefined && { beside: replaced(input.beside, texts) }) });

const replaced = (all: Texts, texts: Texts): Texts => Object.fromEntries(Object.entries(all).map(([path, text]) => [path, texts[path] ?? text]));

/** Text that is no valid Unicode is another one once it is written as bytes. */
export const isWritable = ({ read, beside = {} }: Input): boolean => [...Object.values(read), ...Object.values(beside)].every((text) => !/\p{Surrogate}/u.test(text));
