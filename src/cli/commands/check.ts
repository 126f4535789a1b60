import type { Rule } from '../../check/rule.js';
import { render } from '../../report/index.js';
import { deliver } from '../output/deliver.js';
import type { Engine } from '../engine.js';
import type { Check } from '../args/invocation.js';
import { exit, type Io, tell, UsageError } from '../io.js';
import { didYouMean } from '../args/nearest.js';
import { settingsFor } from './config.js';
import { runOver } from './run.js';
import { statusOf } from './status.js';
import { lookOf } from '../output/terminal.js';
import { version } from '../version.js';

export async function check(invocation: Check, io: Io, engine: Engine): Promise<number> {
  const { color, failOn, levels, outputs, quiet } = invocation;
  if (levels.size > 0) refuseUnknown([...levels.keys()], await engine.rules());
  const settings = await settingsFor(invocation, io);
  const options = { ...settings.reading, rules: new Map([...settings.rules, ...levels]), strict: settings.strict || invocation.strict };
  const run = await runOver(invocation, options, settings, io, engine);
  deliver(outputs, (output) => render(output.format, run.report, { ...lookOf(output, color, io), version, quiet }), io);
  const status = statusOf(run, failOn);
  if (status === exit.nothing) tell(io, 'found nothing that keytrail reads');
  return status;
}

function refuseUnknown(asked: readonly string[], rules: readonly Rule[]): void {
  const known = rules.map(({ meta }) => meta.id);
  const unknown = asked.find((id) => !known.includes(id));
  if (unknown !== undefined) throw new UsageError(`unknown rule '${unknown}'${didYouMean(unknown, known) || '; keytrail rules lists them'}`);
}
