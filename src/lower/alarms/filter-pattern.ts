import { member, textValue, type Node } from '../../core/node.js';
import { kms } from '../../model/alarm/events.js';
import { recordFields, type Field, type Matcher, type Pattern } from '../../model/alarm/pattern.js';
import { KMS_SOURCE } from '../../model/selector/record.js';

/** The pattern of a metric filter, as the reader took it apart: `read/filter-pattern.ts`. */
export function lowerFilterPattern(node: Node): Pattern {
  if (node.kind !== 'map') return { kind: 'open' };
  for (const kind of ['all', 'any'] as const) {
    const parts = member(node, kind);
    if (parts.kind === 'list') return { kind, parts: parts.items.map(lowerFilterPattern) };
  }
  const terms = member(node, 'terms');
  return terms.kind === 'list' ? words(terms.items) : condition(node);
}

function condition(node: Node): Pattern {
  return { kind: 'test', field: fieldOf(member(node, 'field')), matchers: [matcherOf(textValue(member(node, 'operator')) ?? '', member(node, 'value'), textValue(member(node, 'form')) ?? '')] };
}

/** `$.eventName`, `$['eventName']`, `$.["eventName"]`. */
function fieldOf(node: Node): Field {
  const [, plain, bracketed] = /^\$(?:\.(\w+)|\.?\[["']?(\w+)["']?\])$/u.exec(textValue(node) ?? '') ?? [];
  return recordFields.find((field) => field === (plain ?? bracketed)) ?? 'other';
}

function matcherOf(operator: string, value: Node, form: string): Matcher {
  switch (operator) {
    case '=':
      return equal(value, form);
    case '!=':
      return { kind: 'but', matchers: [equal(value, form)] };
    case 'EXISTS':
      return { kind: 'present' };
    case 'NOT EXISTS':
      return { kind: 'absent' };
    case 'IS TRUE':
    case 'IS FALSE':
      return { kind: 'text', form: 'whole', text: operator === 'IS TRUE' ? 'true' : 'false', ignoresCase: false, origin: value.origin };
    default:
      // `IS NULL`, and comparisons with numbers.
      return { kind: 'never' };
  }
}

/** `*` is any run of characters, in quotes as well: `"*UnauthorizedOperation"` is what CIS asks for. */
function equal(value: Node, form: string): Matcher {
  const text = textValue(value);
  if (text === undefined) return { kind: 'open', origin: value.origin };
  if (form === 'regex') return expression(text, value);
  return { kind: 'text', form: text.includes('*') ? 'glob' : 'whole', text, ignoresCase: false, origin: value.origin };
}

/** Only expressions that spell a text out are tried, for others may take long; a point is taken for itself. */
function expression(text: string, { origin }: Node): Matcher {
  const [, start, plain = '', end] = /^(\^?)((?:[\w.:/-]|\\\.)+)(\$?)$/u.exec(text) ?? [];
  if (start === undefined) return { kind: 'open', origin };
  const form = start === '' ? (end === '' ? 'within' : 'suffix') : end === '' ? 'prefix' : 'whole';
  return { kind: 'text', form, text: plain.replaceAll('\\', ''), ignoresCase: false, origin };
}

const names: ReadonlySet<string> = new Set([KMS_SOURCE, ...kms.map(({ name }) => name)]);
/** Of these, those that say by themselves that it is about KMS. */
const telling: ReadonlySet<string> = new Set([KMS_SOURCE, ...kms.filter(({ isOwn }) => isOwn).map(({ name }) => name)]);

/**
 * Words that a line must hold. Where in a record they would stand is not said, so that what they look for is possible at most:
 * the name of the service, or of an event, is taken for just that. Without any it matches no event that is looked at here.
 */
function words(items: readonly Node[]): Pattern {
  if (!items.some((item) => telling.has(textValue(member(item, 'value')) ?? ''))) return { kind: 'any', parts: [] };
  const signed = (sign: string): readonly Pattern[] => items.filter((item) => textValue(member(item, 'sign')) === sign).map((item) => term(member(item, 'value'), sign));
  const optional = signed('?');
  const alternatives: readonly Pattern[] = optional.length === 0 ? [] : [{ kind: 'any', parts: optional }];
  return { kind: 'all', parts: [...signed(''), ...signed('-'), ...alternatives, { kind: 'open' }] };
}

function term(value: Node, sign: string): Pattern {
  const text = textValue(value);
  if (text === undefined) return { kind: 'open' };
  if (!names.has(text)) return { kind: 'test', field: 'other', matchers: [] };
  const named: Matcher = { kind: 'text', form: 'whole', text, ignoresCase: false, origin: value.origin };
  return { kind: 'test', field: text === KMS_SOURCE ? 'eventSource' : 'eventName', matchers: [sign === '-' ? { kind: 'but', matchers: [named] } : named] };
}
