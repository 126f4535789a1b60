import { append } from '../../core/long.js';
import type { Problem } from '../../core/problem.js';
import { gap, parseError } from '../../core/problem.js';
import { literal, onOneLine, type Origin, type Source, type Span } from '../../core/source.js';
import type { Library } from '../library.js';
import { real } from './evaluation/places.js';
import { parseHcl } from '../text/hcl/index.js';
import type { Block, Body, Expression } from '../text/hcl/syntax.js';
import { bodyOfJson } from './json-syntax.js';
import { unfollowedIn } from './unfollowed.js';

/** A variable that a module declares. HashiCorp, "Input variables". */
export interface VariableDeclaration {
  readonly name: string;
  readonly at: Origin;
  readonly body: Body;
  readonly default: Expression | undefined;
  readonly type: Expression | undefined;
  readonly sensitive: boolean;
}

/** A resource or a data source. */
export interface ResourceDeclaration {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** The label that names it. */
  readonly at: Origin;
  readonly body: Body;
}

/** A call of another module. */
export interface ModuleCall {
  readonly name: string;
  readonly at: Origin;
  readonly body: Body;
}

export interface Named {
  readonly at: Origin;
  readonly value: Expression;
}

/** What the files of a folder declare together. */
export interface Module {
  /** As in the paths of its files; empty at the root. */
  readonly folder: string;
  readonly sources: readonly Source[];
  readonly variables: ReadonlyMap<string, VariableDeclaration>;
  readonly locals: ReadonlyMap<string, Named>;
  readonly outputs: ReadonlyMap<string, Named>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** By `type.name`, data sources by `data.type.name`. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly problems: readonly Problem[];
}

const isConfiguration = (path: string): boolean => /\.(?:tf|tofu)(?:\.json)?$/u.test(path);

/** Files that change what others say: Terraform reads them last. HashiCorp, "Override files". */
const isOverride = (path: string): boolean => /(?:^|\/|_)override\.(?:tf|tofu)(?:\.json)?$/u.test(path);

const known = new WeakMap<Library, Map<string, Module | undefined>>();

/** The module in a folder; undefined where there is none. */
export function moduleIn(folder: string, library: Library): Module | undefined {
  const modules = known.get(library) ?? new Map<string, Module | undefined>();
  known.set(library, modules);
  if (!modules.has(folder)) modules.set(folder, read(folder, library));
  return modules.get(folder);
}

/** Lets go of the module in a folder: it is read anew if somebody asks for it again. */
export const forget = (folder: string, library: Library): void => {
  known.get(library)?.delete(folder);
};

function read(folder: string, library: Library): Module | undefined {
  const paths = library.list(folder).filter(isConfiguration);
  // OpenTofu takes `x.tofu` in the place of `x.tf`.
  const taken = paths.filter((path) => !/\.tf(?:\.json)?$/u.test(path) || !paths.includes(path.replace(/\.tf((?:\.json)?)$/u, '.tofu$1')));
  if (taken.length === 0) return undefined;
  const module = new Gathering(folder);
  for (const path of [...taken.filter((one) => !isOverride(one)), ...taken.filter(isOverride)]) {
    const opened = library.open(path.slice(folder === '' ? 0 : folder.length + 1), path);
    if (opened.kind === 'closed') module.problems.push(gap(`This was not read: ${opened.reason}`, { source: { path, text: '', bom: false }, start: 0, end: 0 }));
    else module.file(opened.source, path.endsWith('.json') ? bodyOfJson(opened) : parseHcl(opened.source), isOverride(path));
  }
  append(module.problems, unfollowedIn(module));
  return module;
}

/** Gathers what files say, one after the other. */
class Gathering implements Module {
  readonly sources: Source[] = [];
  readonly variables = new Map<string, VariableDeclaration>();
  readonly locals = new Map<string, Named>();
  readonly outputs = new Map<string, Named>();
  readonly calls = new Map<string, ModuleCall>();
  readonly resources = new Map<string, ResourceDeclaration>();
  readonly problems: Problem[] = [];

  constructor(readonly folder: string) {}

  file(source: Source, { body, problems }: { readonly body: Body; readonly problems: readonly Problem[] }, overrides: boolean): void {
    this.sources.push(source);
    append(this.problems, problems);
    for (const block of body.blocks) this.block(block, overrides);
  }

  private block(block: Block, overrides: boolean): void {
    const [first, second] = block.labels;
    if (!overrides && this.isAgain(block)) return;
    const at = (span: Span): Origin => literal(span);
    switch (block.type) {
      case 'locals':
        for (const { name, nameSpan, value } of block.body.attributes) {
          if (!overrides && this.locals.has(name)) this.problems.push(twice(name, nameSpan));
          else this.locals.set(name, { at: at(nameSpan), value });
        }
        break;
      case 'variable':
        if (first !== undefined) this.variables.set(first.text, variable(first.text, at(first.span), overrides ? over(this.variables.get(first.text)?.body, block.body) : block.body));
        break;
      case 'output': {
        const value = attribute(block.body, 'value');
        if (first !== undefined && value !== undefined) this.outputs.set(first.text, { at: at(first.span), value });
        break;
      }
      case 'module':
        if (first !== undefined) this.calls.set(first.text, { name: first.text, at: at(first.span), body: overrides ? over(this.calls.get(first.text)?.body, block.body) : block.body });
        break;
      case 'resource':
      case 'data':
        if (first !== undefined && second !== undefined) this.resource(block.type === 'data' ? 'data' : 'managed', first.text, second, block.body, overrides);
        break;
      default:
        // Providers, backends, moves and checks declare nothing that is looked at.
        break;
    }
  }

  /** What is declared a second time is told, and the first is read: Terraform refuses it, whatever it says. */
  private isAgain({ type, labels }: Block): boolean {
    const [first, second] = labels;
    const declared: Readonly<Record<string, ReadonlyMap<string, unknown>>> = { variable: this.variables, output: this.outputs, module: this.calls };
    const before = type === 'resource' || type === 'data' ? this.resources.has(`${type === 'data' ? 'data.' : ''}${first?.text ?? ''}.${second?.text ?? ''}`) : Object.hasOwn(declared, type) && declared[type]?.has(first?.text ?? '') === true;
    const last = labels.at(-1);
    if (before && last !== undefined) this.problems.push(twice(labels.map(({ text }) => text).join('.'), last.span));
    return before;
  }

  private resource(mode: ResourceDeclaration['mode'], type: string, label: { readonly text: string; readonly span: Span }, body: Body, overrides: boolean): void {
    const key = `${mode === 'data' ? 'data.' : ''}${type}.${label.text}`;
    const before = this.resources.get(key);
    this.resources.set(key, { mode, type, name: label.text, at: before !== undefined && overrides ? before.at : literal(label.span), body: overrides ? over(before?.body, body) : body });
  }
}

function variable(name: string, at: Origin, body: Body): VariableDeclaration {
  const sensitive = attribute(body, 'sensitive');
  return { name, at, body, default: attribute(body, 'default'), type: attribute(body, 'type'), sensitive: sensitive?.kind === 'literal' && sensitive.value === true };
}

export const attribute = (body: Body, name: string): Expression | undefined => body.attributes.find((one) => one.name === name)?.value;

/** Attributes of an override take the place of those before; so do all blocks of a type that it has. */
function over(before: Body | undefined, body: Body): Body {
  if (before === undefined) return body;
  const names = new Set(body.attributes.map(({ name }) => name));
  const types = new Set(body.blocks.map(typeOf));
  return {
    ...before,
    attributes: [...before.attributes.filter(({ name }) => !names.has(name)), ...body.attributes],
    blocks: [...before.blocks.filter((block) => !types.has(typeOf(block))), ...body.blocks],
  };
}

const typeOf = ({ type, labels }: Block): string => (type === 'dynamic' ? (labels[0]?.text ?? '') : type);

/** Terraform refuses it: that is for Terraform to say, and is no reason to stop. */
const twice = (name: string, span: Span): Problem => ({ ...parseError(`\`${name}\` is declared a second time: the first is read`, onOneLine(real(span)), 'warning'), advice: 'Remove one of them.' });
