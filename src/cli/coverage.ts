import { renderCoverage } from '../report/index.js';
import { deliver } from './deliver.js';
import type { Engine } from './engine.js';
import type { Coverage } from './invocation.js';
import type { Io } from './io.js';
import { runOver } from './run.js';
import { statusOf } from './status.js';
import { lookOf } from './terminal.js';
import { version } from './version.js';

/** What each sink keeps. It judges nothing: only what could not be read or done makes it fail. */
export async function coverage(invocation: Coverage, io: Io, engine: Engine): Promise<number> {
  const { color, outputs, parameters, quiet } = invocation;
  const run = await runOver(invocation, { rules: new Map(), strict: false, parameters }, io, engine);
  deliver(outputs, (output) => renderCoverage(run.report, output.format === 'json' ? 'json' : 'pretty', { ...lookOf(output, color, io), version, quiet }), io);
  return statusOf(run, 'never');
}
