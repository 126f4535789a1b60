import type { ListedRule } from '../../check/rule.js';
import { reporterOf } from '../../report/lazy.js';
import { deliver } from '../output/deliver.js';
import type { Engine } from '../engine.js';
import type { Check, Output } from '../args/invocation.js';
import { exit, type Io, tell, UsageError } from '../io.js';
import { didYouMean } from '../args/nearest.js';
import { settingsFor } from './config.js';
import { lintOver, runOver, type Run } from './run.js';
import { statusOf } from './status.js';
import { sarifOptionsOf } from '../output/sarif.js';
import { summarise } from '../output/summary.js';
import { lookOf } from '../output/terminal.js';
import { version } from '../version.js';

export async function check(invocation: Check, io: Io, engine: Engine): Promise<number> {
  const { baseline, change, color, failOn, fix, levels, outputs: asked, quiet, sarifProfile } = invocation;
  if (levels.size > 0) refuseUnknown([...levels.keys()], await engine.listed());
  const changed = change === undefined ? undefined : await (await import('./change.js')).openChange(change, invocation, io, engine, { settingsFor, runOver, lintOver });
  const settings = await settingsFor(invocation, io, changed?.after);
  const options = { ...settings.reading, rules: new Map([...settings.rules, ...levels]), strict: settings.strict || invocation.strict };
  const known = baseline === undefined ? undefined : await (await import('./baseline.js')).openBaseline(baseline, invocation, options, settings, io, engine);
  const lint = async (over: Engine, to: Io): Promise<Run> => {
    const run = changed === undefined ? await runOver(invocation, options, known?.settings ?? settings, to, over) : await changed.judge(options, settings, to, over);
    return known === undefined ? run : known.judge(run);
  };
  const own = known?.engine ?? engine;
  const { run, patch } = fix === undefined ? { run: await lint(own, io), patch: undefined } : await (await import('./fix.js')).fix(fix, lint, invocation, settings, io, own);
  // A patch is told even where all reports go to files.
  const outputs = patch === undefined || asked.some(({ file }) => file === undefined) ? asked : [...asked, { format: 'pretty' as const, file: undefined }];
  const sarif = sarifOptionsOf(outputs, sarifProfile, io);
  const report = async (output: Output): Promise<string> => (await reporterOf(output.format, sarifProfile))(run.report, { ...lookOf(output, color, io), version, quiet, ...sarif });
  // The patch stands in place of a report that nobody would see.
  const texts = await Promise.all(outputs.map(async (output) => (output.file === undefined && patch !== undefined ? patch : report(output))));
  await deliver(outputs, (output) => texts[outputs.indexOf(output)] ?? '', io);
  if (asked.some(({ format }) => format === 'github')) await summarise(run.report, io);
  const status = statusOf(run, failOn);
  if (status === exit.nothing) tell(io, 'found nothing that keytrail reads');
  return status;
}

function refuseUnknown(asked: readonly string[], rules: readonly ListedRule[]): void {
  const known = rules.map(({ meta }) => meta.id);
  const unknown = asked.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UsageError(`unknown rule '${unknown}'${didYouMean(unknown, known) || '; keytrail rules lists them'}`);
}
