import type { Source } from '../../core/source.js';
import { isSign } from '../calls/language.js';
import type { Token } from '../calls/tokens.js';

/** Where names have their meaning. Language Reference, "Naming and binding". */
export interface Scope {
  readonly kind: 'module' | 'function' | 'class';
  readonly name: string | undefined;
  readonly outer: Scope | undefined;
  readonly bindings: Map<string, Binding[]>;
}

/** `value`: the index of the first token of what is assigned; undefined for what gives a name a value in any other way. */
export interface Binding {
  readonly at: number;
  readonly value: number | undefined;
}

export interface Scopes {
  /** The scope of a token. */
  readonly of: (at: number) => Scope;
  /** The function around a token, with its class. */
  readonly nameAt: (at: number) => string | undefined;
  /** Behind which a name may come from anywhere: `from x import *`. */
  readonly lastStar: number;
}

/** Reads the scopes of a file and what binds names in them, in one pass over its statements. */
export const scopesOf = (source: Source, tokens: readonly Token[]): Scopes => new ScopeReader(source, tokens).read();

class ScopeReader {
  private readonly module: Scope = { kind: 'module', name: undefined, outer: undefined, bindings: new Map() };
  private readonly scopes: Scope[] = [];
  private open: readonly { readonly indent: number; readonly scope: Scope }[] = [];
  private lastStar = -1;
  private indent = 0;

  constructor(
    private readonly source: Source,
    private readonly tokens: readonly Token[],
  ) {}

  read(): Scopes {
    for (let at = 0; at < this.tokens.length; ) at = this.statement(at);
    return { of: (at) => this.scopes[at] ?? this.module, nameAt: (at) => nameOf(this.scopes[at]), lastStar: this.lastStar };
  }

  private scope(): Scope {
    return this.open.at(-1)?.scope ?? this.module;
  }

  /** One line of code with all that is in brackets; returns where the next one begins. */
  private statement(begin: number): number {
    const end = this.endOf(begin);
    // Behind a semicolon the line goes on.
    if (this.tokens[begin]?.opensLine !== false) {
      this.indent = this.indentOf(begin);
      while (this.indent <= (this.open.at(-1)?.indent ?? -1)) this.open = this.open.slice(0, -1);
    }
    const [head, next] = [this.tokens[begin]?.text, this.tokens[begin + 1]?.text];
    const keyword = head === 'async' ? next : head;
    const isDefinition = this.tokens[begin]?.kind === 'name' && (keyword === 'def' || keyword === 'class');
    if (isDefinition) this.definition(begin + (head === 'async' ? 2 : 1), keyword === 'def' ? 'function' : 'class', end);
    for (let at = begin; at < end; at++) this.scopes[at] = this.scope();
    if (!isDefinition) this.bindIn(begin, end);
    return end;
  }

  private endOf(begin: number): number {
    let open = 0;
    for (let at = begin; at < this.tokens.length; at++) {
      const token = this.tokens[at];
      if (at > begin && open === 0 && (isSign(token, ';') || (token?.opensLine === true && !this.isJoined(at)))) return isSign(token, ';') ? at + 1 : at;
      if (isSign(token, '(', '[', '{')) open++;
      else if (isSign(token, ')', ']', '}')) open = Math.max(0, open - 1);
    }
    return this.tokens.length;
  }

  /** A backslash at the end of the line before joins the two. */
  private isJoined(at: number): boolean {
    const [last = '', before = ''] = this.source.text.slice(this.tokens[at - 1]?.end ?? 0, this.tokens[at]?.start ?? 0).split('\n').reverse();
    return last.trim() === '' && !before.includes('#') && before.trimEnd().endsWith('\\');
  }

  private indentOf(at: number): number {
    const start = this.tokens[at]?.start ?? 0;
    return start - (this.source.text.lastIndexOf('\n', start - 1) + 1);
  }

  /** `def name(parameters):` and `class Name(...):`; what stands behind the colon on the same line belongs to it too. */
  private definition(at: number, kind: 'function' | 'class', end: number): void {
    this.bind(at, undefined);
    this.open = [...this.open, { indent: this.indent, scope: { kind, name: this.tokens[at]?.text, outer: this.scope(), bindings: new Map() } }];
    let open = 0;
    for (let index = at + 1; index < end; index++) {
      const token = this.tokens[index];
      if (isSign(token, '(', '[', '{')) open++;
      else if (isSign(token, ')', ']', '}')) open--;
      else if (kind === 'function' && open === 1 && token?.kind === 'name' && isSign(this.tokens[index - 1], '(', ',', '*', '**')) this.bind(index, undefined);
      if (open === 0 && isSign(token, ':')) {
        this.bindIn(index + 1, end);
        return;
      }
    }
  }

  /** What a statement that is no definition gives values to. */
  private bindIn(begin: number, end: number): void {
    const first = this.tokens[begin];
    // `case` may be a variable: then it is taken for less than it is.
    if (first?.kind === 'name' && ['import', 'from', 'global', 'nonlocal', 'del', 'case'].includes(first.text)) {
      for (let at = begin + 1; at < end; at++) {
        if (this.tokens[at]?.kind === 'name') this.bind(at, undefined);
        else if (first.text === 'from' && isSign(this.tokens[at], '*')) this.lastStar = at;
      }
      if (first.text === 'global' || first.text === 'nonlocal') for (let at = begin + 1; at < end; at++) if (this.tokens[at]?.kind === 'name') this.bindOutside(at);
      return;
    }
    this.targets(begin, end);
    for (let at = begin; at < end; at++) {
      const token = this.tokens[at];
      if (token?.kind !== 'name') continue;
      if (token.text === 'for' || token.text === 'lambda') at = this.variables(at, end, token.text);
      else if (this.tokens[at - 1]?.text === 'as' || isSign(this.tokens[at + 1], ':=')) this.bind(at, undefined);
    }
  }

  /** `for a, b in`, `lambda a, b:`: a name in a comprehension is taken for one of the scope around it. */
  private variables(begin: number, end: number, keyword: string): number {
    for (let at = begin + 1; at < end; at++) {
      const token = this.tokens[at];
      if (keyword === 'for' ? token?.text === 'in' : isSign(token, ':')) return at;
      if (token?.kind === 'name') this.bind(at, undefined);
    }
    return end;
  }

  /** `a = value`, `a: type = value`, `a, b = values`, `a += value`. */
  private targets(begin: number, end: number): void {
    const equals = this.assignmentIn(begin, end);
    if (equals === undefined) return;
    const isSimple = this.tokens[begin]?.kind === 'name' && this.tokens[equals]?.text === '=' && (equals === begin + 1 || isSign(this.tokens[begin + 1], ':'));
    if (isSimple) this.bind(begin, equals + 1);
    else for (let at = begin; at < equals; at++) if (this.tokens[at]?.kind === 'name' && !isSign(this.tokens[at - 1], '.') && !isSign(this.tokens[at + 1], '.', '[', '(')) this.bind(at, undefined);
    // `a = b = value`
    for (let next = this.assignmentIn(equals + 1, end), from = equals + 1; next !== undefined; from = next + 1, next = this.assignmentIn(from, end)) {
      for (let at = from; at < next; at++) if (this.tokens[at]?.kind === 'name') this.bind(at, undefined);
    }
  }

  private assignmentIn(begin: number, end: number): number | undefined {
    let open = 0;
    for (let at = begin; at < end; at++) {
      const token = this.tokens[at];
      if (isSign(token, '(', '[', '{')) open++;
      else if (isSign(token, ')', ']', '}')) open--;
      else if (open === 0 && token?.kind === 'sign' && /^(?:\*\*|[-+*/%&|^])?=$/u.test(token.text)) return at;
    }
    return undefined;
  }

  private bind(at: number, value: number | undefined): void {
    put(this.scope(), this.tokens[at]?.text ?? '', { at, value });
  }

  /** A name that a function gives values to outside of itself. */
  private bindOutside(at: number): void {
    for (let scope = this.scope().outer; scope !== undefined; scope = scope.outer) put(scope, this.tokens[at]?.text ?? '', { at, value: undefined });
  }
}

function put({ bindings }: Scope, name: string, binding: Binding): void {
  const known = bindings.get(name);
  if (known === undefined) bindings.set(name, [binding]);
  else known.push(binding);
}

function nameOf(scope: Scope | undefined): string | undefined {
  const { name, outer } = scope ?? { name: undefined, outer: undefined };
  return name !== undefined && outer?.name !== undefined ? `${outer.name}.${name}` : name;
}
