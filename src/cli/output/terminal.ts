import type { Output, When } from '../args/invocation.js';
import type { Io } from '../io.js';

/** How a report for people may look where it goes. */
export interface Look {
  readonly color: boolean;
  /** Whether words may be links (OSC 8). */
  readonly links: boolean;
  readonly width: number;
}

const plain: Look = { color: false, links: false, width: 80 };

export function lookOf(output: Output, when: When, io: Io): Look {
  if (output.format !== 'pretty') return plain;
  if (output.file !== undefined) return { ...plain, color: when === 'always' };
  const color = mayColor(when, io);
  const live = isLive(io) && io.stdout.isTerminal();
  return { color, links: color && live, width: io.stdout.columns() ?? plain.width };
}

/** As Node has it: FORCE_COLOR is stronger than NO_COLOR, the command line stronger than both. */
function mayColor(when: When, io: Io): boolean {
  if (when !== 'auto') return when === 'always';
  const { FORCE_COLOR: forced, NO_COLOR: refused, TERM: terminal } = io.env;
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isEmpty(refused) && terminal !== 'dumb' && io.stdout.isTerminal();
}

/** Whether somebody may be watching: not on a build server, nor in an editor's shell. */
export const isLive = (io: Io): boolean => (isEmpty(io.env['CI']) || io.env['CI'] === 'false') && io.env['TERM'] !== 'dumb';

const isEmpty = (text: string | undefined): boolean => text === undefined || text === '';
