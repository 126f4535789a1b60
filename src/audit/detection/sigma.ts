import { groups, type Group, type Sign, type Test } from './signs.js';

/** The rule keeps its id, whatever becomes of what it asks. */
const ID = '5e1f6f0b-9f6c-4c53-8a0d-6b1b8f1f0c1e';

/**
 * A Sigma rule. What stands in lists is asked for by the members on the way, as back ends flatten it: that two values are of the
 * same item cannot be asked, nor that one of several is none of those named. Where that leaves less to ask, the rule sees more.
 * Sigma Specification 2.1.0, "Sigma Rules" and "Sigma Modifiers".
 */
export function sigma(): string {
  const selections = groups().flatMap(selectionsOf).map((fields, at): readonly [string, Fields] => [`selection_call_${at + 1}`, fields]);
  return [
    'title: AWS KMS Events Excluded From CloudTrail Logging',
    `id: ${ID}`,
    'status: experimental',
    'description: |',
    '    Detects calls that take AWS KMS events out of a CloudTrail trail or event data store: the exclusion of KMS, basic and advanced,',
    '    selectors for reads or writes or none of the management events, and calls that stop, delete or narrow what records them.',
    'references:',
    '    - https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html',
    '    - https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-management-events-with-cloudtrail.html',
    'author: keytrail',
    'date: 2026-11-21',
    'tags:',
    '    - attack.defense-evasion',
    '    - attack.t1562.008',
    'logsource:',
    '    product: aws',
    '    service: cloudtrail',
    'detection:',
    ...selection('selection_source', new Map([['eventSource', ['cloudtrail.amazonaws.com']]])),
    ...selections.flatMap(([name, fields]) => selection(name, fields)),
    ...selection('filter_failed', new Map([['errorCode|exists', ['true']]])),
    '    condition: selection_source and 1 of selection_call_* and not filter_failed',
    'falsepositives:',
    '    - Selectors that lose the events one by one, and together log them all',
    '    - Selectors for data events beside one for management events',
    '    - Advanced selectors that name a source of events other than KMS, such as the exclusion of the RDS Data API',
    '    - Trails and event data stores that are given up on purpose',
    'level: high',
    '',
  ].join('\n');
}

/** Values by field; any of them, of each field. */
type Fields = ReadonlyMap<string, readonly string[]>;

function selectionsOf({ names, place }: Group): readonly Fields[] {
  const called: readonly [string, readonly string[]] = ['eventName', names];
  if (place === undefined) return [new Map([called])];
  const within = place.path.join('.');
  const asked = place.signs.map((sign) => fieldsOf(within, sign));
  return joined(asked.filter((fields) => !asked.some((other) => other.size < fields.size && asksLess(other, fields)))).map((fields) => new Map([called, ...fields]));
}

/** What can be asked of a sign. */
const fieldsOf = (within: string, sign: Sign): Fields => new Map([...sign].flatMap(([member, test]) => asField(`${within}.${member}`, test)));

function asField(field: string, test: Test): readonly (readonly [string, readonly string[]])[] {
  switch (test.kind) {
    case 'one-of':
      return [[field, test.values]];
    case 'is':
      return [[field, [String(test.value)]]];
    case 'other-than':
      return [];
    case 'begins':
      return [[`${field}|startswith`, [test.text]]];
    case 'ends':
      return [[`${field}|endswith`, [test.text]]];
  }
}

/** All that the one asks is asked by the other as well. */
const asksLess = (less: Fields, more: Fields): boolean => [...less].every(([field, values]) => values.join() === more.get(field)?.join());

/** Those that ask for the same single field become one. */
function joined(all: readonly Fields[]): readonly Fields[] {
  const single = new Map<string, readonly string[]>();
  for (const fields of all) {
    for (const [field, values] of fields.size === 1 ? fields : []) single.set(field, [...new Set([...(single.get(field) ?? []), ...values])]);
  }
  return [...[...single].map(([field, values]): Fields => new Map([[field, values]])), ...all.filter(({ size }) => size > 1)];
}

/** A single value stands behind its field, several below it. SigmaHQ rule conventions. */
function selection(name: string, fields: Fields): readonly string[] {
  return [`    ${name}:`, ...[...fields].flatMap(([field, values]) => (values.length === 1 ? [`        ${field}: ${values.map(scalar).join('')}`] : [`        ${field}:`, ...values.map((value) => `            - ${scalar(value)}`)]))];
}

/** Booleans are left bare, all else is a text. */
const scalar = (value: string): string => (value === 'true' || value === 'false' ? value : `'${value.replaceAll("'", "''")}'`);
