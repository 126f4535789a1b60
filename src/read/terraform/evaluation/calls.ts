import { append } from '../../../core/long.js';
import { scalar, type Node } from '../../../core/node.js';
import { literal } from '../../../core/source.js';
import { unknown, type Unknown } from '../../../core/value.js';
import type { Expression } from '../../text/hcl/syntax.js';
import type { FunctionFile } from '../functions/call.js';
import { isLoose } from '../functions/documents.js';
import { functions } from '../functions/index.js';
import type { Evaluator } from './evaluate.js';
import type { Scope } from './run.js';
import { isNoKey } from './traversal.js';

type Call = Extract<Expression, { kind: 'call' }>;

/** A call of a function. `try` and `can` look at whether something fails before they look at what it is. */
export function call(expression: Call, scope: Scope, evaluator: Evaluator): Node {
  switch (expression.name) {
    case 'try':
      return firstThatHolds(expression, scope, evaluator);
    case 'can':
      return can(expression, scope, evaluator);
    default:
      return byTable(expression, scope, evaluator);
  }
}

/** Fails for sure: what it refers to is not there. */
const isFailure = (node: Node): boolean => node.kind === 'absent' || (node.kind === 'unknown' && node.nature === 'invalid');

/** What may fail, and may not, stands between. HashiCorp, "try Function". */
function firstThatHolds({ arguments: args, span }: Call, scope: Scope, evaluator: Evaluator): Node {
  for (const argument of args) {
    const value = evaluator.evaluate(argument, scope);
    if (!isFailure(value)) return value;
  }
  return unknown('no operand of `try` has a value', literal(evaluator.at(span)), 'invalid');
}

function can({ arguments: [argument], span }: Call, scope: Scope, evaluator: Evaluator): Node {
  const value = argument === undefined ? undefined : evaluator.evaluate(argument, scope);
  const at = evaluator.at(span);
  if (value === undefined || (value.kind === 'unknown' && value.nature !== 'invalid')) return unknown(value?.reason ?? '`can` has no operand', literal(at));
  return scalar(!isFailure(value), { span: at, via: 'function' });
}

function byTable({ name, arguments: args, expandsFinal, span }: Call, scope: Scope, evaluator: Evaluator): Node {
  const implementation = functions.get(name.replace(/^core::/u, ''));
  if (implementation === undefined) return evaluator.unread(name, span);
  const values = args.map((argument) => evaluator.evaluate(argument, scope));
  const last = expandsFinal ? values.pop() : undefined;
  let open: Unknown | undefined;
  if (last?.kind === 'list') {
    append(values, last.items);
    open = last.unseen[0] ?? (isLoose(last) ? unknown('how many there are is not known', literal(evaluator.at(span))) : undefined);
  } else if (last !== undefined) {
    open = last.kind === 'unknown' ? last : unknown('what is spread is no list', literal(evaluator.at(span)));
  }
  const settled = byExclusion(name, values, evaluator);
  if (settled !== undefined) return settled;
  return implementation({
    name,
    arguments: values,
    open,
    at: evaluator.at(span),
    files: { open: (path) => fileNamed(path, span, evaluator) },
    render: (template, variables) => evaluator.render(template, variables),
  });
}

/** What an input that is some other value than those it is compared with is found in: nothing. */
function byExclusion(name: string, [first, second, fallback]: readonly Node[], evaluator: Evaluator): Node | undefined {
  if (first === undefined || second?.kind !== 'unknown') return undefined;
  if (name === 'lookup') return isNoKey(second, first, evaluator) ? fallback : undefined;
  if (name !== 'contains' || first.kind !== 'list' || first.unseen.length > 0) return undefined;
  return first.items.every((item) => item.kind === 'scalar' && evaluator.isNot(second, item.text)) ? scalar(false, second.origin) : undefined;
}

/** A file by its way from the folder in which Terraform is run. */
function fileNamed(path: string, span: Call['span'], evaluator: Evaluator): FunctionFile {
  const { run } = evaluator.instance;
  const opened = run.library.open(path, run.root.folder === '' ? 'main.tf' : `${run.root.folder}/main.tf`);
  if (opened.kind === 'read' && !run.uses.some(({ of }) => of === opened.source)) run.uses.push({ of: opened.source, at: literal(evaluator.at(span)) });
  return opened;
}
