import { linesOf, toldOfOutput } from './outcome.js';
import { programs } from './programs.js';
import { synthesize, type Synthesized } from './synth.js';

/** expected.txt: what is found in the output of each program, one line a finding. */
export async function recorded(synthesized: readonly Synthesized[]): Promise<string> {
  const lines: string[] = [];
  for (const one of synthesized) lines.push(...linesOf(one, one.thrown === undefined ? await toldOfOutput(one) : []));
  return `${lines.join('\n')}\n`;
}

/** The same, from the beginning: for record.mjs. */
export const record = async (): Promise<string> => recorded(await synthesize(programs()));
