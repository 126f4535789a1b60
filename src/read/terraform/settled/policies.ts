import { textValue, type MapNode, type Node } from '../../../core/node.js';
import { isHarmlessAction } from '../../aws/harmless.js';
import { parseJson } from '../../text/json/json.js';
import { plainTemplate, soleInterpolation, type Body, type Expression, type TemplatePart } from '../../text/hcl/syntax.js';
import { wayOf } from '../evaluation/traversal.js';
import type { Module, ResourceDeclaration } from '../module.js';
import { isCounted, noNames, type Names, type Values } from './values.js';

/** Stands for what is put into a text, as the characters do that the evaluator takes for it: private use. */
const MARK = '\uF000';
const MARKS = /[\uF000-\uF8FF]/u;

/** What may be put into one text: far less than what its parts are told apart for. */
const MAX_PUT_IN = 1000;

/** The attributes of a `data.aws_iam_policy_document` that are other documents. */
const others: ReadonlySet<string> = new Set(['source_policy_documents', 'override_policy_documents', 'source_json', 'override_json']);

/**
 * Looks at policy documents as they are written: of which no statement can reach CloudTrail, and nothing is hidden. Every
 * statement is written out, with its effect; it denies, or allows actions that are written out and of other services.
 */
export class Policies {
  constructor(
    private readonly module: Module,
    private readonly values: Values,
  ) {}

  /** A document where a string is wanted: JSON in a string, `jsonencode`, a data source, or a choice of such. */
  document(expression: Expression, names: Names): boolean {
    return this.each(expression, names, (one, inner) => {
      if (one.kind === 'literal') return one.value === null;
      if (one.kind === 'template') return this.text(one.parts, inner);
      if (one.kind === 'call') return one.name === 'jsonencode' && !one.expandsFinal && one.arguments.length === 1 && one.arguments.every((argument) => this.encoded(argument, inner));
      return this.rendered(one);
    });
  }

  /** What may be several: through lists, choices, parentheses and local values. Every item is looked at by `test`, with the names that hold where it stands. */
  private each(expression: Expression, names: Names, test: (one: Expression, names: Names) => boolean): boolean {
    if (!this.values.look()) return false;
    const again = (one: Expression): boolean => this.values.deeper(() => this.each(one, names, test));
    if (expression.kind === 'tuple') return expression.items.every(again);
    if (expression.kind === 'parens') return again(expression.inner);
    if (expression.kind === 'conditional') return this.values.chooses() && this.values.tellsNothing(expression.condition, 'value', names) && again(expression.whenTrue) && again(expression.whenFalse);
    const only = expression.kind === 'template' ? soleInterpolation(expression) : undefined;
    if (only !== undefined) return again(only.value);
    // No name of an instance holds in a local value.
    return this.values.local(expression, (value) => this.each(value, noNames, test)) ?? test(expression, names);
  }

  /** JSON in a string. What is put in stands in strings of it, and can end none of them. */
  private text(parts: readonly TemplatePart[], names: Names): boolean {
    const before = this.values.looked;
    const texts: string[] = [];
    for (const part of parts) {
      if (part.kind === 'text') {
        if (MARKS.test(part.value) || !this.values.look(part.value.length)) return false;
        texts.push(part.value);
      } else {
        if (part.kind !== 'interpolation' || !this.values.tellsNothing(part.value, 'quoted', names)) return false;
        texts.push(MARK);
      }
    }
    if (this.values.looked - before > MAX_PUT_IN) return false;
    const text = texts.join('');
    if (text.trim() === '') return true;
    const { documents, problems } = parseJson({ path: '', text, bom: false });
    const [document] = documents;
    return problems.length === 0 && document?.kind === 'map' && isHarmless(document);
  }

  /** What `jsonencode` is given: an object with its statements. */
  private encoded(expression: Expression, names: Names): boolean {
    return this.each(expression, names, (one, inner) => this.object(one, inner, (key, value) => (key === 'Statement' ? this.each(value, inner, (item, own) => this.statement(item, own)) : undefined)));
  }

  private statement(expression: Expression, names: Names): boolean {
    if (expression.kind === 'literal') return expression.value === null;
    if (expression.kind !== 'object') return false;
    const effects = expression.items.filter(({ key }) => keyOf(key) === 'Effect').map(({ value }) => textOf(value));
    const [effect] = effects;
    if (effect === undefined || effects.length > 1) return false;
    return this.object(expression, names, (key, value) => this.actions(effect, key, 'Action', 'NotAction', value, names));
  }

  /** An object whose keys are all written out. `own` says of those that matter whether they are harmless; the others need tell nothing. */
  private object(expression: Expression, names: Names, own: (key: string, value: Expression) => boolean | undefined): boolean {
    if (expression.kind !== 'object') return false;
    return expression.items.every(({ key, value }) => {
      const name = keyOf(key);
      return name !== undefined && (own(name, value) ?? this.values.tellsNothing(value, 'value', names));
    });
  }

  private actions(effect: string, key: string, named: string, negated: string, value: Expression, names: Names): boolean | undefined {
    if (effect === 'Deny') return undefined;
    if (key === negated) return false;
    return key === named ? this.each(value, names, (one) => isHarmlessAction(textOf(one) ?? '')) : undefined;
  }

  /** `data.aws_iam_policy_document.name.json`, where there is one of it. */
  private rendered(expression: Expression): boolean {
    const { root, steps } = wayOf(expression);
    const [type, name, attribute, ...more] = steps.map((step) => (step.kind === 'attribute' ? step.name : undefined));
    if (root.kind !== 'variable' || root.name !== 'data' || type !== 'aws_iam_policy_document' || name === undefined || more.length > 0) return false;
    if (attribute !== 'json' && attribute !== 'minified_json') return false;
    const key = `data.${type}.${name}`;
    const declaration = this.module.resources.get(key);
    return declaration !== undefined && !isCounted(declaration) && this.values.within(key, () => this.declared(declaration));
  }

  private declared({ body }: ResourceDeclaration): boolean {
    const attributes = body.attributes.every(({ name, value }) => {
      if (others.has(name)) return this.document(value, noNames);
      if (name === 'statement') return this.each(value, noNames, (one) => this.block(one));
      return name !== 'version' || this.values.tellsNothing(value, 'value');
    });
    return attributes && body.blocks.every((block) => (block.type === 'statement' ? this.statementBlock(block.body) : block.type !== 'dynamic' && block.type !== 'version' && !others.has(block.type)));
  }

  /** A `statement` block; it allows where it does not say what it does. */
  private statementBlock({ attributes, blocks }: Body): boolean {
    const written = attributes.find(({ name }) => name === 'effect');
    const effect = written === undefined ? 'Allow' : textOf(written.value);
    if (effect === undefined || !this.values.look()) return false;
    return (
      attributes.every(({ name, value }) => this.actions(effect, name, 'actions', 'not_actions', value, noNames) ?? this.values.tellsNothing(value, 'value')) &&
      blocks.every(({ type, body }) => type !== 'actions' && type !== 'not_actions' && type !== 'effect' && this.plainBlock(type, body))
    );
  }

  /** The same in the JSON syntax. */
  private block(expression: Expression): boolean {
    if (expression.kind !== 'object') return false;
    const effects = expression.items.filter(({ key }) => keyOf(key) === 'effect').map(({ value }) => textOf(value));
    const effect = effects.length === 0 ? 'Allow' : effects[0];
    if (effect === undefined || effects.length > 1) return false;
    return this.object(expression, noNames, (key, value) => this.actions(effect, key, 'actions', 'not_actions', value, noNames));
  }

  /** Of a block in a statement everything is evaluated. */
  private plainBlock(type: string, { attributes, blocks }: Body): boolean {
    return type !== 'dynamic' && attributes.every(({ value }) => this.values.tellsNothing(value, 'value')) && blocks.every((block) => this.values.deeper(() => this.plainBlock(block.type, block.body)));
  }
}

/** A key of an object that is written out. */
const keyOf = (key: Extract<Expression, { kind: 'object' }>['items'][number]['key']): string | undefined => (key.kind === 'name' ? key.text : textOf(key));

const textOf = (expression: Expression): string | undefined => (expression.kind === 'template' ? plainTemplate(expression) : undefined);

/** A document as it was read from its text. */
function isHarmless(document: MapNode): boolean {
  return isWrittenOut(document) && hasDistinctKeys(document) && [...document.entries].every(([key, { value }]) => key !== 'Statement' || itemsOf(value).every((item) => item.kind === 'map' && isWrittenOut(item) && isElsewhere(item)));
}

function isElsewhere(statement: MapNode): boolean {
  const effect = textValue(statement.entries.get('Effect')?.value ?? statement);
  if (effect === undefined || MARKS.test(effect)) return false;
  if (effect === 'Deny') return true;
  const actions = statement.entries.get('Action');
  return !statement.entries.has('NotAction') && (actions === undefined || itemsOf(actions.value).every((item) => isHarmlessAction(textValue(item) ?? '')));
}

const isWrittenOut = ({ entries, unseen }: MapNode): boolean => unseen.length === 0 && ![...entries.keys()].some((key) => MARKS.test(key));

const itemsOf = (node: Node): readonly Node[] => (node.kind === 'list' ? [...node.items, ...node.unseen] : [node]);

/** Keys into which something is put are others than those beside them, whatever that is: their ends differ. A key that stands twice is an error. */
function hasDistinctKeys(start: Node): boolean {
  const pending: Node[] = [start];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind === 'list') for (const item of node.items) pending.push(item);
    if (node.kind !== 'map') continue;
    for (const { value } of node.entries.values()) pending.push(value);
    const keys = [...node.entries.keys()];
    if (!keys.some((key) => MARKS.test(key))) continue;
    const ends = keys.map((key) => key.slice(key.lastIndexOf(':')));
    if (new Set(ends).size < ends.length || ends.some((end) => MARKS.test(end))) return false;
  }
  return true;
}
