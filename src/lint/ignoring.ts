import { coverOfConfig, type ConfiguredIgnore } from '../check/ignores/configured.js';
import type { Finding } from '../check/finding.js';
import { tellIgnores } from '../check/ignores/ignores.js';
import { levelsFor } from '../check/levels.js';
import { problemFindings } from '../check/problems.js';
import { coverOver, entriesOf, suppress, suppressor, type Catalogue } from '../check/ignores/suppress.js';
import { Among } from '../core/globs.js';
import { mayHoldMark, type Remark } from '../core/ignore.js';
import { addTo } from '../core/long.js';
import type { Problem } from '../core/problem.js';
import type { Source } from '../core/source.js';
import { listed } from './listing.js';
import { guarded, type LintOptions, type Run } from './run.js';

/** What texts say in comments. */
export type Remarks = ReadonlyMap<Source, readonly Remark[]>;

/** The words in comments of all texts that were recognised, and of those in which something was found. */
export async function saidIn(run: Run): Promise<Remarks> {
  const problems = [...run.problems, ...run.outside.values.problems(), ...run.variables.problems()];
  const sources = new Set([...run.marked, ...[...run.findings, ...run.former].flatMap(({ primary, declared }) => [primary.span.source, ...(declared === undefined ? [] : [declared.source])]), ...problems.map(({ span }) => span.source)]);
  const remarks = new Map<Source, readonly Remark[]>();
  for (const source of sources) {
    if (!mayHoldMark(source.text)) continue;
    await guarded(run, 'reading comments', source.path, async () => {
      remarks.set(source, await (await import('../read/comments/index.js')).remarksIn(source));
    });
  }
  return remarks;
}

export const catalogueOf = ({ rules, options }: Pick<Run, 'rules' | 'options'>): Catalogue => ({ rules: new Set(rules.map(({ meta }) => meta.id)), today: todayOf(options) });

const todayOf = ({ today }: LintOptions): string => today ?? new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);

interface Accepted {
  readonly findings: readonly Finding[];
  /** Those that are listed. */
  readonly problems: readonly Problem[];
  /** Problems that are accepted, whether they are findings or not. */
  readonly accepted: ReadonlySet<Problem>;
}

/** All findings of a run, with what hides them, and what there is to tell of the ignores themselves. */
export function withIgnores(problems: readonly Problem[], remarks: Remarks, run: Run): Accepted {
  const { options, rules, used } = run;
  const levels = levelsFor(options);
  const findingsOf = (problem: Problem): readonly Finding[] => problemFindings([problem], rules, levels, options.rules);
  const catalogue = catalogueOf(run);
  const doubted = inDoubt(problems, run);
  const declared = run.covers.map((cover) => ({ ...cover, sure: cover.sure && cover.over !== undefined && !doubted.has(cover.over.source) }));
  const said = [...remarks].flatMap(([source, ones]) => stacked(ones).map(({ ignores, over, sure }) => coverOver(ignores, over, sure && run.marked.has(source) && !doubted.has(source))));
  const isSure = sureOf(options.ignores ?? [], run, doubted);
  const beside = [...said, ...(options.ignores ?? []).map((ignore) => coverOfConfig(ignore, isSure(ignore)))];
  const [own, others] = [entriesOf(declared, catalogue), entriesOf(beside, catalogue)];
  const telling = { rules, levels, strict: options.strict, tellsUnused: false };
  if (options.noIgnores === true) {
    const told = listed(problems.map((problem) => ({ problem, findings: findingsOf(problem), isAccepted: false })), findingsOf);
    return { findings: [...run.findings, ...told.flatMap((one) => one.findings), ...tellIgnores([...own, ...others], used, telling)], problems: told.map(({ problem }) => problem), accepted: new Set() };
  }
  suppress(run.former, others, used);
  const findings = suppress(run.findings, others, used);
  const hide = suppressor([...own, ...others]);
  // Each hides what it is for, listed or not.
  const told = listed(problems.map((problem) => ({ problem, findings: hide(findingsOf(problem), used), isAccepted: isAccepted(problem, run, hide) })), findingsOf);
  return {
    findings: [...findings, ...told.flatMap((one) => one.findings), ...tellIgnores([...own, ...others], used, { ...telling, tellsUnused: run.internalErrors.length === 0 && !isOfOneDeployment(options) })],
    problems: told.map(({ problem }) => problem),
    accepted: new Set(told.filter((one) => one.isAccepted).map(({ problem }) => problem)),
  };
}

/** Problems are told beside findings too: what hides one hides it there, whatever its level. */
const isAccepted = (problem: Problem, { rules }: Run, hide: ReturnType<typeof suppressor>): boolean =>
  hide(problemFindings([problem], rules, () => 'note'), new Set()).some(({ suppressions }) => suppressions.length > 0);

/** Comments about one stretch are one remark: there may be thousands of them above a line. */
function stacked(remarks: readonly Remark[]): readonly Remark[] {
  const groups = new Map<string, Remark[]>();
  for (const remark of remarks) addTo(groups, `${remark.over?.start ?? ''}-${remark.over?.end ?? ''}-${String(remark.sure)}`, remark);
  return [...groups.values()].flatMap((alike) => alike.slice(0, 1).map((first) => ({ ...first, ignores: alike.flatMap(({ ignores }) => ignores) })));
}

/** One that matches no file that was read says nothing of this run; and what is skipped, a gap, is told elsewhere. */
function sureOf(ignores: readonly ConfiguredIgnore[], { read }: Run, doubted: ReadonlySet<Source>): (ignore: ConfiguredIgnore) => boolean {
  const withGlobs = ignores.filter(({ paths }) => paths.globs.length > 0).map((ignore) => [ignore.paths, ignore] as const);
  // What matches patterns is loaded where there are some.
  const some = withGlobs.length === 0 ? undefined : new Among(withGlobs);
  const matching = (paths: Iterable<string>): ReadonlySet<ConfiguredIgnore> => new Set(some === undefined ? [] : [...paths].flatMap((path) => some.of(path)));
  const doubtful = new Set([...doubted].map(({ path }) => path));
  const [seen, open] = [matching(read), matching(doubtful)];
  const isAmong = (ignore: ConfiguredIgnore, paths: ReadonlySet<string>, found: ReadonlySet<ConfiguredIgnore>): boolean => (ignore.paths.globs.length === 0 ? paths.size > 0 : found.has(ignore));
  return (ignore) => ignore.complete && ignore.rule !== 'gap' && isAmong(ignore, read, seen) && !isAmong(ignore, doubtful, open);
}

/** Whether one deployment of several is judged: another may have what an ignore is for. */
const isOfOneDeployment = ({ parameters, parameterFiles = [], terraform }: LintOptions): boolean =>
  parameters.size > 0 || parameterFiles.some(({ standing }) => !standing) || (terraform?.environment?.size ?? 0) > 0 || (terraform?.variables ?? []).some((given) => given.kind === 'text' || (given.kind === 'file' && !given.standing));

/** Texts in which something was not read or not followed, and those that make something together with them: what is found there is not all there is. */
function inDoubt(problems: readonly Problem[], run: Run): ReadonlySet<Source> {
  const bad = new Set(problems.map(({ span }) => span.source));
  return new Set([...bad, ...run.together.filter((texts) => texts.some((text) => bad.has(text))).flat()]);
}
