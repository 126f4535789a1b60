import type { RuleOptions } from '../check/levels.js';
import { levelsFor } from '../check/levels.js';
import { coversIn, withDeclarations } from '../check/declared.js';
import type { Finding } from '../check/finding.js';
import type { Rule } from '../check/rule.js';
import { check } from '../check/run.js';
import { summarise, type SinkCoverage } from '../check/summary.js';
import type { Cover } from '../check/suppress.js';
import { withUses } from '../check/uses.js';
import type { ConfiguredIgnore } from '../check/configured.js';
import { append } from '../core/long.js';
import type { Paths } from '../core/globs.js';
import { MARK } from '../core/ignore.js';
import type { Problem } from '../core/problem.js';
import type { Source } from '../core/source.js';
import type { MadeFrom, Unit } from '../core/unit.js';
import type { World } from '../core/worlds.js';
import { loweringOf } from '../lower/lazy.js';
import type { WholeLowering } from '../lower/removals.js';
import { withoutTrusted } from '../lower/trusted.js';
import type { Model } from '../model/model.js';
import type { ListFolder, OpenFile } from '../read/library.js';
import type { Outside, ParameterSources } from '../read/parameters/outside.js';
import type { GivenVariables, VariableSource } from '../read/terraform/inputs/given.js';
import { withoutInstances } from '../read/terraform/json/at-source.js';
import type { InternalError } from '../report/report.js';

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
  /** Words of the config that accept findings. */
  readonly ignores?: readonly ConfiguredIgnore[];
  /** Whether words that accept findings are left aside, so that all is shown. */
  readonly noIgnores?: boolean;
  /** `YYYY-MM-DD`, for what is accepted until a day; today where it is not given. */
  readonly today?: string;
}

/** Values for the variables of Terraform's root modules. */
export interface TerraformOptions {
  /** In the order in which they are given: of one name the last counts. They come before what folders hold. */
  readonly variables?: readonly VariableSource[];
  /** The environment, of which `TF_VAR_name` counts. */
  readonly environment?: ReadonlyMap<string, string>;
}

/** What has been found out so far. */
export interface Run {
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
  /** What declarations say of rules. */
  readonly covers: Cover[];
  /** The ignores that hid something, by `keyOf`. */
  readonly used: Set<string>;
  /** Findings as they were before something that knows better took their place: an ignore of one is not unused. */
  readonly former: Finding[];
  /** Texts that were recognised and in which words of keytrail may stand. */
  readonly marked: Set<Source>;
  /** Texts that make something together: what is not followed in one may matter to what is found in another. */
  readonly together: (readonly Source[])[];
  /** Texts that may be output of the CDK. */
  readonly templates: Set<Source>;
}

export const newRun = (rules: readonly Rule[], options: LintOptions, outside: Outside, variables: GivenVariables): Run => ({
  rules,
  options,
  outside,
  variables,
  findings: [],
  problems: [...outside.problems, ...variables.faults],
  coverage: [],
  internalErrors: [],
  read: new Set(),
  shared: new Set(),
  repeated: new Set(),
  settled: new Map(),
  covers: [],
  used: new Set(),
  former: [],
  marked: new Set(),
  together: [],
  templates: new Set(),
});

/** Remembers a text that was recognised, and may hold words of keytrail. */
export function mark(source: Source, run: Run): void {
  if (source.text.includes(MARK)) run.marked.add(source);
}

/** An exception of ours costs only what it interrupts. */
export async function guarded(run: Run, where: string, file: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    run.internalErrors.push({ where, file, error: error instanceof Error ? error : new Error(String(error)) });
  }
}

/** Lowers and checks what was read. */
export async function checkUnits(units: readonly Unit[], run: Run): Promise<void> {
  for (const unit of units) {
    const worlds = lowered(unit, run, await loweringOf(unit.vocabulary));
    const { findings, failures } = check(worlds, run.rules, levelsFor(run.options), run.options.strict, run.options.coveredBy);
    // Of what was made from a configuration, more is known than from the configuration itself.
    const isSettled = (address: string): boolean => run.settled.get(unit.source)?.has(withoutInstances(address)) === true;
    const declared = withDeclarations(withUses(findings, unit.uses), unit);
    append(run.findings, declared.filter(({ subject }) => !isSettled(subject)));
    append(run.former, declared.filter(({ subject }) => isSettled(subject)));
    append(run.covers, coversIn(unit));
    const texts = [unit.source, ...unit.uses.map(({ of }) => of)];
    for (const text of texts) mark(text, run);
    run.together.push([...texts, ...unit.problems.map(({ span }) => span.source)]);
    if (unit.vocabulary === 'cloudformation') for (const template of [unit.source, ...unit.uses.map(({ of }) => of)]) run.templates.add(template);
    if (unit.madeFrom !== undefined) settle(unit.madeFrom, run);
    for (const { of } of unit.uses) run.shared.add(of);
    if (unit.vocabulary === 'terraform' || unit.repeats === true) for (const { primary } of findings) run.repeated.add(primary.span.source);
    append(run.problems, unit.problems);
    append(run.coverage, summarise(worlds).filter(({ sink }) => !isSettled(sink)));
    for (const { rule, error } of failures) run.internalErrors.push({ where: `rule ${rule}`, file: unit.source.path, error });
  }
}

function settle({ sources, settled }: MadeFrom, run: Run): void {
  const [first] = sources;
  for (const source of sources) run.settled.set(source, new Set([...(run.settled.get(source) ?? []), ...(source === first ? settled : [])]));
}

function lowered(unit: Unit, run: Run, lower: WholeLowering): readonly World<Model>[] {
  return unit.worlds.map(({ assumptions, value }) => {
    const { model, problems } = lower(value);
    append(run.problems, problems);
    return { assumptions, value: withoutTrusted(model, value, run.options.trusted ?? []) };
  });
}
