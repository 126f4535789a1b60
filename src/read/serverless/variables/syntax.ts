/**
 * The variables in a text: `${self:custom.stage}`, `${file(./trail.yml):Resources}`, `${opt:stage, 'dev'}`, one within another.
 * Serverless Framework, "Variables". Versions differ in what they refuse; what any of them takes for a variable is one here.
 */

/** What stands between two offsets of the text: as it is, or a variable. */
export type Part = Verbatim | Variable;

export interface Verbatim {
  readonly kind: 'verbatim';
  readonly start: number;
  readonly end: number;
}

export interface Variable {
  readonly kind: 'variable';
  readonly start: number;
  readonly end: number;
  /** The first that has a value counts. Never empty. */
  readonly sources: readonly Source[];
}

export type Source = Literal | Lookup;

export interface Literal {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
}

/** `type(parameter, ...):address`. */
export interface Lookup {
  readonly kind: 'lookup';
  readonly type: string;
  /** As it is written, for messages. */
  readonly written: string;
  readonly parameters: readonly (readonly Part[])[];
  readonly address: readonly Part[];
}

/** Variables in variables: Serverless itself gives up at ten. */
const MAX_DEPTH = 16;

/** How a variable begins. `${AWS::Region}` and `${Bucket.Arn}` are for CloudFormation. */
const BEGINNING = /\$\{[ \t]*[a-z][\w.-]*(?::(?!:)|\()/iu;

export const hasVariables = (text: string): boolean => text.includes('${') && BEGINNING.test(text);

class Malformed extends Error {
  override readonly name = 'Malformed';
}

/** The parts of a text, in order; undefined where a variable in it is not written as it should be. */
export function partsOf(text: string): readonly Part[] | undefined {
  try {
    return new Cursor(text).parts('');
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

class Cursor {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  /** What stands up to one of the characters in `stops`, or up to the end. */
  parts(stops: string): readonly Part[] {
    const found: Part[] = [];
    let start = this.at;
    const close = (): void => {
      if (this.at > start) found.push({ kind: 'verbatim', start, end: this.at });
    };
    while (this.at < this.text.length && !(stops !== '' && stops.includes(this.char))) {
      if (this.text.startsWith('\\${', this.at)) {
        // An escaped variable is a text; the backslash goes.
        close();
        start = this.at + 1;
        this.at += 3;
      } else if (this.matches(BEGINNING_HERE)) {
        close();
        found.push(this.variable());
        start = this.at;
      } else this.at++;
    }
    close();
    return found;
  }

  private variable(): Variable {
    if (++this.depth > MAX_DEPTH) throw new Malformed();
    const start = this.at;
    this.at += 2;
    const sources: Source[] = [];
    do sources.push(this.source());
    while (this.take(','));
    if (!this.take('}')) throw new Malformed();
    this.depth--;
    return { kind: 'variable', start, end: this.at, sources };
  }

  private source(): Source {
    this.blanks();
    if (this.char === '"' || this.char === "'") return { kind: 'literal', value: this.quoted() };
    const start = this.at;
    const type = this.matches(TYPE);
    return type === undefined ? this.bare() : this.lookup(type, start);
  }

  private lookup(type: string, start: number): Lookup {
    this.at += type.length;
    const parameters: (readonly Part[])[] = [];
    if (this.take('(')) {
      do parameters.push(this.argument(',)'));
      while (this.take(','));
      if (!this.take(')')) throw new Malformed();
    }
    const address = this.take(':') ? this.argument(',}') : [];
    this.blanks();
    return { kind: 'lookup', type, written: this.text.slice(start, this.at).trimEnd(), parameters, address };
  }

  /** An address or a parameter, without the quotes and the blanks around it. */
  private argument(stops: string): readonly Part[] {
    this.blanks();
    if (this.char !== '"' && this.char !== "'") return trimmed(this.parts(stops), this.text);
    const start = this.at + 1;
    this.quoted();
    const end = this.at - 1;
    this.blanks();
    return [{ kind: 'verbatim', start, end }];
  }

  private quoted(): string {
    const found = this.matches(this.char === '"' ? DOUBLE : SINGLE);
    if (found === undefined) throw new Malformed();
    this.at += found.length;
    this.blanks();
    return found.startsWith('"') ? unescaped(found) : found.slice(1, -1);
  }

  private bare(): Literal {
    const word = this.matches(WORD) ?? '';
    this.at += word.length;
    const text = word.trim();
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true' };
    if (text === 'null') return { kind: 'literal', value: null };
    if (text === '' || Number.isNaN(Number(text))) throw new Malformed();
    return { kind: 'literal', value: Number(text) };
  }

  private get char(): string {
    return this.text.charAt(this.at);
  }

  private matches(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.at;
    return sticky.exec(this.text)?.[0];
  }

  private blanks(): void {
    while (/^\s$/u.test(this.char)) this.at++;
  }

  private take(character: string): boolean {
    this.blanks();
    if (this.char !== character) return false;
    this.at++;
    return true;
  }
}

const BEGINNING_HERE = new RegExp(BEGINNING.source, 'iuy');
const TYPE = /[a-z][\w.-]*(?=:(?!:)|\()/iuy;
const WORD = /[^,}$'"(){]*/uy;
const DOUBLE = /"(?:[^"\\]|\\.)*"/suy;
const SINGLE = /'[^']*'/uy;

function unescaped(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw new Malformed();
  }
}

function trimmed(parts: readonly Part[], text: string): readonly Part[] {
  return parts.flatMap((part, index): readonly Part[] => {
    if (part.kind === 'variable') return [part];
    const written = text.slice(part.start, part.end);
    const start = index === 0 ? part.end - written.trimStart().length : part.start;
    const end = index === parts.length - 1 ? part.start + written.trimEnd().length : part.end;
    return start < end ? [{ kind: 'verbatim', start, end }] : [];
  });
}
