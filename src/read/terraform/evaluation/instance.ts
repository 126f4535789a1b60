import type { Node } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { literal, onOneLine, type Span } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import type { Expression, Name } from '../../text/hcl/syntax.js';
import { attribute, moduleIn, type Module, type ModuleCall } from '../module.js';
import { Evaluator } from './evaluate.js';
import { instancesOf } from './instances.js';
import { located } from './modules.js';
import { real } from './places.js';
import { MAX_MODULES, MAX_NESTING, noScope, type Run } from './run.js';
import type { Form } from './traversal.js';
import { converted } from './types.js';

/** What a module is given for its variables: the root by whoever applies it, another by its call. */
export type Given = (name: string, at: Span) => Node | undefined;

/** An instance of a module that another one calls. */
export interface Child {
  readonly key: string | number | undefined;
  readonly exists: 'yes' | 'maybe';
  readonly value: Instance;
}

export interface Children {
  readonly form: Form;
  readonly items: readonly Child[];
}

/** A module as it is applied, with what it is given: one for the root, one for each instance of each call. */
export class Instance {
  readonly evaluator: Evaluator;
  private readonly locals = new Map<string, Node>();
  private readonly outputs = new Map<string, Node>();
  private readonly values = new Map<string, Node>();
  private readonly resources = new Map<string, Node>();
  private readonly called = new Map<string, Children | undefined>();
  /** What is being evaluated. */
  private readonly pending = new Map<Map<string, Node>, Set<string>>();

  constructor(
    readonly module: Module,
    readonly run: Run,
    /** `module.a.module.b[0].`; empty for the root. */
    readonly prefix: string,
    /** Its folder as seen from the root module. */
    readonly path: string,
    /** The modules it is called in, itself last. */
    readonly within: readonly Module[],
    private readonly given: Given,
    /** Provider configurations that it is handed, by the names it has for them. */
    readonly providers: ReadonlyMap<string, string>,
  ) {
    this.evaluator = new Evaluator(this);
  }

  /** The value of a variable; where it is used is for the caller to say. */
  variable(name: string, at: Span): Node {
    const declaration = this.module.variables.get(name);
    if (declaration === undefined) return this.evaluator.undeclared(`variable \`${name}\``, at);
    return this.once(this.values, name, at, () => {
      const given = this.given(name, at);
      const isNull = given === undefined || given.kind === 'absent' || (given.kind === 'scalar' && given.value === null);
      const notNullable = attribute(declaration.body, 'nullable');
      const takesDefault = given === undefined || (isNull && notNullable?.kind === 'literal' && notNullable.value === false);
      if (!takesDefault) return converted(given, declaration.type, this.evaluator);
      if (declaration.default === undefined) return unknown(`variable \`${name}\` has no default`, literal(at), 'open', [{ name: `${this.prefix}${name}`, holds: 'any' }]);
      return converted(this.evaluator.evaluate(declaration.default, noScope), declaration.type, this.evaluator);
    });
  }

  local(name: string, at: Span): Node {
    const declaration = this.module.locals.get(name);
    if (declaration === undefined) return this.evaluator.undeclared(`local value \`${name}\``, at);
    return this.once(this.locals, name, at, () => this.evaluator.evaluate(declaration.value, noScope));
  }

  output(name: string, at: Span): Node {
    const declaration = this.module.outputs.get(name);
    if (declaration === undefined) return this.evaluator.undeclared(`output \`${name}\` of \`${this.prefix.slice(0, -1)}\``, at);
    return this.once(this.outputs, name, at, () => this.evaluator.evaluate(declaration.value, noScope));
  }

  /** What is written in a resource of the module, under a name of the caller's. */
  written(key: string, at: Span, make: () => Node): Node {
    return this.once(this.resources, key, at, make);
  }

  /** What refers to itself is told, and unknown. */
  private once(known: Map<string, Node>, name: string, at: Span, make: () => Node): Node {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (this.pending.get(known)?.has(name) === true) {
      this.evaluator.tell(gap(`\`${name}\` refers to itself`, at));
      return unknown(`\`${name}\` refers to itself`, literal(at));
    }
    const pending = this.pending.get(known) ?? new Set<string>();
    this.pending.set(known, pending.add(name));
    const value = make();
    pending.delete(name);
    known.set(name, value);
    return value;
  }

  /** The instances of a module that is called; undefined where it is not at hand, which is told. */
  children(name: string): Children | undefined {
    if (this.called.has(name)) return this.called.get(name);
    // Set before it is known: a module may not be called with what it hands out itself, nor counted by it.
    this.called.set(name, undefined);
    const declaration = this.module.calls.get(name);
    const children = declaration === undefined ? undefined : this.childrenOf(declaration);
    this.called.set(name, children);
    return children;
  }

  private childrenOf(declaration: ModuleCall): Children | undefined {
    const { name, body, at } = declaration;
    const source = attribute(body, 'source');
    const found = located(declaration, this);
    const away = (reason: string): Children | undefined => {
      this.evaluator.tell(gap(reason.startsWith('`') ? reason : `Module \`${name}\` is not read: ${reason}`, onOneLine(real(source?.span ?? at.span))));
      return undefined;
    };
    if (found.kind === 'away') return away(found.reason);
    const module = moduleIn(found.folder, this.run.library);
    if (module === undefined) return away(`there is no configuration in \`${found.folder}\``);
    if (this.within.includes(module)) return away('it calls itself');
    if (this.within.length >= MAX_NESTING) return away('too many modules are nested');
    for (const of of module.sources) if (!this.run.uses.some((use) => use.of === of && use.at.span.start === at.span.start && use.at.span.source === at.span.source)) this.run.uses.push({ of, at });
    for (const problem of module.problems) this.evaluator.tell(problem);
    const { form, items } = instancesOf(body, noScope, this.evaluator);
    const { ledger } = this.run;
    ledger.modules += items.length;
    if (ledger.modules > MAX_MODULES) return away(`more than ${String(MAX_MODULES)} modules are called`);
    return {
      form,
      items: items.map(({ suffix, key, exists, scope }) => {
        const given: Given = (variable) => {
          const value = attribute(body, variable);
          return value === undefined ? undefined : this.evaluator.evaluate(value, scope);
        };
        return { key, exists, value: new Instance(module, this.run, `${this.prefix}module.${name}${suffix}.`, found.path, [...this.within, module], given, this.handedOn(body)) };
      }),
    };
  }

  /** Names of provider configurations in a module that is called: those it is handed, else those of the caller. */
  private handedOn(body: ModuleCall['body']): ReadonlyMap<string, string> {
    const handed = attribute(body, 'providers');
    const names = new Map(this.providers);
    if (handed?.kind !== 'object') return names;
    for (const { key, value } of handed.items) {
      const inner = nameOf(key);
      const outer = nameOf(value);
      if (inner !== undefined && outer !== undefined) names.set(inner, this.providers.get(outer) ?? outer);
    }
    return names;
  }
}

/** `aws.west` as it is written. */
export function nameOf(expression: Expression | Name): string | undefined {
  if (expression.kind === 'variable') return expression.name;
  if (expression.kind === 'name') return expression.text;
  if (expression.kind === 'parens') return nameOf(expression.inner);
  if (expression.kind !== 'getAttr') return undefined;
  const before = nameOf(expression.object);
  return before === undefined ? undefined : `${before}.${expression.name}`;
}
