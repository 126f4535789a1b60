import { append } from '../../../../core/long.js';
import type { Name } from '../../evaluation/externals.js';
import type { Imports } from '../names.js';
import { CLOSE_BRACE, COMMA, DOT, NAME, OPEN, OPEN_BRACE, OPEN_LIST, OPTIONAL, STRING, TEMPLATE, textOf, type Tokens } from './tokens.js';

const STAR = 42;

/** What the tokens of a file bring in; undefined where that takes more than a glance. */
export interface GlancedImports extends Omit<Imports, 'isTwice'> {
  /** By the first token of a declaration that imports or hands on, the first behind it. */
  readonly passed: ReadonlyMap<number, number>;
}

export function importsIn(tokens: Tokens): GlancedImports | undefined {
  return new Reading(tokens).read();
}

const isOpener = (kind: number | undefined): boolean => kind === OPEN || kind === OPEN_LIST || kind === OPEN_BRACE || kind === TEMPLATE;

/** Names here by those that they have there. */
type Specifiers = readonly (readonly [local: string, name: string])[];

class Reading {
  private readonly modules: string[] = [];
  private readonly exported: Name[] = [];
  private readonly bound = new Map<string, Name>();
  private readonly passed = new Map<number, number>();
  private at = 0;

  constructor(private readonly tokens: Tokens) {}

  read(): GlancedImports | undefined {
    const { kinds, starts, ends, count, text, partners } = this.tokens;
    /** Behind all brackets that are open. */
    let outside = 0;
    for (let index = 0; index < count; index++) {
      if (index >= outside && isOpener(kinds[index])) outside = partners[index] ?? 0;
      if (kinds[index] !== NAME || (ends[index] ?? 0) - (starts[index] ?? 0) !== 6) continue;
      const letter = text.charCodeAt(starts[index] ?? 0);
      if ((letter !== 105 && letter !== 101) || kinds[index - 1] === DOT || kinds[index - 1] === OPTIONAL) continue;
      const word = this.textAt(index);
      // Within a function or a module that is merely declared, which are no programs and none of ours.
      if (word === 'import' && index < outside && kinds[index + 1] !== DOT) return undefined;
      this.at = index + 1;
      if (word === 'import' && !this.importFrom()) return undefined;
      if (word === 'export' && !this.exportFrom()) return undefined;
      if (this.at > index + 1) this.passed.set(index, this.at);
      index = this.at - 1;
    }
    const { modules, exported, bound, passed } = this;
    return { modules, exported, bound, passed };
  }

  private textAt(index: number): string {
    return textOf(this.tokens, index);
  }

  private kind(ahead = 0): number {
    const index = this.at + ahead;
    return index < this.tokens.count ? (this.tokens.kinds[index] ?? 0) : 0;
  }

  private isWord(word: string, ahead = 0): boolean {
    return this.kind(ahead) === NAME && this.textAt(this.at + ahead) === word;
  }

  /** `import 'x'`, `import a, { b as c } from 'x'`, `import * as d from 'x'`; `import.meta` is none. */
  private importFrom(): boolean {
    if (this.kind() === DOT) return true;
    if (this.kind() === STRING) return this.take() !== undefined;
    const isOfTypes = this.isWord('type') && ((this.kind(1) === NAME && !this.isWord('from', 1)) || this.kind(1) === OPEN_BRACE || this.kind(1) === STAR);
    if (isOfTypes) this.at++;
    const specifiers: (readonly [string, string])[] = [];
    if (this.kind() === NAME) {
      specifiers.push([this.textAt(this.at), '']);
      this.at++;
      if (this.kind() === COMMA) this.at++;
      else if (!this.isWord('from')) return false;
    }
    if (this.kind() === STAR) {
      if (!this.isWord('as', 1) || this.kind(2) !== NAME) return false;
      specifiers.push([this.textAt(this.at + 2), '']);
      this.at += 3;
    } else if (this.kind() === OPEN_BRACE) {
      const named = this.named();
      if (named === undefined) return false;
      append(specifiers, named.map(([local, name]) => [local, name === 'default' ? '' : name] as const));
    }
    if (!this.isWord('from')) return false;
    this.at++;
    const module = this.take(!isOfTypes);
    if (module === undefined) return false;
    if (isOfTypes) return true;
    const before = this.bound.size;
    for (const [local, name] of specifiers) this.bound.set(local, { module, name });
    // Two of one name are no program.
    return this.bound.size === before + specifiers.length;
  }

  /** `export * from 'x'`, `export { a as b } from 'x'`; what is declared, or handed on from here, is looked at like anything else. */
  private exportFrom(): boolean {
    const start = this.at;
    const isOfTypes = this.isWord('type') && (this.kind(1) === OPEN_BRACE || this.kind(1) === STAR);
    if (isOfTypes) this.at++;
    let names: readonly string[] = [''];
    if (this.kind() === STAR) this.at += this.isWord('as', 1) ? 3 : 1;
    else if (this.kind() === OPEN_BRACE) {
      const named = this.named();
      if (named === undefined) return false;
      names = named.map(([, name]) => name);
    }
    if (this.at === start || !this.isWord('from') || this.kind(1) !== STRING) {
      this.at = isOfTypes ? this.at : start;
      return true;
    }
    this.at++;
    const module = this.take(!isOfTypes);
    if (module === undefined) return false;
    if (!isOfTypes) for (const name of names) this.exported.push({ module, name });
    return true;
  }

  /** The module that is named here. */
  private take(counts = true): string | undefined {
    if (this.kind() !== STRING || this.tokens.text.charCodeAt(this.tokens.starts[this.at] ?? 0) === 96) return undefined;
    const module = this.textAt(this.at).slice(1, -1);
    if (counts) this.modules.push(module);
    this.at++;
    return module;
  }

  /** `{ a, b as c, type D }`; undefined where it holds anything else. */
  private named(): Specifiers | undefined {
    const close = this.tokens.partners[this.at] ?? 0;
    const found: (readonly [string, string])[] = [];
    this.at++;
    while (this.at < close) {
      const isType = this.isWord('type') && this.kind(1) === NAME;
      if (isType && this.isWord('as', 1)) return undefined;
      if (isType) this.at++;
      if (this.kind() !== NAME) return undefined;
      const name = this.textAt(this.at);
      const isRenamed = this.isWord('as', 1) && this.kind(2) === NAME;
      const local = isRenamed ? this.textAt(this.at + 2) : name;
      if (!isType) found.push([local, name]);
      this.at += isRenamed ? 3 : 1;
      if (this.kind() === COMMA) this.at++;
      else if (this.kind() !== CLOSE_BRACE) return undefined;
    }
    this.at = close + 1;
    return found;
  }
}
