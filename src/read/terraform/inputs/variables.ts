import { append, firstOfEach } from '../../../core/long.js';
import { scalar, textValue, type Node, type ScalarNode } from '../../../core/node.js';
import { gap, parseError, type Problem } from '../../../core/problem.js';
import { onOneLine } from '../../../core/source.js';
import type { Candidate, Input } from '../../../core/worlds.js';
import type { FolderOptions } from '../../reader.js';
import { parseExpression } from '../../text/hcl/index.js';
import type { Expression } from '../../text/hcl/syntax.js';
import { attribute, type Module, type VariableDeclaration } from '../module.js';
import { virtual } from '../evaluation/places.js';
import type { Given } from '../evaluation/run.js';
import { comparedIn, literalOf, variableOf } from './compared.js';
import { readVariables } from './files.js';

/** A value that somebody gives a variable of the root module: an expression, and the text it is written in. */
export type Assigned = Expression;

/** What is given for the variables of a root module, and what was to be told of that. */
export interface Assignments {
  readonly values: ReadonlyMap<string, Assigned>;
  readonly problems: readonly Problem[];
}

/** As Terraform takes them, the last first: the command line, `*.auto.tfvars`, `terraform.tfvars`, the environment. HashiCorp, "Variable Definition Precedence". */
export function assignmentsOf(module: Module, { library, variables, environment }: FolderOptions): Assignments {
  const values = new Map<string, Assigned>();
  const problems: Problem[] = [];
  const byHand = (name: string, text: string): void => {
    const { expression, problem } = writtenBy(text, name, module.variables.get(name));
    values.set(name, expression);
    if (problem !== undefined) problems.push(problem);
  };
  for (const [name, text] of environment) if (name.startsWith(PREFIX) && module.variables.has(name.slice(PREFIX.length))) byHand(name.slice(PREFIX.length), text);
  const inFolder = library.list(module.folder).map((path) => path.slice(module.folder === '' ? 0 : module.folder.length + 1));
  const automatic = ['terraform.tfvars', 'terraform.tfvars.json', ...inFolder.filter((name) => /\.auto\.tfvars(?:\.json)?$/u.test(name)).sort()];
  for (const name of automatic.filter((one) => inFolder.includes(one))) {
    const opened = library.open(name, `${module.folder}${module.folder === '' ? '' : '/'}x`);
    if (opened.kind === 'closed') {
      problems.push(gap(`This was not read: ${opened.reason}`, { source: { path: `${module.folder}/${name}`, text: '', bom: false }, start: 0, end: 0 }));
      continue;
    }
    const read = readVariables(opened.source);
    append(problems, read.problems);
    for (const one of read.attributes) values.set(one.name, one.value);
  }
  for (const { name, value } of variables) {
    if (typeof value !== 'string') values.set(name, value);
    else if (module.variables.has(name)) byHand(name, value);
  }
  return { values, problems };
}

/** What the names of environment variables begin with that give a value. HashiCorp, "Environment Variables", `TF_VAR_name`. */
const PREFIX = 'TF_VAR_';

/** Types whose values are the texts that are given for them. */
const primitive: ReadonlySet<string> = new Set(['string', 'number', 'bool']);

/** What has a complex type is written as an expression, else the text is the value. It stands in no file: its place is the declaration's. */
function writtenBy(text: string, name: string, declaration: VariableDeclaration | undefined): { readonly expression: Assigned; readonly problem: Problem | undefined } {
  const at = declaration?.at.span ?? { source: { path: '', text: '', bom: false }, start: 0, end: 0 };
  const source = virtual(at.source.path, text, () => at);
  const type = declaration?.type;
  if (type !== undefined && !(type.kind === 'variable' && primitive.has(type.name))) {
    const { expression, problems: [fault] } = parseExpression(source);
    return { expression, problem: fault === undefined ? undefined : parseError(`the value that is given for \`${name}\` by hand cannot be read (${fault.message})`, onOneLine(at)) };
  }
  const span = { source, start: 0, end: text.length };
  return { expression: { kind: 'template', form: 'quoted', parts: text === '' ? [] : [{ kind: 'text', value: text, span, isQuoted: false, runs: [] }], span }, problem: undefined };
}

/** The choices for a variable of the root module that nobody gives a value: its default, then what it is compared with. */
export function inputOf(declaration: VariableDeclaration, module: Module, options: FolderOptions, defaultOf: () => Node | undefined): Input<Given> {
  const { name, sensitive } = declaration;
  const literals = comparedIn(module, options.library).get(name) ?? new Set<string>();
  const fallback = defaultOf();
  const isNull = fallback?.kind === 'scalar' && fallback.value === null;
  const byDefault: readonly Candidate<Given>[] = fallback === undefined ? [] : [{ value: { kind: 'value', node: fallback }, label: isNull ? 'null' : (textValue(fallback) ?? 'the default'), default: true }];
  const allowed = allowedBy(declaration, module);
  const others = (allowed ?? [...literals].map((text) => scalarOf(text, declaration))).map((node): Candidate<Given> => ({ value: { kind: 'value', node }, label: textValue(node) ?? '', default: false }));
  const choices = firstOfEach([...byDefault, ...others], ({ label }) => label);
  const isBoolean = declaration.type?.kind === 'variable' && declaration.type.name === 'bool' && literals.size > 0;
  const closed = allowed !== undefined || isBoolean || (fallback !== undefined && literals.size === 0);
  const rest: Candidate<Given> = { value: { kind: 'other', not: literals, reason: fallback === undefined ? `variable \`${name}\` has no default` : `variable \`${name}\` can be given any value` }, label: 'another value', default: false };
  const candidates = closed ? choices : [...choices, rest];
  return { name: `var.${name}`, candidates: sensitive ? candidates.map((candidate, index) => ({ ...candidate, label: `hidden value ${String(index + 1)}` })) : candidates };
}

/** A literal as the variable's type makes it. */
function scalarOf(text: string, { type, at }: VariableDeclaration): ScalarNode {
  const name = type?.kind === 'variable' ? type.name : '';
  if (name === 'bool' && (text === 'true' || text === 'false')) return scalar(text === 'true', at);
  return name === 'number' && Number.isFinite(Number(text)) ? scalar(Number(text), at, text) : scalar(text, at);
}

/** `validation { condition = contains(["a", "b"], var.x) }` allows no other values. HashiCorp, "Custom Validation Rules". */
function allowedBy(declaration: VariableDeclaration, module: Module): readonly ScalarNode[] | undefined {
  for (const block of declaration.body.blocks) {
    const condition = block.type === 'validation' ? attribute(block.body, 'condition') : undefined;
    if (condition?.kind !== 'call' || condition.name !== 'contains') continue;
    const [list, value] = condition.arguments;
    if (list?.kind !== 'tuple' || value === undefined || variableOf(value, module) !== declaration.name) continue;
    const texts = list.items.map((item) => ({ text: literalOf(item), span: item.span }));
    if (texts.every(({ text }) => text !== undefined)) {
      return texts.map(({ text, span }) => ({ ...scalarOf(text ?? '', declaration), origin: { span: onOneLine(span), via: 'allowed-value' } }));
    }
  }
  return undefined;
}
