import { list, map, member, scalar, textValue, type Node } from '../../../core/node.js';
import { literal, type Origin, type Span } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import type { Expression } from '../../text/hcl/syntax.js';
import { comparedIn, WORKSPACE } from '../inputs/compared.js';
import { WORKING_FOLDER } from '../functions/call.js';
import { usedAt, type Evaluator } from './evaluate.js';
import { real } from './places.js';
import { resourceValue } from './references.js';
import type { Scope } from './run.js';

/** One step on the way into a value. */
export type Step =
  | { readonly kind: 'attribute'; readonly name: string; readonly span: Span }
  | { readonly kind: 'index'; readonly key: Expression; readonly span: Span }
  | { readonly kind: 'splat'; readonly each: readonly Step[]; readonly span: Span };

interface Way {
  readonly root: Expression;
  readonly steps: readonly Step[];
}

/** The whole way from where it begins. */
export function wayOf(expression: Expression): Way {
  const steps: Step[] = [];
  let at = expression;
  for (;;) {
    if (at.kind === 'getAttr') {
      steps.unshift({ kind: 'attribute', name: at.name, span: at.nameSpan });
      at = at.object;
    } else if (at.kind === 'index') {
      steps.unshift({ kind: 'index', key: at.key, span: at.span });
      at = at.collection;
    } else if (at.kind === 'splat') {
      steps.unshift({ kind: 'splat', each: wayOf(at.each).steps, span: at.span });
      at = at.collection;
    } else return { root: at, steps };
  }
}

/** A reference, `var.a.b[0].c`: the value is written elsewhere and is pointed at where it is used. HashiCorp, "References to Named Values". */
export function traversal(expression: Expression, scope: Scope, evaluator: Evaluator): Node {
  const { root, steps } = wayOf(expression);
  if (root.kind !== 'variable') return into(evaluator.evaluate(root, scope), steps, scope, evaluator);
  const at = evaluator.at(expression.span);
  const local = scope.locals.get(root.name);
  if (local !== undefined) return usedAt(into(local, steps, scope, evaluator), at, 'reference', evaluator);
  const [first, ...rest] = steps;
  if (first?.kind !== 'attribute') return unknown(`\`${root.name}\` is no value`, literal(at), 'invalid');
  return byRoot(root.name, first.name, rest, scope, evaluator, at);
}

function byRoot(root: string, name: string, rest: readonly Step[], scope: Scope, evaluator: Evaluator, at: Span): Node {
  const { instance } = evaluator;
  const use = (node: Node, via: Origin['via']): Node => usedAt(into(node, rest, scope, evaluator), at, via, evaluator);
  switch (root) {
    case 'var':
      return use(instance.variable(name, at), 'parameter');
    case 'local':
      return use(instance.local(name, at), 'reference');
    case 'module':
      return usedAt(moduleValue(name, rest, scope, evaluator, at), at, 'reference', evaluator);
    case 'path':
      return pathOf(name, evaluator, at);
    case 'terraform':
    case 'tofu':
      return name === 'workspace' ? workspace(evaluator, at) : unknown(`\`${root}.${name}\` is known only when the configuration is applied`, literal(at), 'open', [{ name: `${root}.${name}`, holds: 'one' }]);
    case 'each':
    case 'count':
    case 'self':
      return unknown(`\`${root}.${name}\` has no value here`, literal(at), 'invalid');
    case 'data': {
      const [type, ...more] = rest;
      return type?.kind === 'attribute' ? resourceValue(`data.${name}.${type.name}`, more, scope, evaluator, at) : unknown('it names no data source', literal(at), 'invalid');
    }
    default:
      return resourceValue(`${root}.${name}`, rest, scope, evaluator, at);
  }
}

/** The workspace is one of those that it is compared with, or another one. HashiCorp, "Workspaces". */
function workspace(evaluator: Evaluator, at: Span): Node {
  const { run } = evaluator.instance;
  const literals = comparedIn(run.root, run.library).get(WORKSPACE) ?? new Set<string>();
  const written = [...literals].map((text) => ({ value: { kind: 'value', node: scalar(text, literal(at)) } as const, label: text, default: false }));
  const other = { value: { kind: 'other', not: literals, reason: 'the workspace is not known' } as const, label: 'another workspace', default: false };
  return evaluator.given(run.choose({ name: WORKSPACE, candidates: [...written, other] })?.value, WORKSPACE, literal(at), (node) => node);
}

function pathOf(name: string, { instance }: Evaluator, at: Span): Node {
  const text = { module: instance.path, root: '.' }[name];
  return text === undefined ? unknown('where Terraform is run is not known', literal(at), 'open', [{ name: WORKING_FOLDER, holds: 'one' }]) : scalar(text, { span: at, via: 'reference' });
}

/** What a module hands out: of each of its instances where it has several. */
function moduleValue(name: string, steps: readonly Step[], scope: Scope, evaluator: Evaluator, at: Span): Node {
  const { instance } = evaluator;
  if (!instance.module.calls.has(name)) return evaluator.undeclared(`module \`${name}\``, at);
  const made = instance.children(name);
  if (made === undefined) return unknown(`what module \`${name}\` hands out is not known`, literal(at), 'open', [{ name: `module.${name}`, holds: 'any' }]);
  return ofInstances(made.form, made.items, steps, scope, evaluator, at, (child, rest) => {
    const [output, ...more] = rest;
    if (output?.kind !== 'attribute') return unknown('it names no output', literal(at));
    return into(child.output(output.name, at), more, scope, evaluator);
  });
}

/** Instances of a resource or module: one, those of `count` in a list, those of `for_each` by their keys. */
export type Form = 'one' | 'list' | 'map' | 'unknown';

/** Goes on into the one that an index selects, or into each of them. */
export function ofInstances<T>(
  form: Form,
  items: readonly { readonly key: string | number | undefined; readonly value: T }[],
  steps: readonly Step[],
  scope: Scope,
  evaluator: Evaluator,
  at: Span,
  go: (value: T, rest: readonly Step[]) => Node,
): Node {
  const [first, ...rest] = steps;
  const [only] = items;
  if (form === 'unknown') return unknown('how many there are is not known', literal(at));
  if (form === 'one') return only === undefined ? unknown('it is not there', literal(at), 'invalid') : go(only.value, first?.kind === 'splat' ? [...first.each, ...rest] : isZero(first) ? rest : steps);
  if (first?.kind === 'splat') return into(list(items.map(({ value }) => go(value, first.each)), literal(at)), rest, scope, evaluator);
  if (first?.kind === 'index') {
    const key = evaluator.evaluate(first.key, scope);
    const text = textValue(key);
    if (text === undefined) return unknown(key.kind === 'unknown' ? key.reason : 'an index is not known', literal(at));
    const found = items.find((item) => String(item.key) === text);
    return found === undefined ? unknown('there is no such instance', literal(at), 'invalid') : go(found.value, rest);
  }
  if (first !== undefined) return unknown('it has several instances', literal(at), 'invalid');
  // All of them, such as for `values(aws_iam_role.x)` or `for_each = module.y`.
  if (form === 'list') return list(items.map(({ value }) => go(value, [])), literal(at));
  return map(new Map(items.map(({ key, value }) => [String(key), { key: literal(at), value: go(value, []) }])), literal(at));
}

const isZero = (step: Step | undefined): boolean => step?.kind === 'index' && step.key.kind === 'literal' && step.key.value === 0;

/** Steps into a value that is evaluated already. */
export function into(node: Node, steps: readonly Step[], scope: Scope, evaluator: Evaluator): Node {
  let value = node;
  for (const step of steps) {
    if (step.kind === 'splat') {
      value = splat(value, step.each, scope, evaluator, step.span);
      continue;
    }
    const key: Node = step.kind === 'attribute' ? scalar(step.name, literal(real(step.span))) : evaluator.evaluate(step.key, scope);
    value = stepInto(value, key, evaluator.at(step.span), evaluator);
  }
  return value;
}

/** `a[*].b` is a list of one where `a` is no list, and of none where it is null. */
function splat(node: Node, rest: readonly Step[], scope: Scope, evaluator: Evaluator, span: Span): Node {
  const at = literal(evaluator.at(span));
  if (node.kind === 'unknown') return list([], at, [node]);
  if (node.kind === 'absent' || (node.kind === 'scalar' && node.value === null)) return list([], at);
  const items = node.kind === 'list' ? node.items : [node];
  return list(items.map((item) => into(item, rest, scope, evaluator)), at, node.kind === 'list' ? node.unseen : []);
}

function stepInto(node: Node, key: Node, at: Span, evaluator: Evaluator): Node {
  const text = textValue(key);
  if (node.kind === 'unknown') return node.text.length === 1 ? { ...node, text: [{ name: '?', holds: 'any' }] } : node;
  if (text === undefined && isNoKey(key, node, evaluator)) return unknown('it has no such key', literal(at), 'invalid');
  if (text === undefined) return unknown(key.kind === 'unknown' ? key.reason : 'an index is not known', literal(at));
  if (node.kind === 'list') {
    if (node.unseen.length > 0) return unknown(node.unseen[0]?.reason ?? '', literal(at));
    const item = /^\d+$/u.test(text) ? node.items[Number(text)] : undefined;
    return item ?? unknown('it has no such item', literal(at), 'invalid');
  }
  const found = member(node, text);
  return found.kind === 'absent' ? unknown(`it has no \`${text}\``, literal(at), 'invalid') : found;
}

/** Whether an input is some other value than any key of a map. */
export const isNoKey = (key: Node, node: Node, evaluator: Evaluator): boolean => node.kind === 'map' && node.unseen.length === 0 && node.entries.size > 0 && [...node.entries.keys()].every((name) => evaluator.isNot(key, name));
