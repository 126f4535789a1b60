import { levelsFor, type RuleOptions } from './check/levels.js';
import { check } from './check/run.js';
import { toldOnce, withUses } from './check/uses.js';
import { summarise, type SinkCoverage } from './check/summary.js';
import type { Finding } from './check/finding.js';
import { problemFindings } from './check/problems.js';
import type { Rule } from './check/rule.js';
import type { Paths } from './core/globs.js';
import { bySpan, type Source } from './core/source.js';
import { gap, parseError, type Problem } from './core/problem.js';
import type { MadeFrom, Unit } from './core/unit.js';
import type { World } from './core/worlds.js';
import { lowerings } from './lower/index.js';
import { withoutTrusted } from './lower/trusted.js';
import type { Model } from './model/model.js';
import { policyReader } from './read/aws/policies.js';
import { decode } from './read/decode.js';
import { configurationsOf, type Configurations } from './read/configurations.js';
import { folderReaders, readers } from './read/index.js';
import { folderOf, libraryOf, noFiles, usedBy, type ListFolder, type OpenFile } from './read/library.js';
import type { Document, FolderOptions, FolderReader, Reader, ReadOptions } from './read/reader.js';
import { looksLikeTemplate, looksOurs, mayMatter, mayUseOthers } from './read/sniff.js';
import { outsideOf, type Outside, type ParameterSources } from './read/parameters/outside.js';
import { givenVariables, type GivenVariables, type VariableSource } from './read/terraform/inputs/given.js';
import { withoutInstances } from './read/terraform/json/at-source.js';
import { skim } from './read/terraform/json/skim.js';
import { parse, withReaders } from './read/parse.js';
import type { InternalError, Report } from './report/report.js';

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

/** `parameters` and their like are those of CloudFormation. */
export interface LintOptions extends RuleOptions, ParameterSources {
  /** ARNs of sinks elsewhere that log all KMS events of whatever the sinks here see. */
  readonly coveredBy?: readonly string[];
  /** Globs for names of roles, users, groups and policies whose grants are not told. */
  readonly trusted?: readonly string[];
  /** Files whose policy documents are no identity policies: they grant nothing. */
  readonly notGranting?: readonly Paths[];
  /** Opens files that the given ones name, such as the template of a nested stack; without it only the given ones are looked at. */
  readonly open?: OpenFile;
  /** Lists the files of a folder, for syntaxes in which those belong together. */
  readonly list?: ListFolder;
  readonly terraform?: TerraformOptions;
}

/** Values for the variables of Terraform's root modules. */
export interface TerraformOptions {
  /** In the order in which they are given: of one name the last counts. They come before what folders hold. */
  readonly variables?: readonly VariableSource[];
  /** The environment, of which `TF_VAR_name` counts. */
  readonly environment?: ReadonlyMap<string, string>;
}

/** What has been found out so far. */
interface Run {
  readonly rules: readonly Rule[];
  readonly options: LintOptions;
  readonly outside: Outside;
  readonly variables: GivenVariables;
  readonly findings: Finding[];
  readonly problems: Problem[];
  readonly coverage: SinkCoverage[];
  readonly internalErrors: InternalError[];
  readonly read: Set<string>;
  /** Texts that are parts of others. */
  readonly shared: Set<Source>;
  /** Texts of which one declaration may stand for several sinks: instances of `count`, of a module. */
  readonly repeated: Set<Source>;
  /** What is settled of a configuration, by its files, because something that was made from it tells. */
  readonly settled: Map<Source, Set<string>>;
}

/** Reads, lowers and checks files: read -> lower -> check. Never throws on the user's input; our own faults are in the report. */
export async function lint(files: Iterable<InputFile>, rules: readonly Rule[], options: LintOptions): Promise<Report> {
  const outside = await outsideOf(options);
  const variables = await givenVariables(options.terraform?.variables ?? []);
  const run: Run = { rules, options, outside, variables, findings: [], problems: [...outside.problems, ...variables.faults], coverage: [], internalErrors: [], read: new Set(), shared: new Set(), repeated: new Set(), settled: new Map() };
  const waiting: Waiting = { documents: new Map(), folders: new Map() };
  let seen = 0;
  for (const file of files) {
    seen++;
    await guarded(run, 'reading', file.path, async () => readFile(file, waiting, run));
  }
  const library = libraryOf(options.open ?? noFiles, [...waiting.documents.values()].flat(), [...waiting.folders.values()].flatMap((folders) => [...folders.values()].flat()), options.list);
  const context: FolderOptions = { library, notGranting: options.notGranting ?? [], variables: variables.all, environment: options.terraform?.environment ?? new Map() };
  const made = [...waiting.documents].flatMap(([reader, documents]) => (reader.order === 'first' ? documents : []));
  const configurations = await configurationsOf(waiting.folders, made, context);
  const checkBy = async (reader: Reader): Promise<void> => {
    const others = waiting.documents.get(reader) ?? [];
    if (others.length === 0) return;
    const given: ReadOptions = { parameters: outside.values.known(), notGranting: options.notGranting ?? [], library, others, configuration: configurations.of };
    if (reader.order === 'together') await checkDocuments(reader, others, given, run);
    else await checkEach(reader, others, given, run);
  };
  for (const reader of readers) if (reader.order === 'first') await checkBy(reader);
  for (const [reader, folders] of waiting.folders) await checkFolders(reader, folders, configurations, run);
  for (const reader of readers) if (reader.order !== 'first') await checkBy(reader);
  return reportOf(run, seen);
}

/** What was read and waits until all is there. */
interface Waiting {
  readonly documents: Map<Reader, Document[]>;
  readonly folders: Map<FolderReader, Map<string, Source[]>>;
}

/** A folder that is a part of others (a module) is told there, with what it is given there, and not by itself as well. */
async function checkFolders(reader: FolderReader, folders: ReadonlyMap<string, readonly Source[]>, { unitsIn, usedBy: usedFrom }: Configurations, run: Run): Promise<void> {
  const matter = [...folders].filter(([, given]) => reader.mayMatter(given));
  const used = new Set(matter.flatMap(([folder]) => usedFrom(reader, folder)));
  // Those that nobody uses first: what they use is a part of them, unless they use none of it as they are.
  for (const [folder, given] of [...matter.filter(([one]) => !used.has(one)), ...matter.filter(([one]) => used.has(one))]) {
    if (given.some((source) => run.shared.has(source))) continue;
    await guarded(run, reader.id, given[0]?.path ?? folder, async () => {
      checkUnits(await withReaders(() => unitsIn(reader, folder)), run);
    });
  }
}

async function checkDocuments(reader: Reader, documents: readonly Document[], context: ReadOptions, run: Run): Promise<void> {
  await guarded(run, reader.id, documents[0]?.source.path ?? '', async () => {
    const read = await reader.load();
    checkUnits(await withReaders(() => read(documents, context)), run);
  });
}

/** What is a part of a unit (the template of a nested stack) is told there, with what it is given there, and not by itself as well. */
async function checkEach(reader: Reader, documents: readonly Document[], context: ReadOptions, run: Run): Promise<void> {
  // Readers before this one may have used them too: a service takes its resources from files that look like templates.
  const own = documents.filter(({ source }) => !run.shared.has(source));
  const [users, rest] = partition(own, ({ source }) => mayUseOthers(source.text));
  const read: { readonly document: Document; readonly units: readonly Unit[] }[] = [];
  for (const document of users) {
    await guarded(run, reader.id, document.source.path, async () => {
      const readOne = await reader.load();
      read.push({ document, units: await withReaders(() => readOne([document], context)) });
    });
  }
  const used = usedBy(read.map(({ document, units }) => [document.source, units.flatMap(({ uses }) => uses.map(({ of }) => of))]));
  for (const { document, units } of read) if (!used.has(document.source)) await guarded(run, reader.id, document.source.path, () => checkUnits(units, run));
  for (const document of rest) if (!used.has(document.source)) await checkDocuments(reader, [document], context, run);
}

const partition = <T>(items: readonly T[], test: (item: T) => boolean): readonly [readonly T[], readonly T[]] => [items.filter(test), items.filter((item) => !test(item))];

/** An exception of ours costs only what it interrupts. */
async function guarded(run: Run, where: string, file: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    run.internalErrors.push({ where, file, error: error instanceof Error ? error : new Error(String(error)) });
  }
}

async function readFile(file: InputFile, waiting: Waiting, run: Run): Promise<void> {
  const skimmed = skim(file.path, file.bytes);
  if (skimmed !== undefined) {
    run.problems.push(...skimmed.problems);
    if (take(skimmed, waiting)) run.read.add(file.path);
    return;
  }
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
    return;
  }
  if (source === undefined) {
    if (file.explicit) run.problems.push(unreadable({ path: file.path, text: '', bom: false }, 'This is a binary file, not text'));
    return;
  }
  run.outside.values.see(source.text);
  if (!file.explicit && !mayMatter(source.text)) {
    if (looksLikeTemplate(source.text)) run.read.add(file.path);
    return;
  }
  const { documents, problems } = await parse(source);
  const broken = problems.find(({ level }) => level === 'error');
  if (!file.explicit && broken !== undefined && isOnlyPolicy(documents)) {
    run.problems.push(gap(`This looks like a policy, but cannot be read (${broken.message}): nothing in it is checked`, broken.span));
    return;
  }
  const known = documents.filter((root) => take({ source, root }, waiting));
  if (known.length > 0 || file.explicit || looksOurs(source.text)) run.problems.push(...problems);
  if (known.length > 0 || (file.explicit && problems.length > 0)) run.read.add(file.path);
}

function putIntoFolder(reader: FolderReader, source: Source, { folders }: Waiting): void {
  const known = folders.get(reader) ?? new Map<string, Source[]>();
  folders.set(reader, known);
  const folder = folderOf(source.path);
  known.set(folder, [...(known.get(folder) ?? []), source]);
}

const unreadable = (source: Source, message: string): Problem => parseError(message, { source, start: 0, end: 0 });

const readerOf = (root: Document['root']): Reader | undefined => readers.find(({ recognises }) => recognises(root));

/** Folders hold policies in the languages of templates, which are told once and not fault by fault. */
function isOnlyPolicy(documents: readonly Document['root'][]): boolean {
  const ids = documents.flatMap((root) => readerOf(root)?.id ?? []);
  return ids.length > 0 && ids.every((id) => id === policyReader.id);
}

/** Hands a document to the reader that recognises it. */
function take(document: Document, { documents }: Waiting): boolean {
  const reader = readerOf(document.root);
  if (reader === undefined) return false;
  documents.set(reader, [...(documents.get(reader) ?? []), document]);
  return true;
}

function checkUnits(units: readonly Unit[], run: Run): void {
  for (const unit of units) {
    const worlds = lowered(unit, run);
    const { findings, failures } = check(worlds, run.rules, levelsFor(run.options), run.options.strict, run.options.coveredBy);
    // Of what was made from a configuration, more is known than from the configuration itself.
    const isSettled = (address: string): boolean => run.settled.get(unit.source)?.has(withoutInstances(address)) === true;
    run.findings.push(...withUses(findings, unit.uses).filter(({ subject }) => !isSettled(subject)));
    if (unit.madeFrom !== undefined) settle(unit.madeFrom, run);
    for (const { of } of unit.uses) run.shared.add(of);
    if (unit.vocabulary === 'terraform') for (const { primary } of findings) run.repeated.add(primary.span.source);
    run.problems.push(...unit.problems);
    run.coverage.push(...summarise(worlds).filter(({ sink }) => !isSettled(sink)));
    for (const { rule, error } of failures) run.internalErrors.push({ where: `rule ${rule}`, file: unit.source.path, error });
  }
}

function settle({ sources, settled }: MadeFrom, run: Run): void {
  const [first] = sources;
  for (const source of sources) run.settled.set(source, new Set([...(run.settled.get(source) ?? []), ...(source === first ? settled : [])]));
}

function lowered(unit: Unit, run: Run): readonly World<Model>[] {
  return unit.worlds.map(({ assumptions, value }) => {
    const { model, problems } = lowerings[unit.vocabulary](value);
    run.problems.push(...problems);
    return { assumptions, value: withoutTrusted(model, value, run.options.trusted ?? []) };
  });
}

function reportOf(run: Run, seen: number): Report {
  const levels = levelsFor(run.options);
  const { values } = run.outside;
  const problems = distinct([...run.problems, ...values.problems(), ...run.variables.problems()]).sort((a, b) => bySpan(a.span, b.span)).map((problem) => ({ ...problem, message: capital(problem.message) }));
  const findings = [...toldOnce(run.findings, new Set([...run.shared, ...run.settled.keys(), ...run.repeated])), ...problemFindings(problems, run.rules, levels, run.options.rules)];
  return {
    findings: findings.sort((a, b) => bySpan(a.primary.span, b.primary.span) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)),
    problems: problems.map((problem) => ({ ...problem, level: problem.rule === 'gap' ? 'note' : problem.level })),
    coverage: run.coverage.sort((a, b) => bySpan(a.span, b.span)),
    internalErrors: run.internalErrors,
    rules: run.rules.map(({ meta }) => meta),
    files: { seen, recognised: run.read.size },
    read: [...run.read].sort(),
    undeclaredParameters: values.names(),
    undeclaredVariables: run.variables.names(),
  };
}

/** Readers word their problems as they come. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Every world of a unit tells its own problems. */
function distinct(problems: readonly Problem[]): Problem[] {
  const key = ({ rule, message, span }: Problem): string => [rule, span.source.path, span.start, span.end, message].join('\u0000');
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}
