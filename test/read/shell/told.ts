import { expect } from 'vitest';
import { rules } from '../../../rules/index.js';
import { levelsFor } from '../../../src/check/levels.js';
import { check } from '../../../src/check/run.js';
import type { Problem } from '../../../src/core/problem.js';
import type { Source, Span } from '../../../src/core/source.js';
import type { Unit } from '../../../src/core/unit.js';
import { lowerings } from '../../../src/lower/index.js';
import { libraryOf, noFiles } from '../../../src/read/library.js';
import { noParameters } from '../../../src/read/parameters/set.js';
import { parse, withReaders } from '../../../src/read/parse.js';
import type { ReadOptions } from '../../../src/read/reader.js';
import { shellReader, workflowReader } from '../../../src/read/shell/index.js';
import { unmark } from '../../helpers/lint.js';

/** Texts of files by their paths; what is read is the first of them. */
export type Files = Readonly<Record<string, string>>;

/** A row of a table: «marks» stand around the places of what is told. */
export type Case = [name: string, files: Files, ...told: string[]];

/** The units of a script or pipeline; the other files are there to be opened. */
export async function unitsOf(files: Files): Promise<readonly Unit[]> {
  const [[path, text] = ['', '']] = Object.entries(files);
  const source: Source = { path, text, bom: false };
  const others = new Map(Object.entries(files));
  const library = libraryOf((name) => {
    const other = others.get(name);
    return other === undefined ? noFiles(name) : new TextEncoder().encode(other);
  }, []);
  const options: ReadOptions = { parameters: noParameters, notGranting: [], library, others: [], configuration: () => [] };
  if (shellReader.claims(path, text)) {
    const read = await shellReader.load();
    return (await Promise.all([...read([source], options)].map(async (part) => withReaders(part.read)))).flat();
  }
  const { documents } = await parse(source);
  const read = await workflowReader.load();
  return withReaders(() => read(documents.filter(workflowReader.recognises).map((root) => ({ source, root })), options));
}

interface Told {
  readonly span: Span;
  readonly text: string;
  readonly message: string;
}

/** What is told of a script: `rule certainty subject` for a finding, `gap` or `parse-error` for a problem; by place. */
export async function toldOf(files: Files): Promise<readonly Told[]> {
  const told: Told[] = [];
  const problem = ({ rule, span, message }: Problem): void => void told.push({ span, text: rule, message });
  for (const unit of await unitsOf(files)) {
    unit.problems.forEach(problem);
    const worlds = unit.worlds.map(({ assumptions, value }) => {
      const { model, problems } = lowerings[unit.vocabulary](value);
      problems.forEach(problem);
      return { assumptions, value: model };
    });
    const { findings, failures } = check(worlds, rules, levelsFor({ rules: new Map(), strict: false }), false);
    expect(failures).toEqual([]);
    for (const { rule, certainty, subject, primary, message } of findings) told.push({ span: primary.span, text: `${rule} ${certainty} ${subject}`, message });
  }
  return told;
}

const paths = (files: Files): readonly string[] => Object.keys(files);

/** Checks one row: exactly this is told, exactly at the marks. */
export async function holds(_name: string, files: Files, ...expected: readonly string[]): Promise<void> {
  const plain = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, unmark(text).text]));
  const order = ({ span }: Told): number => paths(files).indexOf(span.source.path) * 1e9 + span.start;
  const told = [...(await toldOf(plain))].sort((a, b) => order(a) - order(b));
  expect(told.map(({ text }) => text)).toEqual(expected);
  const places = told.map(({ span: { source, start, end } }) => `${source.path} ${start}-${end}`);
  expect([...new Set(places)]).toEqual(Object.entries(files).flatMap(([path, text]) => unmark(text).marks.map(([start, end]) => `${path} ${start}-${end}`)));
}
