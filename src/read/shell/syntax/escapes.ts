/** A piece of a decoded text, and where it stands. */
interface Piece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const simple: ReadonlyMap<string, string> = new Map([['n', '\n'], ['t', '\t'], ['r', '\r'], ['a', '\u0007'], ['b', '\b'], ['e', '\u001B'], ['E', '\u001B'], ['f', '\f'], ['v', '\v']]);
const NUMBERED = /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{1,4})|U([0-9a-fA-F]{1,8})|([0-7]{1,3}))/uy;
const RUN = /[^\\]+/uy;

/** What stands in `$'...'`, from `start` to `end`. Bash Reference Manual, "ANSI-C Quoting". */
export function* ansi(text: string, start: number, end: number): Iterable<Piece> {
  for (let at = start; at < end; ) {
    RUN.lastIndex = at;
    if (RUN.test(text)) {
      const stop = Math.min(RUN.lastIndex, end);
      yield { text: text.slice(at, stop), start: at, end: stop };
      at = stop;
      continue;
    }
    NUMBERED.lastIndex = at;
    const [whole, byte, unit, point, octal] = NUMBERED.exec(text) ?? [];
    const next = text.charAt(at + 1);
    const stop = Math.min(at + (whole?.length ?? 2), end);
    const code = Number.parseInt(byte ?? unit ?? point ?? octal ?? '', octal === undefined ? 16 : 8);
    // What is no escape keeps its backslash.
    yield { text: whole === undefined ? (simple.get(next) ?? (`\\'"?`.includes(next) ? next : `\\${next}`)) : code > 0x10ffff ? '' : String.fromCodePoint(code), start: at, end: stop };
    at = stop;
  }
}
