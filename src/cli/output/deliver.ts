import { resolve } from 'node:path';
import type { Output } from '../args/invocation.js';
import { type Io, UsageError } from '../io.js';
import { whyNot, writeWhole } from './write.js';

/** Writes each report where it was asked for. One that cannot be written does not keep the others back. */
export function deliver(outputs: readonly Output[], textOf: (output: Output) => string, io: Io): void {
  const failures = outputs.flatMap((output) => {
    const text = textOf(output);
    return attempt(output.file ?? 'standard output', () => {
      if (output.file === undefined) io.stdout.write(text);
      else writeWhole(resolve(io.cwd, output.file), text);
    });
  });
  if (failures.length > 0) throw new UsageError(failures.join('; '));
}

function attempt(target: string, write: () => void): readonly string[] {
  try {
    write();
    return [];
  } catch (error) {
    return [`cannot write to '${target}': ${whyNot(error)}`];
  }
}
