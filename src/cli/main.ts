import { parse } from './args/parse.js';
import type { Engine } from './engine.js';
import { ConfigError } from './config-error.js';
import type { Invocation } from './args/invocation.js';
import { exit, type Io, tell, uncut, UsageError } from './io.js';
import { whyNot } from './output/write.js';
import { version } from './version.js';

/** Runs a command line; gives the exit status. */
export async function main(io: Io, engine: Engine): Promise<number> {
  try {
    return await run(parse(io.argv), io, engine);
  } catch (error) {
    complain(error, io);
    return exit.failure;
  }
}

/** One line for what the user can put right; a stack for what only we can. */
function complain(error: unknown, io: Io): void {
  if (error instanceof ConfigError) io.stderr.write(`${error.message}\n`);
  else if (error instanceof UsageError) tell(io, error.message);
  else if (error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd') tell(io, 'the working folder is gone');
  else if (error instanceof Error && 'syscall' in error && error.syscall === 'write') tell(io, `cannot write to 'standard output': ${whyNot(error)}`);
  else io.stderr.write(`keytrail: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
}

/** Each command is loaded when it is asked for: starting is most of what a short run takes. */
async function run(invocation: Invocation, io: Io, engine: Engine): Promise<number> {
  switch (invocation.command) {
    case 'check':
      return (await import('./commands/check.js')).check(invocation, io, engine);
    case 'coverage':
      return (await import('./commands/coverage.js')).coverage(invocation, io, engine);
    case 'audit':
      return (await import('./commands/audit.js')).audit(invocation, io);
    case 'rules':
      return (await import('./commands/rules.js')).rules(invocation, io, engine);
    case 'explain':
      return (await import('./commands/explain.js')).explain(invocation, io, engine);
    case 'init': {
      const { init } = await import('./commands/init.js');
      return uncut(io, () => init(invocation, io));
    }
    case 'help':
      return print((await import('./args/help.js')).help(), io);
    case 'version':
      return print(`keytrail ${version}\n`, io);
  }
}

function print(text: string, io: Io): number {
  io.stdout.write(text);
  return exit.ok;
}
