/** Offsets in a text, half-open. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What is never closed, or closed by another bracket; or two values without a comma. */
export const BROKEN = -1;

/** True for the empty string too, which is what stands behind the last character. */
export const isWhite = (character: string): boolean => character === '' || character === ' ' || character === '\t' || character === '\n' || character === '\r';
const isIndicator = (character: string): boolean => character !== '' && ',[]{}'.includes(character);

/** Whether a document begins or ends at `lineStart`: `---` and `...` do so inside of everything but block scalars that are indented. */
export function isMarker(text: string, lineStart: number): boolean {
  return (text.startsWith('---', lineStart) || text.startsWith('...', lineStart)) && isWhite(text.charAt(lineStart + 3));
}

export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** Behind the closing quote of the scalar that opens at `start`. */
export function quotedEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  for (let i = start + 1; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === quote) {
      if (quote === '"' || text.charAt(i + 1) !== "'") return i + 1;
      i++;
    } else if (character === '\n') {
      if (isMarker(text, i + 1)) return BROKEN;
    } else if (character === '\\' && quote === '"' && text.charAt(i + 1) !== '\n') i++;
  }
  return BROKEN;
}

/** Behind the tag, anchor or alias that begins at `start`. */
export function wordEnd(text: string, start: number): number {
  if (text.startsWith('!<', start)) {
    const close = text.indexOf('>', start);
    return close === -1 ? text.length : close + 1;
  }
  // Names may hold quotes; in a tag no double one may stand.
  const isTag = text.charAt(start) === '!';
  let i = start + 1;
  while (!isWhite(text.charAt(i)) && !isIndicator(text.charAt(i)) && !(isTag && text.charAt(i) === '"')) i++;
  return i;
}

/**
 * Behind the bracket that closes the flow collection at `start`; the comments in it are added to `comments`. Whether
 * it is sound is for the parser to say, but what could mean that a quote or bracket is not the one that was meant is broken.
 */
export function flowEnd(text: string, start: number, comments: Range[]): number {
  return new FlowScanner(text, start, comments).end();
}

interface Open {
  readonly close: string;
  readonly line: number;
}

/** What was read behind the last comma, bracket or colon. `closed`: it ends in a quote or bracket, so that a colon may follow at once. */
interface Value {
  readonly kind: 'plain' | 'closed';
  readonly line: number;
}

class FlowScanner {
  private readonly open: Open[] = [];
  private value: Value | undefined;
  /** Lines are counted because what spans several is no key between `[` and `]`. */
  private line = 0;

  constructor(
    private readonly text: string,
    private at: number,
    private readonly comments: Range[],
  ) {}

  end(): number {
    while (this.at < this.text.length) {
      const next = this.step(this.text.charAt(this.at));
      if (next === BROKEN) return BROKEN;
      this.at = next;
      if (this.open.length === 0) return next;
    }
    return BROKEN;
  }

  /** Reads what stands at `at`, and says where it ends. */
  private step(character: string): number {
    const { at, text } = this;
    switch (character) {
      case '\n':
        this.line++;
        return isMarker(text, at + 1) ? BROKEN : at + 1;
      case ' ':
      case '\t':
      case '\r':
        return at + 1;
      case '#':
        return this.comment();
      case ',':
        this.value = undefined;
        return at + 1;
      case '!':
      case '&':
        return wordEnd(text, at);
      case ']':
      case '}':
        return this.close(character);
      case ':':
        if (this.value?.kind === 'closed' || this.endsPlain(at + 1)) return this.colon();
        break;
      case '?':
        if (isWhite(text.charAt(at + 1))) return at + 1;
    }
    return this.value === undefined ? this.begin(character) : BROKEN;
  }

  private begin(character: string): number {
    const { at, line, text } = this;
    if (character === '[' || character === '{') {
      this.open.push({ close: character === '[' ? ']' : '}', line });
      return at + 1;
    }
    const isQuoted = character === '"' || character === "'";
    this.value = { kind: isQuoted ? 'closed' : 'plain', line };
    const end = isQuoted ? quotedEnd(text, at) : character === '*' ? wordEnd(text, at) : this.plainEnd();
    for (let i = at; i < end; i++) if (text.charAt(i) === '\n') this.line++;
    return end;
  }

  private close(character: string): number {
    const closed = this.open.pop();
    if (closed?.close !== character) return BROKEN;
    this.value = { kind: 'closed', line: closed.line };
    return this.at + 1;
  }

  private colon(): number {
    const isInList = this.open.at(-1)?.close === ']';
    if (isInList && this.value !== undefined && this.value.line !== this.line) return BROKEN;
    this.value = undefined;
    return this.at + 1;
  }

  private comment(): number {
    const end = lineEnd(this.text, this.at);
    this.comments.push({ start: this.at, end });
    return end;
  }

  private endsPlain(behindColon: number): boolean {
    const next = this.text.charAt(behindColon);
    return isWhite(next) || isIndicator(next);
  }

  /** A plain scalar goes on over lines; quotes in it are characters. */
  private plainEnd(): number {
    const { text } = this;
    for (let i = this.at; i < text.length; i++) {
      const character = text.charAt(i);
      if (isIndicator(character)) return i;
      if (character === ':' && this.endsPlain(i + 1)) return i;
      if (character === '#' && isWhite(text.charAt(i - 1))) return i;
      if (character === '\n' && isMarker(text, i + 1)) return BROKEN;
    }
    return BROKEN;
  }
}
