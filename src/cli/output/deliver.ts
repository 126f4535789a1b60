import { resolve } from 'node:path';
import type { Output } from '../args/invocation.js';
import { type Io, UsageError } from '../io.js';
import { whyNot, writeUncut } from './write.js';

/** Writes each report where it was asked for, one after the other. One that cannot be written does not keep the others back. */
export async function deliver(outputs: readonly Output[], textOf: (output: Output) => string, io: Io): Promise<void> {
  const failures: string[] = [];
  for (const output of outputs) {
    const text = textOf(output);
    try {
      if (output.file === undefined) io.stdout.write(text);
      else await writeUncut(resolve(io.cwd, output.file), text, io);
    } catch (error) {
      failures.push(`cannot write to '${output.file ?? 'standard output'}': ${whyNot(error)}`);
    }
  }
  if (failures.length > 0) throw new UsageError(failures.join('; '));
}
