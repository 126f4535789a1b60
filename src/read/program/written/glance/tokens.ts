/** What a token is: one of these, or the character that it is. */
export const NAME = 1;
/** A string, or a template without anything put in, without escapes: its text stands between its quotes. */
export const STRING = 2;
/** A string or a template that holds an escape. */
export const ESCAPED = 3;
export const NUMBER = 4;
/** A regular expression. */
export const PATTERN = 5;
/** `...`. */
export const SPREAD = 6;
/** `?.`. */
export const OPTIONAL = 7;
/** `=>`. */
export const ARROW = 8;
/** `==`, `&&`, `+=` and all the others. */
export const OPERATOR = 9;
/** The end of a template, which begins with a token of its own, a backtick. */
export const TEMPLATE_END = 10;
export const OPEN = 40;
export const CLOSE = 41;
export const COMMA = 44;
export const DOT = 46;
export const COLON = 58;
export const SEMICOLON = 59;
export const LESS = 60;
export const GREATER = 62;
export const QUESTION = 63;
export const OPEN_LIST = 91;
export const CLOSE_LIST = 93;
export const TEMPLATE = 96;
export const OPEN_BRACE = 123;
export const CLOSE_BRACE = 125;

const EXCLAMATION = 33;
const PLUS = 43;
const MINUS = 45;
const SLASH = 47;
const BACKSLASH = 92;
const DOLLAR = 36;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The tokens of a program, by their numbers from 0. */
export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly kinds: Uint8Array;
  /** Where each begins and ends in the text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Of an opening bracket, brace or backtick the number of what closes it, and the other way round; of others anything. */
  readonly partners: Int32Array;
}

export const textOf = ({ text, starts, ends }: Tokens, index: number): string => text.slice(starts[index], ends[index]);

/** Words behind which there is an operand: a slash opens a pattern there, a bracket a list. */
const beforeOperands: ReadonlySet<string> = new Set(['return', 'typeof', 'case', 'in', 'delete', 'void', 'throw', 'new', 'else', 'do', 'instanceof', 'const', 'var', 'default', 'extends']);

/** The same, but somebody may have given something this name. */
const mayBeNames: ReadonlySet<string> = new Set(['of', 'await', 'yield', 'let', 'as', 'is', 'satisfies', 'keyof', 'readonly', 'infer', 'asserts', 'unique']);

/** One set of lists for all programs: they are looked at one after the other. */
let kinds = new Uint8Array(4096);
let starts = new Int32Array(4096);
let ends = new Int32Array(4096);
let partners = new Int32Array(4096);

function grow(): void {
  const larger = <A extends Uint8Array | Int32Array>(list: A, next: A): A => (next.set(list), next);
  const size = kinds.length * 2;
  kinds = larger(kinds, new Uint8Array(size));
  starts = larger(starts, new Int32Array(size));
  ends = larger(ends, new Int32Array(size));
  partners = larger(partners, new Int32Array(size));
}

/**
 * The tokens of a program in TypeScript or JavaScript (ECMAScript, "Lexical Grammar"); undefined where a token depends on the grammar around
 * it, and where the text is none of a program: whoever asks has a parser then. What is given is valid until the next call.
 */
export function tokensOf(text: string): Tokens | undefined {
  return new Scanner(text).scan();
}

class Scanner {
  private count = 0;
  private at = 0;
  /** Numbers of what is open. */
  private readonly open: number[] = [];

  constructor(private readonly text: string) {}

  scan(): Tokens | undefined {
    const { text } = this;
    if (text.startsWith('#!')) this.at = lineEnd(text, 2);
    while (this.at < text.length) {
      const code = text.charCodeAt(this.at);
      if (code === 32 || (code >= 9 && code <= CARRIAGE_RETURN)) this.at++;
      else if (!this.token(code)) return undefined;
    }
    return this.open.length > 0 ? undefined : { text, count: this.count, kinds, starts, ends, partners };
  }

  /** One token or comment; false where it cannot be told. */
  private token(code: number): boolean {
    if (isNamePart(code)) return code >= 48 && code <= 57 ? this.number() : this.name();
    switch (code) {
      case 34:
      case 39:
        return this.quoted(code);
      case TEMPLATE:
        this.put(TEMPLATE, this.at, this.at + 1);
        this.open.push(this.count - 1);
        return this.template(this.at);
      case SLASH:
        return this.slash();
      case OPEN:
      case OPEN_LIST:
      case OPEN_BRACE:
        this.put(code, this.at, this.at + 1);
        this.open.push(this.count - 1);
        return true;
      case CLOSE:
      case CLOSE_LIST:
      case CLOSE_BRACE:
        return this.close(code);
      case LESS:
        // In front of an operand it opens a type or an element of JSX.
        return isOperand(this.text, this.count - 1) === true && this.sign(code);
      default:
        return code > 32 && code < 127 && code !== BACKSLASH && this.sign(code);
    }
  }

  private put(kind: number, start: number, end: number): void {
    if (this.count === kinds.length) grow();
    kinds[this.count] = kind;
    starts[this.count] = start;
    ends[this.count] = end;
    this.count++;
    this.at = end;
  }

  private name(): boolean {
    let end = this.at + 1;
    while (isNamePart(this.text.charCodeAt(end))) end++;
    this.put(NAME, this.at, end);
    return true;
  }

  /** Signs of exponents are tokens of their own. */
  private number(): boolean {
    const { text } = this;
    let end = this.at;
    let dots = 0;
    for (let code = text.charCodeAt(end); isNamePart(code) || (code === DOT && text.charCodeAt(end + 1) !== DOT && ++dots === 1); code = text.charCodeAt(end)) end++;
    this.put(NUMBER, this.at, end);
    return true;
  }

  private quoted(quote: number): boolean {
    const { text } = this;
    let isEscaped = false;
    for (let end = this.at + 1; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === quote) {
        this.put(isEscaped ? ESCAPED : STRING, this.at, end + 1);
        return true;
      }
      if (code === LINE_FEED || code === CARRIAGE_RETURN) return false;
      if (code === BACKSLASH) {
        isEscaped = true;
        end++;
      }
    }
    return false;
  }

  /** The text of a template from `from` on: up to its end, or to code that is put in. */
  private template(from: number): boolean {
    const { text } = this;
    let isEscaped = false;
    for (let end = from; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === BACKSLASH) {
        isEscaped = true;
        end++;
      } else if (code === DOLLAR && text.charCodeAt(end + 1) === OPEN_BRACE) {
        this.put(OPEN_BRACE, end, end + 2);
        this.open.push(this.count - 1);
        return true;
      } else if (code === TEMPLATE) return this.endTemplate(end, isEscaped);
    }
    return false;
  }

  /** One without anything put in is a string. */
  private endTemplate(end: number, isEscaped: boolean): boolean {
    const opener = this.open.pop();
    if (opener === undefined) return false;
    if (opener === this.count - 1) {
      const start = starts[opener] ?? 0;
      this.count--;
      this.put(isEscaped ? ESCAPED : STRING, start, end + 1);
      return true;
    }
    this.put(TEMPLATE_END, end, end + 1);
    this.pair(opener);
    return true;
  }

  private pair(opener: number): void {
    partners[opener] = this.count - 1;
    partners[this.count - 1] = opener;
  }

  private close(code: number): boolean {
    const opener = this.open.pop();
    if (opener === undefined || kinds[opener] !== openerOf(code)) return false;
    this.put(code, this.at, this.at + 1);
    this.pair(opener);
    const around = this.open.at(-1);
    return around === undefined || kinds[around] !== TEMPLATE || this.template(this.at);
  }

  private slash(): boolean {
    const { text } = this;
    const next = text.charCodeAt(this.at + 1);
    if (next === SLASH) {
      this.at = lineEnd(text, this.at);
      return true;
    }
    if (next === 42) {
      const end = text.indexOf('*/', this.at + 2);
      this.at = end + 2;
      return end !== -1;
    }
    // Behind `if (x)`, `x++` or `!` it may be either.
    const last = this.count === 0 ? COMMA : kinds[this.count - 1];
    if (last === CLOSE || last === CLOSE_BRACE || last === EXCLAMATION || last === PLUS || last === MINUS) return false;
    const isBehindOperand = isOperand(text, this.count - 1);
    return isBehindOperand !== undefined && (isBehindOperand ? this.sign(SLASH) : this.pattern());
  }

  private pattern(): boolean {
    const { text } = this;
    let isInClass = false;
    for (let end = this.at + 1; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (code === LINE_FEED || code === CARRIAGE_RETURN) return false;
      if (code === BACKSLASH) end++;
      else if (code === OPEN_LIST) isInClass = true;
      else if (code === CLOSE_LIST) isInClass = false;
      else if (code === SLASH && !isInClass) {
        let last = end + 1;
        while (isNamePart(text.charCodeAt(last))) last++;
        this.put(PATTERN, this.at, last);
        return true;
      }
    }
    return false;
  }

  private sign(code: number): boolean {
    const { text, at } = this;
    const next = text.charCodeAt(at + 1);
    if (code === DOT) {
      if (next >= 48 && next <= 57) return this.number();
      if (next === DOT && text.charCodeAt(at + 2) === DOT) this.put(SPREAD, at, at + 3);
      else this.put(DOT, at, at + 1);
    } else if (code === QUESTION && next === DOT && !(text.charCodeAt(at + 2) >= 48 && text.charCodeAt(at + 2) <= 57)) this.put(OPTIONAL, at, at + 2);
    else if (code === 61 && next === GREATER) this.put(ARROW, at, at + 2);
    else if (next === 61 && code !== COLON && code !== COMMA && code !== SEMICOLON && code !== QUESTION) this.put(OPERATOR, at, at + (text.charCodeAt(at + 2) === 61 ? 3 : 2));
    else if (next === code && (code === 38 || code === 124 || code === QUESTION)) this.put(OPERATOR, at, at + (text.charCodeAt(at + 2) === 61 ? 3 : 2));
    else this.put(code, at, at + 1);
    return true;
  }
}

/** Whether a token of the program that was read last is, or ends, an operand; undefined where that depends. Of a brace it is not asked. */
export function isOperand(text: string, index: number): boolean | undefined {
  if (index < 0) return false;
  switch (kinds[index]) {
    case NAME: {
      if (index > 0 && (kinds[index - 1] === DOT || kinds[index - 1] === OPTIONAL)) return true;
      const name = text.slice(starts[index], ends[index]);
      return mayBeNames.has(name) ? undefined : !beforeOperands.has(name);
    }
    case STRING:
    case ESCAPED:
    case NUMBER:
    case PATTERN:
    case TEMPLATE_END:
    case CLOSE:
    case CLOSE_LIST:
      return true;
    default:
      return false;
  }
}

const openerOf = (code: number): number => (code === CLOSE ? OPEN : code - 2);

/** `A` to `Z`, `a` to `z`, digits, `_`, `$` and `#`, with which private members begin. */
const isNamePart = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === DOLLAR || code === 35;

/** Of all that ends a line (ECMAScript, "Line Terminators"). */
function lineEnd(text: string, from: number): number {
  let end = from;
  for (let code = text.charCodeAt(end); end < text.length && code !== LINE_FEED && code !== CARRIAGE_RETURN && code !== 0x2028 && code !== 0x2029; code = text.charCodeAt(end)) end++;
  return end;
}
