import type { Catalogue, Rule } from './check/rule.js';
import { append } from './core/long.js';
import type { Source } from './core/source.js';
import { gap, parseError, type Problem, unreadGap } from './core/problem.js';
import type { Unit } from './core/unit.js';
import { guarded, mark, newRun, type LintOptions, type Run } from './lint/run.js';
import { saidIn } from './lint/ignoring.js';
import { reportOf, tellInPrograms } from './lint/telling.js';
import { newWaiting, readerOf, take, takeAll, type Waiting } from './lint/waiting.js';
import { policyReader } from './read/aws/index.js';
import { decode } from './read/decode.js';
import { configurationsOf, type Configurations } from './read/configurations.js';
import { looksLikePlan } from './read/files/plan-head.js';
import { folderReaders, readers, textReaders } from './read/index.js';
import { folderOf, libraryOf, noFiles, usedBy, type Library } from './read/library.js';
import type { Document, FolderOptions, FolderReader, Reader, ReadOptions, TextReader } from './read/reader.js';
import { looksLikeTemplate, looksOurs, mayExport, mayImport, mayMatter, mayUseOthers } from './read/sniff.js';
import { programReader } from './read/program/index.js';
import { outsideOf } from './read/parameters/outside.js';
import { givenVariables } from './read/terraform/inputs/given.js';
import { parse, withReaders } from './read/parse.js';
import type { Report } from './report/report.js';

export type { LintOptions, TerraformOptions } from './lint/run.js';

/** A file to lint. */
export interface InputFile {
  /** Relative to the repository root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Named by the user, not met while walking: it is read whatever its content looks like. */
  readonly explicit: boolean;
  /** Why it is not read unless it is a plan or a state of Terraform, of which larger ones are read than of anything else. In words that fit behind a colon. */
  readonly refusal?: string;
}

/** Reads, lowers and checks files: read -> lower -> check. Never throws on the user's input; our own faults are in the report. */
export async function lint(files: Iterable<InputFile>, rules: Catalogue | readonly Rule[], options: LintOptions): Promise<Report> {
  const outside = await outsideOf(options);
  const variables = await givenVariables(options.terraform?.variables ?? []);
  const run = newRun(rules, options, outside, variables);
  const waiting = newWaiting();
  let seen = 0;
  for (const file of files) {
    seen++;
    await guarded(run, 'reading', file.path, () => readFile(file, waiting, run));
  }
  // What is exported there may decide on what is imported elsewhere.
  if (waiting.exporting.length > 0 && [...waiting.documents.values()].flat().some(({ source }) => mayImport(source.text))) {
    for (const source of waiting.exporting) await guarded(run, 'reading', source.path, async () => takeIdle(source, waiting, run));
  }
  const library = libraryOf(options.open ?? noFiles, [...waiting.documents.values()].flat(), [...[...waiting.folders.values()].flatMap((folders) => [...folders.values()].flat()), ...[...waiting.texts.values()].flat()], options.list);
  const context: FolderOptions = { library, notGranting: options.notGranting ?? [], variables: variables.all, environment: options.terraform?.environment ?? new Map() };
  const made = [...waiting.documents].flatMap(([reader, documents]) => (reader.order === 'first' ? documents : []));
  const configurations = await configurationsOf(waiting.folders, made, context);
  const optionsFor = (others: readonly Document[]): ReadOptions => ({ parameters: outside.values.known(), notGranting: options.notGranting ?? [], library, named: waiting.named, others, configuration: configurations.of, ...(options.prefilter === false && { prefilter: false }) });
  const checkBy = async (reader: Reader): Promise<void> => {
    const others = waiting.documents.get(reader) ?? [];
    if (others.length === 0) return;
    const given = optionsFor(others);
    if (reader.order === 'together') await checkDocuments(reader, others, given, run);
    else await checkEach(reader, others, given, run);
  };
  for (const reader of readers) if (reader.order === 'first') await checkBy(reader);
  for (const [reader, folders] of waiting.folders) await checkFolders(reader, folders, configurations, run);
  for (const [reader, sources] of waiting.texts) await checkTexts(reader, sources, optionsFor([...waiting.documents.values()].flat()), run);
  for (const reader of readers) if (reader.order !== 'first') await checkBy(reader);
  await guarded(run, 'telling', '', async () => {
    await tellInPrograms(run, library, async (paths) => {
      const apart = newRun(rules, options, outside, variables);
      const given = new Set([...waiting.texts.values()].flat().map(({ path }) => path));
      for (const reader of textReaders) await checkTexts(reader, opened(paths.filter((path) => !given.has(path)), library).filter(({ path, text }) => reader.claims(path, text)), optionsFor([]), apart);
      return apart;
    });
  });
  return reportOf(run, seen, await saidIn(run));
}

/** Those of some files that are at hand. */
function opened(paths: readonly string[], library: Library): readonly Source[] {
  return paths.flatMap((path) => {
    const file = library.open(path, '');
    return file.kind === 'read' ? [file.source] : [];
  });
}

/** Loaded when there is something: most files of a change are none of ours. */
async function checkUnits(units: readonly Unit[], run: Run): Promise<void> {
  if (units.length > 0) await (await import('./lint/judge.js')).checkUnits(units, run);
}

/** A folder that is a part of others (a module) is told there, with what it is given there, and not by itself as well. */
async function checkFolders(reader: FolderReader, folders: ReadonlyMap<string, readonly Source[]>, { unitsIn, settledIn, usedBy: usedFrom }: Configurations, run: Run): Promise<void> {
  const matter = [...folders].filter(([, given]) => run.options.prefilter === false || reader.mayMatter(given));
  const used = new Set<string>();
  const settled = new Map<string, Source>();
  for (const [folder, given] of matter) {
    await guarded(run, reader.id, given[0]?.path ?? folder, async () => {
      for (const other of await withReaders(() => usedFrom(reader, folder))) used.add(other);
      const first = run.options.prefilter === false ? undefined : await withReaders(() => settledIn(reader, folder));
      if (first !== undefined) settled.set(folder, first);
    });
  }
  // Those that nobody uses first: what they use is a part of them, unless they use none of it as they are.
  for (const [folder, given] of [...matter.filter(([one]) => !used.has(one)), ...matter.filter(([one]) => used.has(one))]) {
    if (given.some((source) => run.shared.has(source))) continue;
    run.together.push(given);
    const first = settled.get(folder);
    if (first !== undefined) {
      mark(first, run);
      continue;
    }
    await guarded(run, reader.id, given[0]?.path ?? folder, async () => {
      const units = await withReaders(() => unitsIn(reader, folder));
      // What is wrong with how it is written does not matter where nothing is modelled.
      await checkUnits(reader.mayMatter(given) ? units : units.map((unit) => ({ ...unit, problems: [] })), run);
    });
  }
}

const takes = (reader: TextReader, source: Source): boolean => reader.takes?.(source) !== false;

async function checkTexts(reader: TextReader, sources: readonly Source[], context: ReadOptions, run: Run): Promise<void> {
  const matter = sources.filter((source) => takes(reader, source) && (run.options.prefilter === false || reader.mayMatter(source)));
  if (matter.length === 0) return;
  if (reader === programReader) run.together.push(matter);
  await guarded(run, reader.id, matter[0]?.path ?? '', async () => {
    const readTexts = await reader.load();
    for (const { path, read } of readTexts(matter, context)) {
      await guarded(run, reader.id, path, async () => {
        await checkUnits(await withReaders(read), run);
      });
    }
  });
}

async function checkDocuments(reader: Reader, documents: readonly Document[], context: ReadOptions, run: Run): Promise<void> {
  await guarded(run, reader.id, documents[0]?.source.path ?? '', async () => {
    const read = await reader.load();
    await checkUnits(await withReaders(() => read(documents, context)), run);
  });
}

/** What is a part of a unit (the template of a nested stack) is told there, with what it is given there, and not by itself as well. */
async function checkEach(reader: Reader, documents: readonly Document[], context: ReadOptions, run: Run): Promise<void> {
  // Readers before this one may have used them too: a service takes its resources from files that look like templates.
  const own = documents.filter(({ source }) => !run.shared.has(source));
  const [users, rest] = partition(own, ({ source, settled }) => settled === undefined && mayUseOthers(source.text));
  const read: { readonly document: Document; readonly units: readonly Unit[] }[] = [];
  for (const document of users) {
    await guarded(run, reader.id, document.source.path, async () => {
      const readOne = await reader.load();
      read.push({ document, units: await withReaders(() => readOne([document], context)) });
    });
  }
  const used = usedBy(read.map(({ document, units }) => [document.source, units.flatMap(({ uses }) => uses.map(({ of }) => of))]));
  for (const { document, units } of read) if (!used.has(document.source)) await guarded(run, reader.id, document.source.path, async () => checkUnits(units, run));
  const note = rest.some(({ settled }) => settled !== undefined) ? (await import('./lint/judge.js')).note : undefined;
  for (const document of rest) {
    const { source, settled } = document;
    if (used.has(source)) continue;
    if (settled === undefined) await checkDocuments(reader, [document], context, run);
    else await guarded(run, reader.id, source.path, () => note?.(settled, run));
  }
}

const partition = <T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] => [items.filter(test), items.filter((item) => !test(item))];

/** Most files are taken at once: only what has to be loaded, or is more than a text, is waited for. */
function readFile(file: InputFile, waiting: Waiting, run: Run): void | Promise<void> {
  return looksLikePlan(file.bytes) ? readPlan(file, waiting, run) : readText(file, waiting, run);
}

async function readPlan(file: InputFile, waiting: Waiting, run: Run): Promise<void> {
  const skimmed = (await import('./read/terraform/json/skim.js')).skim(file.path, file.bytes);
  if (skimmed === undefined) {
    await readText(file, waiting, run);
    return;
  }
  append(run.problems, skimmed.problems);
  if (take(skimmed, waiting)) run.read.add(file.path);
}

function readText(file: InputFile, waiting: Waiting, run: Run): void | Promise<void> {
  if (file.refusal !== undefined) {
    run.problems.push(gap(`This was not read: ${file.refusal}`, { source: { path: file.path, text: '', bom: false }, start: 0, end: 0 }));
    return;
  }
  const source = decode(file.path, file.bytes);
  const inFolder = source === undefined ? undefined : folderReaders.find(({ claims }) => claims(file.path));
  if (source !== undefined && inFolder !== undefined) {
    putIntoFolder(inFolder, source, waiting);
    run.variables.see(source);
    run.read.add(file.path);
    mark(source, run);
    return;
  }
  const asText = source === undefined ? undefined : textReaders.find(({ claims }) => claims(file.path, source.text));
  if (source !== undefined && asText !== undefined) {
    const texts = waiting.texts.get(asText) ?? [];
    waiting.texts.set(asText, texts);
    texts.push(source);
    if (file.explicit) waiting.named.add(source);
    if (takes(asText, source) && asText.mayMatter(source)) {
      run.read.add(file.path);
      mark(source, run);
    }
    return;
  }
  if (source === undefined) {
    if (file.explicit) run.problems.push(unreadable({ path: file.path, text: '', bom: false }, 'This is a binary file, not text'));
    return;
  }
  run.outside.values.see(source.text);
  if (file.explicit || mayMatter(source.text)) return readDocuments(source, file.explicit, waiting, run);
  if (looksLikeTemplate(source.text)) {
    run.read.add(file.path);
    mark(source, run);
  }
  run.idle.add(source);
  if (run.options.prefilter === false) return takeIdle(source, waiting, run);
  if (mayExport(source.text)) waiting.exporting.push(source);
}

async function readDocuments(source: Source, explicit: boolean, waiting: Waiting, run: Run): Promise<void> {
  const { documents, problems } = await parse(source);
  const broken = problems.find(({ level }) => level === 'error');
  if (!explicit && broken !== undefined && isOnlyPolicy(documents)) {
    run.problems.push(unreadGap(`This looks like a policy, but cannot be read (${broken.message}): nothing in it is checked`, broken.span));
    return;
  }
  const isKnown = await takeAll(source, documents, waiting, run);
  if (isKnown || explicit || looksOurs(source.text)) append(run.problems, problems);
  if (isKnown || (explicit && problems.length > 0)) run.read.add(source.path);
  if (isKnown) mark(source, run);
}

/** Reads a text in which nothing is modelled: what is wrong with how it is written does not matter. */
async function takeIdle(source: Source, waiting: Waiting, run: Run): Promise<void> {
  await takeAll(source, (await parse(source)).documents, waiting, run);
}

function putIntoFolder(reader: FolderReader, source: Source, { folders }: Waiting): void {
  const known = folders.get(reader) ?? new Map<string, Source[]>();
  folders.set(reader, known);
  const folder = folderOf(source.path);
  const sources = known.get(folder);
  if (sources === undefined) known.set(folder, [source]);
  else sources.push(source);
}

const unreadable = (source: Source, message: string): Problem => parseError(message, { source, start: 0, end: 0 });

/** Folders hold policies in the languages of templates, which are told once and not fault by fault. */
function isOnlyPolicy(documents: readonly Document['root'][]): boolean {
  const ids = documents.flatMap((root) => readerOf(root)?.id ?? []);
  return ids.length > 0 && ids.every((id) => id === policyReader.id);
}
