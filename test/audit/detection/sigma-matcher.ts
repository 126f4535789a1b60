import { parse } from 'yaml';

export interface SigmaRule {
  readonly title: string;
  readonly id: string;
  readonly status: string;
  readonly description: string;
  readonly references: readonly string[];
  readonly author: string;
  readonly date: string;
  readonly tags: readonly string[];
  readonly logsource: Readonly<Record<string, string>>;
  readonly detection: Readonly<Record<string, unknown>> & { readonly condition: string };
  readonly falsepositives: readonly string[];
  readonly level: string;
}

export const sigmaRule = (text: string): SigmaRule => parse(text) as SigmaRule;

/**
 * What a back end that flattens records does with a rule: a field has all the values at the end of its way, through whatever
 * lists. Sigma Specification 2.1.0: values of a field are alternatives, fields of a selection all have to match, case does not
 * count; `1 of name*` is any of the selections.
 */
export function matchesSigma({ detection }: SigmaRule, event: unknown): boolean {
  const { condition, ...selections } = detection;
  return condition.split(' and ').every((part) => {
    const [, negated, quantified, name = ''] = /^(not )?(1 of )?([\w*]+)$/u.exec(part) ?? [];
    if (name === '') throw new Error(`no condition that is known here: ${part}`);
    const meant = Object.entries(selections).filter(([key]) => (quantified === undefined ? key === name : key.startsWith(name.slice(0, -1))));
    if (meant.length === 0) throw new Error(`no selection is called ${name}`);
    return meant.some(([, fields]) => holds(fields as Record<string, unknown>, event)) === (negated === undefined);
  });
}

const holds = (fields: Readonly<Record<string, unknown>>, event: unknown): boolean =>
  Object.entries(fields).every(([key, wanted]) => {
    const [field = '', modifier] = key.split('|');
    const values = flattened(event, field.split('.'));
    return (Array.isArray(wanted) ? (wanted as unknown[]) : [wanted]).some((one) => matches(modifier, one, values));
  });

function matches(modifier: string | undefined, wanted: unknown, values: readonly unknown[]): boolean {
  const text = String(wanted).toLowerCase();
  const lower = values.map((value) => String(value).toLowerCase());
  switch (modifier) {
    case undefined:
      return lower.includes(text);
    case 'exists':
      return values.length > 0 === wanted;
    case 'startswith':
      return lower.some((value) => value.startsWith(text));
    case 'endswith':
      return lower.some((value) => value.endsWith(text));
    default:
      throw new Error(`no modifier that is known here: ${modifier}`);
  }
}

/** Names of fields may hold dots: `userIdentity.arn` is a value here, not a name. */
function flattened(value: unknown, way: readonly string[]): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => flattened(item, way));
  const [first, ...rest] = way;
  if (first === undefined) return value === undefined || value === null ? [] : [value];
  return typeof value === 'object' && value !== null ? flattened((value as Record<string, unknown>)[first], rest) : [];
}
