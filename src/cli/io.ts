/** One of the two standard streams that are written to. */
export interface Stream {
  /** Writes all of it before it returns. */
  readonly write: (text: string) => void;
  /** Asked only where it matters: finding out loads Node's streams, two milliseconds of start-up. */
  readonly isTerminal: () => boolean;
  /** Columns of the terminal, if it is one. */
  readonly columns: () => number | undefined;
}

/** What the command line knows of the world. `src/cli.ts` makes the real one, tests make others. */
export interface Io {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: () => Uint8Array;
  readonly stdout: Stream;
  readonly stderr: Stream;
  /** Milliseconds that only grow. */
  readonly now: () => number;
  /** The day, as YYYY-MM-DD in UTC: it decides whether an ignore still acts. */
  readonly today: () => string;
  /** Bytes of memory that the process takes. */
  readonly memory: () => number;
  /** Does what must not be cut short: a signal that comes meanwhile ends the program behind it. Without it nothing is known of signals. */
  readonly uncut?: <T>(work: () => T) => Promise<T>;
}

/** Does what a signal must not cut short, and what is soon done. */
export const uncut = async <T>(io: Io, work: () => T): Promise<T> => (io.uncut === undefined ? work() : io.uncut(work));

/** The contract of the exit status. */
export const exit = {
  ok: 0,
  /** Something at or above `--fail-on`. */
  findings: 1,
  /** Wrong use, bad config, or an internal error. */
  failure: 2,
  /** No input that keytrail reads. */
  nothing: 3,
} as const;

/** The user's mistake: one line on standard error, no stack trace. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Text from outside as it may stand in one line of a terminal: control characters are shown as escapes. */
export const oneLine = (text: string): string =>
  text.replace(/[\p{Cc}\u2028\u2029]/gu, (character) => (character === '\n' ? '\\n' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`));

/** Says something on standard error. */
export const tell = (io: Io, message: string): void => io.stderr.write(`keytrail: ${oneLine(message)}\n`);
