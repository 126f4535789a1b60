import { levelsFor, type RuleOptions } from './check/levels.js';
import { check } from './check/run.js';
import { summarise, type SinkCoverage } from './check/summary.js';
import type { Finding } from './check/finding.js';
import { problemFindings } from './check/problems.js';
import type { Rule } from './check/rule.js';
import { bySpan, type Source } from './core/source.js';
import { gap, parseError, type Problem } from './core/problem.js';
import type { Unit } from './core/unit.js';
import type { World } from './core/worlds.js';
import { lowerings } from './lower/index.js';
import type { Model } from './model/model.js';
import { policyReader } from './read/aws/policies.js';
import { decode } from './read/decode.js';
import { readers } from './read/index.js';
import type { Document, Reader } from './read/reader.js';
import { looksLikeTemplate, looksOurs, mayMatter } from './read/sniff.js';
import { parse } from './read/parse.js';
import type { InternalError, Report } from './report/report.js';

/** A file to lint. */
export interface InputFile {
  /** Relative to the repository root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Named by the user, not met while walking: it is read whatever its content looks like. */
  readonly explicit: boolean;
}

export interface LintOptions extends RuleOptions {
  /** CloudFormation parameters, by name. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** What has been found out so far. */
interface Run {
  readonly rules: readonly Rule[];
  readonly options: LintOptions;
  readonly findings: Finding[];
  readonly problems: Problem[];
  readonly coverage: SinkCoverage[];
  readonly internalErrors: InternalError[];
  readonly read: Set<string>;
}

/** Reads, lowers and checks files: read -> lower -> check. Never throws on the user's input; our own faults are in the report. */
export async function lint(files: Iterable<InputFile>, rules: readonly Rule[], options: LintOptions): Promise<Report> {
  const run: Run = { rules, options, findings: [], problems: [], coverage: [], internalErrors: [], read: new Set() };
  const joined = new Map<Reader, Document[]>();
  let seen = 0;
  for (const file of files) {
    seen++;
    await guarded(run, 'reading', file.path, async () => readFile(file, joined, run));
  }
  for (const [reader, documents] of joined) {
    await guarded(run, reader.id, documents[0]?.source.path ?? '', () => checkUnits(reader.read(documents, options), run));
  }
  return reportOf(run, seen);
}

/** An exception of ours costs only what it interrupts. */
async function guarded(run: Run, where: string, file: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    run.internalErrors.push({ where, file, error: error instanceof Error ? error : new Error(String(error)) });
  }
}

async function readFile(file: InputFile, joined: Map<Reader, Document[]>, run: Run): Promise<void> {
  const source = decode(file.path, file.bytes);
  if (source === undefined) {
    if (file.explicit) run.problems.push(unreadable({ path: file.path, text: '', bom: false }, 'This is a binary file, not text'));
    return;
  }
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
  const known = documents.filter((root) => take({ source, root }, joined, run));
  if (known.length > 0 || file.explicit || looksOurs(source.text)) run.problems.push(...problems);
  if (known.length > 0 || (file.explicit && problems.length > 0)) run.read.add(file.path);
}

const unreadable = (source: Source, message: string): Problem => parseError(message, { source, start: 0, end: 0 });

const readerOf = (root: Document['root']): Reader | undefined => readers.find(({ recognises }) => recognises(root));

/** Folders hold policies in the languages of templates, which are told once and not fault by fault. */
function isOnlyPolicy(documents: readonly Document['root'][]): boolean {
  const ids = documents.flatMap((root) => readerOf(root)?.id ?? []);
  return ids.length > 0 && ids.every((id) => id === policyReader.id);
}

/** Hands a document to the reader that recognises it. */
function take(document: Document, joined: Map<Reader, Document[]>, run: Run): boolean {
  const reader = readerOf(document.root);
  if (reader === undefined) return false;
  if (reader.joins) joined.set(reader, [...(joined.get(reader) ?? []), document]);
  else checkUnits(reader.read([document], run.options), run);
  return true;
}

function checkUnits(units: readonly Unit[], run: Run): void {
  for (const unit of units) {
    const worlds = lowered(unit, run);
    const { findings, failures } = check(worlds, run.rules, levelsFor(run.options));
    run.findings.push(...findings);
    run.problems.push(...unit.problems);
    run.coverage.push(...summarise(worlds));
    for (const { rule, error } of failures) run.internalErrors.push({ where: `rule ${rule}`, file: unit.source.path, error });
  }
}

function lowered(unit: Unit, run: Run): readonly World<Model>[] {
  return unit.worlds.map(({ assumptions, value }) => {
    const { model, problems } = lowerings[unit.vocabulary](value);
    run.problems.push(...problems);
    return { assumptions, value: model };
  });
}

function reportOf(run: Run, seen: number): Report {
  const levels = levelsFor(run.options);
  const problems = distinct(run.problems).sort((a, b) => bySpan(a.span, b.span)).map((problem) => ({ ...problem, message: capital(problem.message) }));
  const findings = [...run.findings, ...problemFindings(problems, run.rules, levels, run.options.rules)];
  return {
    findings: findings.sort((a, b) => bySpan(a.primary.span, b.primary.span) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)),
    problems: problems.map((problem) => ({ ...problem, level: problem.rule === 'gap' ? 'note' : problem.level })),
    coverage: run.coverage.sort((a, b) => bySpan(a.span, b.span)),
    internalErrors: run.internalErrors,
    rules: run.rules.map(({ meta }) => meta),
    files: { seen, recognised: run.read.size },
    read: [...run.read].sort(),
  };
}

/** Readers word their problems as they come. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Every world of a unit tells its own problems. */
function distinct(problems: readonly Problem[]): Problem[] {
  const key = ({ rule, message, span }: Problem): string => [rule, span.source.path, span.start, span.end, message].join('\u0000');
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}
