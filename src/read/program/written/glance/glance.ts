import type { Name } from '../../evaluation/externals.js';
import { importsIn } from './imports.js';
import { callAt } from './values.js';
import type { Looked } from '../look.js';
import { ARROW, CLOSE, CLOSE_BRACE, CLOSE_LIST, COLON, COMMA, DOT, ESCAPED, GREATER, isOperand, LESS, NAME, NUMBER, OPEN, OPEN_BRACE, OPEN_LIST, OPTIONAL, QUESTION, SEMICOLON, STRING, TEMPLATE, TEMPLATE_END, textOf, tokensOf, type Tokens } from './tokens.js';
import { boundThatCounts, type Written } from '../written.js';

/**
 * The same as `lookAt`, of the tokens of a file, which takes a tenth of the time of parsing it. It knows fewer forms: undefined where it does not
 * tell. What it calls settled `lookAt` calls settled as well, if the file is one that can be parsed: of one that cannot nothing more is known.
 */
export function glanceAt(text: string, written: Written): Looked | undefined {
  const tokens = tokensOf(text);
  const imports = tokens === undefined ? undefined : importsIn(tokens);
  if (tokens === undefined || imports === undefined) return undefined;
  const { modules, exported, passed } = imports;
  const bound = boundThatCounts(imports.bound, written);
  if ([...imports.bound.values()].some(({ name }) => written.never.has(name))) return undefined;
  if (!exported.every((name) => written.use(name) === undefined && !written.never.has(name.name))) return undefined;
  const glance = new Glance(tokens, bound, written);
  return glance.isSettled(passed) ? { settled: true, modules: [...modules, ...glance.modules] } : undefined;
}

const EXCLAMATION = 33;
const AND = 38;
const STAR = 42;
const EQUALS = 61;
const OR = 124;

/** What stands before a name that is declared with a type. */
const modifiers: ReadonlySet<string> = new Set(['readonly', 'public', 'private', 'protected', 'static', 'const', 'let', 'var']);

/** Behind these a name may stand that is no value, or the class that something is made of. */
const beforeClasses: ReadonlySet<string> = new Set(['as', 'implements', 'instanceof']);

/** What ends a type that is one of several, or an operand of `|`. */
const behindOperands: ReadonlySet<number> = new Set([AND, OR, CLOSE, CLOSE_BRACE, CLOSE_LIST, COMMA, GREATER, SEMICOLON]);

/** What makes something else of what stands before it, or of the operator before that. */
const notBehindTypes: ReadonlySet<number> = new Set([OPEN, TEMPLATE, STRING, ESCAPED, OPEN_LIST, DOT, OPTIONAL, LESS, EQUALS, ARROW]);

/** Most names are none that counts, and their first letter and their length tell so: to take them out of the text takes ten times as long. */
const shapeOf = (text: string, start: number, end: number): number => ((text.charCodeAt(start) & 127) << 6) | Math.min(end - start, 63);

/** Those of the names that count in the file at hand. */
const wanted = new Uint8Array(128 << 6);

const shapes = new WeakMap<Written, Uint8Array>();

/** Those of the names that count in every file. */
function shapesOf(written: Written): Uint8Array {
  const known = shapes.get(written);
  if (known !== undefined) return known;
  const found = new Uint8Array(wanted.length);
  for (const name of ['require', ...written.never, ...written.members]) found[shapeOf(name, 0, name.length)] = 1;
  shapes.set(written, found);
  return found;
}

class Glance {
  readonly modules: string[] = [];
  /** Opening brackets around the token at hand. */
  private readonly around: number[] = [];
  constructor(
    private readonly tokens: Tokens,
    private readonly bound: ReadonlyMap<string, Name>,
    private readonly written: Written,
  ) {
    wanted.set(shapesOf(written));
    for (const name of bound.keys()) wanted[shapeOf(name, 0, name.length)] = 1;
  }

  /** `passed`: by the first token of what is no part of the program, the first behind it. */
  isSettled(passed: ReadonlyMap<number, number>): boolean {
    const { kinds, count } = this.tokens;
    for (let index = 0; index < count; index++) {
      switch (kinds[index]) {
        case NAME: {
          const next = passed.get(index);
          if (next !== undefined) index = next - 1;
          else if (!this.isQuietName(index)) return false;
          break;
        }
        case STRING:
        case ESCAPED:
          if (!this.isQuietString(index)) return false;
          break;
        case OPEN_LIST:
          if (!this.isQuietList(index)) return false;
          this.around.push(OPEN_LIST);
          break;
        case OPEN:
        case OPEN_BRACE:
        case TEMPLATE:
          this.around.push(kinds[index] ?? 0);
          break;
        case CLOSE:
        case CLOSE_BRACE:
        case CLOSE_LIST:
        case TEMPLATE_END:
          this.around.pop();
          break;
        default:
      }
    }
    return true;
  }

  private textAt(index: number): string {
    return textOf(this.tokens, index);
  }

  private kindAt(index: number): number {
    return index >= 0 && index < this.tokens.count ? (this.tokens.kinds[index] ?? 0) : 0;
  }

  private isQuietName(index: number): boolean {
    const { text, starts, ends } = this.tokens;
    if (wanted[shapeOf(text, starts[index] ?? 0, ends[index] ?? 0)] === 0) return true;
    const before = this.kindAt(index - 1);
    const name = this.textAt(index);
    if (before === DOT || before === OPTIONAL) return this.isQuietMember(index, name);
    if (this.written.never.has(name) || this.written.members.has(name)) return false;
    if (name === 'require') return this.isQuietRequire(index);
    const imported = this.bound.get(name);
    return imported === undefined || this.isQuietImport(index, imported);
  }

  /** One that matters is called, with what is accepted. */
  private isQuietMember(index: number, name: string): boolean {
    if (this.written.never.has(name)) return false;
    if (!this.written.members.has(name)) return true;
    const call = this.kindAt(index + 1) === OPEN && !this.isMade(index) ? callAt(index + 1, name, false, this.tokens, this.bound) : undefined;
    return call !== undefined && this.written.accepts(call);
  }

  /** `new a.b.name(...)`. */
  private isMade(index: number): boolean {
    let first = index;
    while (this.kindAt(first - 1) === DOT && this.kindAt(first - 2) === NAME) first -= 2;
    return this.kindAt(first - 1) === NAME && this.textAt(first - 1) === 'new';
  }

  /** Something of a package that matters: used as it should be, and not another thing of its name. */
  private isQuietImport(index: number, { module, name: first }: Name): boolean {
    let name = first;
    let last = index;
    while (this.kindAt(last + 1) === DOT && this.kindAt(last + 2) === NAME) {
      last += 2;
      const member = this.textAt(last);
      // It may be called as a member of whatever there is: that is looked at when it is met.
      name = name === '' ? member : `${name}.${member}`;
    }
    const use = this.written.use({ module, name });
    const next = this.kindAt(last + 1);
    const before = this.kindAt(index - 1);
    const word = before === NAME ? this.textAt(index - 1) : '';
    if (next === OPEN && word !== 'function' && before !== STAR) {
      if (use === undefined) return true;
      const call = use === 'loud' && (word === 'new' || last > index) ? callAt(last + 1, { module, name }, word === 'new', this.tokens, this.bound) : undefined;
      return call !== undefined && this.written.accepts(call);
    }
    if (use === undefined && (last > index || word === 'extends')) return true;
    // The name of a member.
    if (last === index && next === COLON && this.around.at(-1) === OPEN_BRACE && (before === OPEN_BRACE || before === COMMA || before === SEMICOLON)) return true;
    return this.isType(index, last);
  }

  /** Whether what stands here is a type, or comes to a number or to yes or no: `role: iam.Role;`, `x as Role`, `x instanceof Role`, `Role | undefined`, `Map<string, Role>`. */
  private isType(first: number, last: number): boolean {
    let behind = last + 1;
    while (this.kindAt(behind) === OPEN_LIST && this.kindAt(behind + 1) === CLOSE_LIST) behind += 2;
    const before = this.kindAt(first - 1);
    const next = this.kindAt(behind);
    if (notBehindTypes.has(next) && !(next === EQUALS && before === COLON)) return false;
    if (behind > last + 1) return true;
    switch (before) {
      case NAME:
        return beforeClasses.has(this.textAt(first - 1)) && this.kindAt(first - 2) !== DOT && this.kindAt(first - 2) !== OPTIONAL;
      case AND:
      case OR:
        return behindOperands.has(next);
      case LESS:
        return next === GREATER || next === COMMA;
      case COMMA:
        return next === GREATER;
      default:
        return before === COLON && this.isDeclared(first - 1, behind);
    }
  }

  /** Whether a colon stands behind what is declared, with a type up to `behind`, and is none of a member of an object or of a choice. */
  private isDeclared(colon: number, behind: number): boolean {
    const before = this.kindAt(colon - 1);
    const next = this.kindAt(behind);
    if (before === QUESTION) return this.kindAt(colon - 2) === NAME;
    if (before === CLOSE) return next === OPEN_BRACE && this.isOnOneLine(behind - 1, behind);
    if (before !== NAME) return false;
    const first = this.kindAt(colon - 2);
    if (first === NAME) return modifiers.has(this.textAt(colon - 2));
    const around = this.around.at(-1);
    if (around === OPEN) return first === OPEN || first === COMMA;
    return around === OPEN_BRACE && (first === OPEN_BRACE || first === SEMICOLON || first === CLOSE_BRACE) && next === SEMICOLON;
  }

  private isOnOneLine(first: number, second: number): boolean {
    const { text, ends, starts } = this.tokens;
    return !text.slice(ends[first], starts[second]).includes('\n');
  }

  /** `require('module')`: of packages that matter nothing is known that is brought in at run time. */
  private isQuietRequire(index: number): boolean {
    const { partners } = this.tokens;
    if (this.kindAt(index + 1) !== OPEN || this.kindAt(index + 2) !== STRING || partners[index + 1] !== index + 3) return false;
    const module = this.textAt(index + 2).slice(1, -1);
    this.modules.push(module);
    return this.written.use({ module, name: '' }) === undefined;
  }

  /** A name of a member that matters is not written as a string. */
  private isQuietString(index: number): boolean {
    if (this.kindAt(index + 1) !== COLON) return true;
    const before = this.kindAt(index - 1);
    if (before !== OPEN_BRACE && before !== COMMA) return true;
    return this.kindAt(index) === STRING && this.isPlain(this.textAt(index).slice(1, -1));
  }

  private isPlain(name: string): boolean {
    return !this.written.never.has(name) && !this.written.members.has(name);
  }

  /** A list, or a member by a number or by a name that is written out. */
  private isQuietList(index: number): boolean {
    const before = this.kindAt(index - 1);
    const close = this.tokens.partners[index] ?? 0;
    if (close === index + 1 && before !== OPTIONAL) return true;
    const isOne = close === index + 2;
    if (isOne && this.kindAt(index + 1) === NUMBER) return true;
    if (isOne && this.kindAt(index + 1) === STRING && this.isPlain(this.textAt(index + 1).slice(1, -1))) return true;
    switch (before) {
      case NAME:
        return isOperand(this.tokens.text, index - 1) === false || this.isBehindOf(index);
      case OPEN_BRACE:
      case COMMA:
      case SEMICOLON:
      case CLOSE_BRACE: {
        const isInBraces = before !== COMMA || this.around.at(-1) === OPEN_BRACE;
        // `[key: string]: type`.
        return !isInBraces || (this.kindAt(index + 1) === NAME && this.kindAt(index + 2) === COLON);
      }
      case EXCLAMATION:
      case GREATER:
      case OPTIONAL:
        return false;
      default:
        return isOperand(this.tokens.text, index - 1) === false;
    }
  }

  /** `for (const x of [...])`. */
  private isBehindOf(index: number): boolean {
    if (this.textAt(index - 1) !== 'of' || this.kindAt(index - 2) !== NAME || this.kindAt(index - 3) !== NAME) return false;
    const word = this.textAt(index - 3);
    return word === 'const' || word === 'let' || word === 'var';
  }
}
