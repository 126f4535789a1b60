import { renderRules } from '../../report/rules.js';
import { deliver } from '../output/deliver.js';
import type { Engine } from '../engine.js';
import type { Rules } from '../args/invocation.js';
import { exit, type Io } from '../io.js';

/** The catalogue. */
export async function rules({ outputs }: Rules, io: Io, engine: Engine): Promise<number> {
  const catalogue = (await engine.listed()).map(({ meta }) => meta);
  await deliver(outputs, ({ format }) => renderRules(catalogue, format === 'json' ? 'json' : 'pretty'), io);
  return exit.ok;
}
