import { resolve } from 'node:path';
import { acceptingBy } from '../../check/ignores/configured.js';
import { levelsFor } from '../../check/levels.js';
import { pairedSinks } from '../../check/change/sinks.js';
import type { Finding } from '../../check/finding.js';
import { bySpan, type Span, Spans } from '../../core/source.js';
import type { LintOptions } from '../../lint.js';
import { opener, repositoryRoot, slashed, wayTo } from '../../read/files.js';
import type { Comparison, Report } from '../../report/report.js';
import type { Engine } from '../engine.js';
import type { Change, Check } from '../args/invocation.js';
import { judged, renames, sourceOf, type Text } from '../change/compared.js';
import { isInert } from '../change/inert.js';
import { comparable, removedSinks, sinkChanges } from '../change/sinks.js';
import { mayMatter, openTrees, type Tree, type Trees } from '../change/trees.js';
import { doubtsOf } from '../change/unread.js';
import { ConfigError } from '../config-error.js';
import { type Io, tell, UsageError } from '../io.js';
import type { Settings, settingsFor } from './config.js';
import type { lintOver, Run, runOver } from './run.js';
import type { Side } from './side.js';

/** What this part of the program borrows from the rest, which has it already. */
export interface Means {
  readonly settingsFor: typeof settingsFor;
  readonly runOver: typeof runOver;
  readonly lintOver: typeof lintOver;
}

/** A change whose two sides are known. */
export interface OpenChange {
  /** What a run is about. */
  readonly after: Side;
  /** Lints both sides and tells what the change makes worse. `made` is the engine for what comes of it; `engine` sees files as they are. */
  readonly judge: (options: LintOptions, settings: Settings, io: Io, made: Engine) => Promise<Run>;
}

export async function openChange(change: Change, invocation: Check, io: Io, engine: Engine, means: Means): Promise<OpenChange> {
  const trees = await openTrees(change, invocation, io);
  let past: Promise<Run> | undefined;
  const lintPast = async (options: LintOptions, settings: Settings, to: Io): Promise<Run> => {
    const reading = await readingBefore(trees.before, invocation, to, means);
    const run = await means.lintOver({ ...invocation, paths: trees.before.paths }, withValuesOf(reading, options), settings, to, engine, trees.before);
    return { ...run, report: { ...run.report, findings: withoutIgnores(run.report.findings, newIgnores(reading, options)) } };
  };
  return {
    after: trees.after,
    judge: async (options, settings, to, made) => {
      if (change.kind === 'staged' && isInert(trees)) return ofNothing(await engine.lint([], { listed: await engine.listed(), rules: engine.rules }, options), trees);
      const touched = { files: new Set<string>(), folders: new Set<string>() };
      const run = await means.runOver({ ...invocation, paths: trees.after.paths }, options, settings, to, watched(made, touched, trees, io), trees.after);
      const files = filesNamed(options, io).map(trees.same);
      for (const file of files) touched.files.add(file);
      if (!mayMatter(trees, touched)) return unchanged(run, trees);
      past ??= lintPast(options, settings, to);
      const before = await past;
      tellFailures(before, to);
      const report = await comparedReport(before.report, run.report, trees, options, invocation, to, engine);
      return { ...run, report, namedRead: run.namedRead || before.report.files.recognised > 0 || trees.judged.size > 0 || trees.announced, failed: run.failed || before.report.internalErrors.length > 0 };
    },
  };
}

/** Remembers what an engine asks for. */
const watched = (engine: Engine, touched: { readonly files: Set<string>; readonly folders: Set<string> }, { same }: Trees, io: Io): Engine => {
  const root = rootOf(io);
  const placeOf = (path: string): string => same(wayTo(resolve(root, path)));
  return {
    ...engine,
    lint: (files, rules, options) => {
      const { open, list } = options;
      return engine.lint(files, rules, {
        ...options,
        ...(open !== undefined && { open: (path: string) => (touched.files.add(placeOf(path)), open(path)) }),
        ...(list !== undefined && { list: (folder: string) => (touched.folders.add(placeOf(folder)), list(folder)) }),
      });
    },
  };
};

const rootOf = (io: Io): string => wayTo(repositoryRoot(io.cwd) ?? io.cwd);

/** Files of parameters and variables: whatever their names, they matter. */
const filesNamed = ({ parameterFiles = [], terraform }: LintOptions, io: Io): readonly string[] =>
  [...parameterFiles, ...(terraform?.variables ?? [])].flatMap((one) => ('path' in one ? [wayTo(resolve(rootOf(io), one.path))] : []));

type Inputs = Settings['reading'];

/** What was given before the change. Where the config could not be used then, there was nothing in it. */
async function readingBefore(before: Tree, invocation: Check, io: Io, means: Means): Promise<Inputs> {
  try {
    return (await means.settingsFor(invocation, io, before)).reading;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof UsageError)) throw error;
    tell(io, 'the config as it was before the change cannot be used: its parameters and variables are left out');
    return (await means.settingsFor({ ...invocation, config: 'none' }, io, before)).reading;
  }
}

/** The values of parameters and variables as they were; what judges, as it is now. */
const withValuesOf = ({ commonParameters = [], parameterFiles = [], terraform = {} }: Inputs, options: LintOptions): LintOptions => ({ ...options, commonParameters, parameterFiles, terraform });

/** What the config did not accept yet. */
function newIgnores({ ignores: known = [] }: Inputs, { ignores = [] }: LintOptions): readonly Span[] {
  const key = ({ rule, paths }: (typeof known)[number]): string => JSON.stringify([rule, paths.folder, ...paths.globs]);
  const names = new Set(known.map(key));
  return ignores.filter((ignore) => !names.has(key(ignore))).map(({ at }) => at);
}

function withoutIgnores(findings: readonly Finding[], ignores: readonly Span[]): readonly Finding[] {
  const taken = new Spans(ignores);
  return findings.map((finding) => ({ ...finding, suppressions: finding.suppressions.filter(({ at }) => !taken.has(at)) }));
}

function tellFailures({ report }: Run, io: Io): void {
  for (const { where, file, error } of report.internalErrors) {
    tell(io, `internal error: ${where} failed on ${file}, as it was before the change; the rest is reported`);
    io.stderr.write(`${error.stack ?? String(error)}\n`);
  }
}

/** Of a change that cannot matter, for which nothing is read. */
const ofNothing = (report: Report, { against }: Trees): Run => ({ report: { ...report, comparison: comparisonOf(against) }, namedRead: true, failed: false });

/** Of a change that touches nothing that was read. */
function unchanged(run: Run, { against, judged: changed, announced }: Trees): Run {
  const findings = run.report.findings.map((finding) => (finding.suppressions.length > 0 ? finding : { ...finding, state: 'unchanged' as const }));
  // A hook runs at every commit: one that touches nothing which keytrail reads is a good one.
  return { ...run, namedRead: run.namedRead || changed.size > 0 || announced, report: { ...run.report, findings, comparison: comparisonOf(against) } };
}

const comparisonOf = (against: string, told: Partial<Comparison> = {}): Comparison => ({ kind: 'change', against, gone: [], sinks: [], unread: [], ...told });

async function comparedReport(before: Report, after: Report, trees: Trees, options: LintOptions, invocation: Check, io: Io, engine: Engine): Promise<Report> {
  const root = rootOf(io);
  const [textBefore, textAfter] = [textsOf(trees.before, invocation, io), textsOf(trees.after, invocation, io)];
  const pathsOf = (report: Report): ReadonlySet<string> => new Set([...report.findings.map(({ primary }) => primary.span), ...report.coverage.map(({ span }) => span)].map(({ source }) => source.path));
  const paths = (presence: 'before' | 'after', report: Report): readonly string[] => {
    const told = pathsOf(report);
    return [...trees.judged].filter(([, one]) => one[presence] && !(one.before && one.after)).map(([path]) => slashed(root, path)).filter((path) => told.has(path));
  };
  const renamed = renames(paths('before', before), paths('after', after), textBefore, textAfter);
  const pairs = pairedSinks(before.coverage, after.coverage, renamed).filter(comparable(before, after, renamed));
  const pathsAt = (places: Iterable<string>): ReadonlySet<string> => new Set([...places].map((path) => slashed(root, path)));
  const doubts = doubtsOf(before, after, { touched: pathsAt(trees.judged.keys()), deciding: pathsAt(filesNamed(options, io)), renamed });
  const { findings, gone, accepted } = judged({ before, after, renamed, pairs, textBefore, textAfter, mayHide: doubts.mayHide });
  if (accepted > 0 && !invocation.quiet) tell(io, `this change accepts ${accepted} finding${accepted === 1 ? '' : 's'}`);
  const rules = await engine.listed();
  const rule = rules.find(({ meta }) => meta.id === 'sink-removed');
  const now = (path: string): ReturnType<typeof sourceOf> | undefined => {
    const text = textAfter(renamed(path));
    return text === undefined ? undefined : sourceOf(renamed(path), text);
  };
  const removed = removedSinks(pairs, { level: rule === undefined ? 'off' : levelsFor(options)(rule), before, after, coveredBy: options.coveredBy ?? [], now });
  const told = options.noIgnores === true ? removed : acceptingBy(options.ignores ?? [], { rules: new Set(rules.map(({ meta }) => meta.id)), today: options.today ?? '' })(removed);
  const all = [...findings, ...told.map((finding): Finding => (finding.suppressions.length > 0 ? finding : { ...finding, state: 'new' }))].sort((a, b) => bySpan(a.primary.span, b.primary.span));
  return { ...after, findings: all, comparison: comparisonOf(trees.against, { gone, sinks: sinkChanges(pairs, all, doubts.mayMislead), unread: doubts.files }) };
}

/** Texts of one side, each read once. */
function textsOf({ overlay, paths }: Tree, { maxSize }: Check, io: Io): Text {
  const open = opener(paths, { cwd: io.cwd, maxSize, overlay });
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) {
      const bytes = open(path);
      known.set(path, typeof bytes === 'string' ? undefined : new TextDecoder().decode(bytes));
    }
    return known.get(path);
  };
}
