import type { Library } from '../../library.js';
import type { Expression } from '../../text/hcl/syntax.js';
import { soleInterpolation, type TemplatePart } from '../../text/hcl/syntax.js';
import { wayOf } from '../evaluation/traversal.js';
import { comparedIn, everyOf } from '../inputs/compared.js';
import type { Assignments } from '../inputs/variables.js';
import { attribute, type Module, type ResourceDeclaration } from '../module.js';

/**
 * What is asked of a value besides that evaluating it tells nothing:
 * - `value`: nothing more;
 * - `named`: it ends in something that is written out, or is not known: it may be an ARN, of which the end says what it names;
 * - `text`: it is a string, a number or a boolean, or not known, so that it may stand in a template: null and lists fail there;
 * - `quoted`: such a text that may stand between the quotes of JSON and be nothing but text there.
 */
export type Need = 'value' | 'named' | 'text' | 'quoted';

/** Names that hold where an expression stands, such as `each.key`: each is a text that is written out. */
export type Names = ReadonlyMap<string, 'text' | 'quoted'>;

export const noNames: Names = new Map();

/** What the evaluator bounds is bounded far below that here: expressions in expressions, references in references, what is looked at in all, the length of all texts. */
const MAX_DEPTH = 64;
const MAX_REFERENCES = 16;
const MAX_LOOKS = 20_000;
const MAX_TEXT = 200_000;
/** Worlds: `WORLD_CAP` of them are tried before something is given up, which is told. */
const MAX_WORLDS = 16;

/** Printable, and neither a quote nor a backslash. */
export const QUOTABLE = /^[ !#-[\]-~]*$/u;

/** Attributes that make several of a block, or none: a reference to one of several fails without its key. */
export const counting = ['count', 'for_each', 'enabled'] as const;

/**
 * Looks at values of a module as they are written. What is referred to is looked at wherever it is referred to, and never
 * remembered: so what is looked at is as much as what evaluation would make, and there is an end to both.
 */
export class Values {
  /** For what is evaluated several times, once for each instance. */
  times = 1;
  private depth = 0;
  private looks = 0;
  private length = 0;
  private worlds = 1;
  private readonly chosen = new Set<string>();
  /** What is being looked at, and so must not refer to itself. */
  private readonly pending = new Set<string>();

  constructor(
    private readonly module: Module,
    private readonly library: Library,
    private readonly assignments: Assignments,
  ) {}

  /** Whether evaluating an expression tells nothing, in any world, and comes to what is asked for. */
  tellsNothing(expression: Expression, need: Need, names: Names = noNames): boolean {
    return this.look() && this.deeper(() => this.byKind(expression, need, names));
  }

  private byKind(expression: Expression, need: Need, names: Names): boolean {
    const all = (expressions: readonly Expression[], of: Need): boolean => expressions.every((one) => this.tellsNothing(one, of, names));
    switch (expression.kind) {
      case 'literal':
        return expression.value !== null || need === 'value' || need === 'named';
      case 'template': {
        const only = soleInterpolation(expression);
        return only === undefined ? this.template(expression.parts, need, names) : this.tellsNothing(only.value, need, names);
      }
      case 'parens':
        return this.tellsNothing(expression.inner, need, names);
      case 'tuple':
        return isWhole(need) && all(expression.items, need);
      case 'object':
        return isWhole(need) && expression.items.every(({ key, value }) => (key.kind === 'name' || this.tellsNothing(key, 'text', names)) && this.tellsNothing(value, need, names));
      case 'conditional':
        return this.chooses() && all([expression.condition], 'value') && all([expression.whenTrue, expression.whenFalse], need);
      case 'unary':
        return all([expression.operand], 'value');
      case 'binary':
        return all([expression.left, expression.right], 'value');
      case 'variable':
      case 'getAttr':
        return this.reference(expression, need, names);
      case 'index':
      case 'splat':
      case 'item':
      case 'call':
      case 'for':
      case 'invalid':
        return false;
    }
  }

  /** The local value that an expression is and nothing else, looked at by `test`; undefined where it is none. */
  local(expression: Expression, test: (value: Expression) => boolean): boolean | undefined {
    const { root, steps } = wayOf(expression);
    const [step] = steps;
    if (root.kind !== 'variable' || root.name !== 'local' || step?.kind !== 'attribute' || steps.length > 1) return undefined;
    const declaration = this.module.locals.get(step.name);
    return declaration !== undefined && this.within(`local.${step.name}`, () => test(declaration.value));
  }

  /** A condition that may be tried both ways: whether there are still few worlds. */
  chooses(candidates = 2): boolean {
    this.worlds *= candidates ** this.times;
    return this.worlds <= MAX_WORLDS;
  }

  /** How much was looked at so far. */
  get looked(): number {
    return this.looks;
  }

  /** Whether there is still little that was looked at; what a reference leads to is copied on the way. */
  look(length = 0): boolean {
    this.looks += this.times * (1 + this.pending.size);
    this.length += this.times * length;
    return this.looks <= MAX_LOOKS && this.length <= MAX_TEXT;
  }

  /** What stands in something else. */
  deeper(test: () => boolean): boolean {
    this.depth++;
    const result = this.depth <= MAX_DEPTH && test();
    this.depth--;
    return result;
  }

  /** What must not refer to itself. */
  within(name: string, test: () => boolean): boolean {
    if (this.pending.has(name) || this.pending.size >= MAX_REFERENCES) return false;
    this.pending.add(name);
    const result = this.deeper(test);
    this.pending.delete(name);
    return result;
  }

  private template(parts: readonly TemplatePart[], need: Need, names: Names): boolean {
    if (need === 'named' && parts.length > 1 && !endsInName(parts.at(-1))) return false;
    return parts.every((part) => {
      if (part.kind === 'text') return this.look(part.value.length) && (need !== 'quoted' || QUOTABLE.test(part.value));
      return part.kind === 'interpolation' && this.tellsNothing(part.value, need === 'quoted' ? 'quoted' : 'text', names);
    });
  }

  private reference(expression: Expression, need: Need, names: Names): boolean {
    const { root, steps } = wayOf(expression);
    const path = steps.map((step) => (step.kind === 'attribute' ? step.name : undefined));
    const [first, second, third] = path;
    if (root.kind !== 'variable' || first === undefined || path.includes(undefined)) return false;
    switch (root.name) {
      case 'each':
      case 'count':
        return path.length === 1 && suits(names.get(`${root.name}.${first}`), need);
      case 'var':
        return path.length === 1 && this.variable(first, need);
      case 'local':
        return this.local(expression, (value) => this.tellsNothing(value, need)) === true;
      case 'path':
        return path.length === 1 && need !== 'quoted';
      case 'data':
        return path.length === 3 && second !== undefined && third !== undefined && this.attributeOf(`data.${first}.${second}`, third, need);
      default:
        return path.length === 2 && second !== undefined && this.attributeOf(`${root.name}.${first}`, second, need);
    }
  }

  /** What nobody gives from outside is the default, one of the literals that it is compared with, or not known. */
  private variable(name: string, need: Need): boolean {
    const declaration = this.module.variables.get(name);
    if (declaration === undefined || this.assignments.values.has(name) || declaration.body.blocks.length > 0) return false;
    const { default: fallback, type } = declaration;
    const literals = comparedIn(this.module, this.library).get(name) ?? new Set<string>();
    if (literals.size > 0 && !this.chosen.has(name)) {
      this.chosen.add(name);
      this.worlds *= literals.size + 2;
      if (this.worlds > MAX_WORLDS) return false;
    }
    if (need === 'quoted' && ![...literals].every((text) => QUOTABLE.test(text))) return false;
    if (type !== undefined && !isWhole(need) && type.kind !== 'variable') return false;
    if (type !== undefined && fills(type)) return false;
    return fallback === undefined || this.within(`var.${name}`, () => this.tellsNothing(fallback, need));
  }

  /** An attribute of a resource or data source of the module, of which there is one. What is not written is known only when it is made. */
  private attributeOf(key: string, name: string, need: Need): boolean {
    const declaration = this.module.resources.get(key);
    if (declaration === undefined || isCounted(declaration) || isSpecial(declaration)) return false;
    if (declaration.body.blocks.some(({ type, labels }) => type === name || (type === 'dynamic' && labels[0]?.text === name))) return false;
    // The id may be the name, and the ARN of what is looked up ends in it.
    const written = [name, ...(name === 'id' || name === 'arn' ? ['name'] : [])].flatMap((one) => attribute(declaration.body, one) ?? []);
    return written.every((value) => this.within(`${key}.${name}`, () => this.tellsNothing(value, need)));
  }
}

/** Whether what is asked for may be a list or a map. */
const isWhole = (need: Need): boolean => need === 'value' || need === 'named';

const suits = (has: 'text' | 'quoted' | undefined, need: Need): boolean => has !== undefined && (need !== 'quoted' || has === 'quoted');

export const isCounted = ({ body }: ResourceDeclaration): boolean => counting.some((name) => attribute(body, name) !== undefined);

/** What a data source renders as a document is looked at as one, and the ARN of a trail is made of its name. */
const isSpecial = ({ type }: ResourceDeclaration): boolean => type === 'aws_iam_policy_document' || type.includes('cloudtrail');

/** The end of a path behind all that is put in. */
const endsInName = (part: TemplatePart | undefined): boolean => part?.kind === 'text' && /\/[^/]+$/u.test(part.value);

/** Whether a type fills in defaults of its own: `optional(string, "x")`. */
function fills(type: Expression): boolean {
  let found = false;
  everyOf(type, (one) => {
    if (one.kind === 'call' && one.name === 'optional' && one.arguments.length > 1) found = true;
  });
  return found;
}
