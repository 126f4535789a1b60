import { realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { acts, baselineText, byKey, type Entry, type ReadEntry, readBaseline, updated } from '../../baseline.js';
import { compare, knownOf } from '../../check/change/compare.js';
import { type Finding, unsuppressed } from '../../check/finding.js';
import { levelsFor } from '../../check/levels.js';
import { positionAt } from '../../core/line-index.js';
import type { LintOptions } from '../../lint.js';
import { readNamed, reportedPath, repositoryRoot, slashed } from '../../read/files.js';
import type { Gone, Report } from '../../report/report.js';
import type { Baseline, Check } from '../args/invocation.js';
import { partOf } from '../change/files.js';
import { unreadIn } from '../change/unread.js';
import { ConfigError } from '../config-error.js';
import type { Engine } from '../engine.js';
import { type Io, oneLine, tell, UsageError } from '../io.js';
import { whyNot, writeUncut } from '../output/write.js';
import type { Settings } from './config.js';
import type { Run } from './run.js';

/** A baseline that was read, before anything is linted: one that cannot be used fails at once. */
export interface OpenBaseline {
  /** The baseline itself is no input. */
  readonly settings: Settings;
  /** Lints, and remembers what it was given: what a run did not look at it says nothing of. */
  readonly engine: Engine;
  /** Tells findings that are known from new ones, or writes them down. */
  readonly judge: (run: Run) => Promise<Run>;
}

interface Opened {
  readonly baseline: Baseline;
  /** As it is reported. */
  readonly name: string;
  /** Undefined where there is none yet. */
  readonly entries: readonly ReadEntry[] | undefined;
  readonly today: string;
  readonly invocation: Check;
  readonly io: Io;
  readonly covers: (report: Report) => (entry: Entry) => boolean;
}

/** Larger than any baseline. Node reads no file at once that is larger. */
const MAX_SIZE = 2 ** 31 - 1;

export async function openBaseline(baseline: Baseline, invocation: Check, options: LintOptions, settings: Settings, io: Io, engine: Engine): Promise<OpenBaseline> {
  const path = resolve(io.cwd, baseline.file);
  if (invocation.outputs.some(({ file }) => file !== undefined && resolve(io.cwd, file) === path)) throw new UsageError(`a report cannot go to the file of --baseline, '${oneLine(baseline.file)}'`);
  const entries = await read(baseline, path, io);
  const today = io.today();
  if (!invocation.quiet) tellExpired(entries ?? [], today, io);
  const seen = new Set<string>();
  const rules = await engine.listed();
  const levels = levelsFor(options);
  const on = (id: string): boolean => rules.every((rule) => rule.meta.id !== id || levels(rule) !== 'off');
  const own = new Set([reportedPath(baseline.file, io.cwd), reportedPath(realPath(path) ?? path, io.cwd)]);
  const opened: Opened = { baseline, name: reportedPath(baseline.file, io.cwd), entries, today, invocation, io, covers: (report) => coveredBy(report, seen, on, invocation.paths, io) };
  return {
    settings: { ...settings, selects: (file) => !own.has(file) && settings.selects(file) },
    engine: { ...engine, lint: (files, given, how) => engine.lint(remembered(files, seen), given, how) },
    judge: (run) => (baseline.update ? update(run, path, opened) : Promise.resolve(judged(run, entries ?? [], opened))),
  };
}

async function read({ file, update: isUpdate }: Baseline, path: string, io: Io): Promise<readonly ReadEntry[] | undefined> {
  const bytes = readNamed(path, MAX_SIZE);
  if (typeof bytes === 'string') {
    const isMissing = !exists(path);
    if (isMissing && isUpdate) return undefined;
    throw new UsageError(`cannot read the baseline '${oneLine(file)}': ${bytes}${isMissing ? '; --update-baseline writes one' : ''}`);
  }
  const result = await readBaseline(reportedPath(file, io.cwd), bytes);
  if (result.kind === 'faults') throw new ConfigError(result.faults);
  return result.entries;
}

function* remembered<T extends { readonly path: string; readonly refusal?: string }>(files: Iterable<T>, seen: Set<string>): Iterable<T> {
  for (const file of files) {
    if (file.refusal === undefined) seen.add(file.path.normalize('NFC'));
    yield file;
  }
}

/**
 * Whether a run would have found what an entry is about: its rule is on, and its file was handed over and read to its end, or is
 * gone from a folder that was. What a run merely opened because others name it may be used elsewhere too.
 */
function coveredBy(report: Report, seen: ReadonlySet<string>, on: (rule: string) => boolean, paths: readonly string[], io: Io): (entry: Entry) => boolean {
  const broken = new Set([...unreadIn(report)].map(partOf));
  const root = realPath(repositoryRoot(io.cwd) ?? io.cwd) ?? io.cwd;
  const walked = new Set(paths.flatMap((path) => folderIn(root, resolve(io.cwd, path))));
  return ({ rule, path }) => {
    if (!on(rule) || (rule !== 'parse-error' && broken.has(partOf(path)))) return false;
    return seen.has(path.normalize('NFC')) || (liesIn(walked, path) && !exists(resolve(root, path)));
  };
}

/** The way to a folder from the root, empty for the root itself; nothing for what is none. */
function folderIn(root: string, path: string): readonly string[] {
  const real = realPath(path);
  if (real === undefined || !statSync(real).isDirectory()) return [];
  return [slashed(root, real)];
}

function liesIn(folders: ReadonlySet<string>, path: string): boolean {
  if (folders.has('') && !path.startsWith('../') && path !== '<stdin>') return true;
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) if (folders.has(path.slice(0, end))) return true;
  return false;
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // Below a file, a name that is too long: it is not there either. In a folder that is closed, it may be.
    return ['EACCES', 'EPERM', 'EIO'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}

/**
 * Files that cannot be parsed, where nobody has accepted that. What would be written down of them is half of what they hold, or
 * the fault itself, and with that known whatever comes to stand behind it would pass.
 */
const brokenIn = ({ findings, problems }: Report): readonly string[] => {
  const open = new Set(unsuppressed(findings).filter(({ rule }) => rule === 'parse-error').map(({ primary }) => primary.span.source.path));
  return [...new Set(problems.filter(({ rule, level, ignored }) => rule === 'parse-error' && level === 'error' && ignored !== true).map(({ span }) => span.source.path))].filter((path) => open.has(path)).sort();
};

/** What a run that failed, or could not parse everything, did not find may be there all the same. */
function judged(run: Run, entries: readonly Entry[], { name, today, covers }: Opened): Run {
  const { findings, gone } = compare(run.report.findings, entries.filter((entry) => acts(entry, today)));
  const isCovered = covers(run.report);
  const left = run.failed || brokenIn(run.report).length > 0 ? [] : gone.filter(isCovered).sort(byKey);
  return { ...run, report: { ...run.report, findings, comparison: { kind: 'baseline', against: name, gone: left.map(goneOf), sinks: [], unread: [] } } };
}

const goneOf = ({ rule, level, message, subject, path }: Entry): Gone => ({ rule, level, message, subject, path, span: undefined });

const entryOf = (finding: Finding): Entry => ({ ...knownOf(finding), message: finding.message, reason: undefined, until: undefined });

/** Writes what is found; what is told and how the run ends is what the next one will say. */
async function update(run: Run, path: string, opened: Opened): Promise<Run> {
  const { baseline, entries, io, invocation } = opened;
  if (run.failed) {
    tell(io, `the baseline '${baseline.file}' is left as it is: not everything could be read or checked`);
    return judged(run, entries ?? [], opened);
  }
  const broken = brokenIn(run.report);
  if (broken.length > 0) {
    tell(io, `the baseline '${baseline.file}' is left as it is: not everything could be parsed. Mend it, leave it out, or accept it by an ignore or --rule parse-error=off`);
    list(broken, io);
    return { ...judged(run, entries ?? [], opened), failed: true };
  }
  const isCovered = opened.covers(run.report);
  const now = updated(unsuppressed(run.report.findings).map(entryOf), entries ?? [], (entry) => !isCovered(entry));
  const text = baselineText(now.entries);
  try {
    if (entries === undefined || text !== baselineText(entries)) await writeUncut(path, text, io);
  } catch (error) {
    tell(io, `cannot write the baseline '${baseline.file}': ${whyNot(error)}`);
    return { ...judged(run, entries ?? [], opened), failed: true };
  }
  if (!invocation.quiet) tellUpdate(now.added, now.removed, now.entries.length, opened);
  return judged(run, now.entries, opened);
}

const MOST_TOLD = 20;

function tellUpdate(added: readonly Entry[], removed: readonly Entry[], count: number, { baseline, io }: Opened): void {
  const changes = [...added.map((entry) => `+ ${nameOf(entry)}`), ...removed.map((entry) => `- ${nameOf(entry)}`)];
  tell(io, `the baseline '${baseline.file}' has ${count} finding${count === 1 ? '' : 's'}: ${added.length} added, ${removed.length} removed`);
  list(changes, io);
}

function tellExpired(entries: readonly ReadEntry[], today: string, io: Io): void {
  const expired = entries.filter((entry) => !acts(entry, today));
  if (expired.length === 0) return;
  tell(io, `${expired.length === 1 ? 'an entry' : `${expired.length} entries`} of the baseline acted until a day that is over, and no longer`);
  list(expired.map((entry) => `${placeOf(entry)}: until ${entry.until ?? ''}: ${nameOf(entry)}`), io);
}

function list(lines: readonly string[], io: Io): void {
  for (const line of lines.slice(0, MOST_TOLD)) io.stderr.write(`  ${oneLine(line)}\n`);
  if (lines.length > MOST_TOLD) io.stderr.write(`  and ${lines.length - MOST_TOLD} more\n`);
}

const nameOf = ({ rule, path, subject }: Entry): string => [rule, path, subject].filter((part) => part !== '').join(' ');
const placeOf = ({ span: { source, start } }: ReadEntry): string => `${source.path}:${positionAt(source, start).line}`;
