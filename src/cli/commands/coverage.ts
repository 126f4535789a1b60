import { renderCoverage } from '../../report/coverage.js';
import { deliver } from '../output/deliver.js';
import type { Engine } from '../engine.js';
import type { Coverage, Output } from '../args/invocation.js';
import { exit, type Io, tell } from '../io.js';
import { settingsFor } from './config.js';
import { runOver } from './run.js';
import { statusOf } from './status.js';
import { lookOf } from '../output/terminal.js';
import { version } from '../version.js';

/** What each sink keeps. It judges nothing: only what could not be read or done makes it fail. */
export async function coverage(invocation: Coverage, io: Io, engine: Engine): Promise<number> {
  const { color, outputs, quiet } = invocation;
  const settings = await settingsFor(invocation, io);
  const run = await runOver(invocation, { ...settings.reading, rules: new Map(), strict: false }, settings, io, engine);
  const textOf = (output: Output): string =>
    renderCoverage(run.report, output.format === 'json' ? 'json' : 'pretty', { ...lookOf(output, color, io), version, quiet, sarifProfile: 'full' });
  await deliver(outputs, textOf, io);
  const status = statusOf(run, 'never');
  if (status === exit.nothing) tell(io, 'found nothing that keytrail reads');
  return status;
}
