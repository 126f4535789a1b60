import { groups, type Group, type Sign, type Test } from './signs.js';

/** A value of JSON. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [member: string]: Json;
}

/**
 * The pattern of an EventBridge rule. A list in an event matches if any of its values does, and an object in a list if all that
 * the pattern says of it does. EventBridge User Guide, "Comparison operators for use in event patterns", and "AWS service events
 * delivered via AWS CloudTrail". It stays below the 2,048 characters that a rule may have, blanks left out.
 */
export const eventPattern = (): Json => ({
  source: ['aws.cloudtrail'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: {
    eventSource: ['cloudtrail.amazonaws.com'],
    errorCode: [{ exists: false }],
    $or: groups().map(alternative),
  },
});

export const eventBridge = (): string => `${printed(eventPattern(), '')}\n`;

/** Longer ones go over several lines. */
const MOST_COLUMNS = 120;

function printed(value: Json, indentation: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indentation.length + line.length <= MOST_COLUMNS) return line;
  const inner = `${indentation}  `;
  const parts = isList(value) ? value.map((item) => printed(item, inner)) : Object.entries(value).map(([member, item]) => `${JSON.stringify(member)}: ${printed(item, inner)}`);
  const [open, close] = isList(value) ? '[]' : '{}';
  return `${open ?? ''}\n${parts.map((part) => `${inner}${part}`).join(',\n')}\n${indentation}${close ?? ''}`;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function alternative({ names, place }: Group): Json {
  if (place === undefined) return { eventName: names };
  const wanted = either(place.signs.map(object));
  return { eventName: names, ...place.path.reduceRight<JsonObject>((inner, member) => ({ [member]: inner }), wanted) };
}

/** `$or` takes two at least. */
const either = (all: readonly JsonObject[]): JsonObject => (all.length === 1 && all[0] !== undefined ? all[0] : { $or: all });

const object = (sign: Sign): JsonObject => Object.fromEntries([...sign].map(([member, test]) => [member, values(test)]));

function values(test: Test): Json {
  switch (test.kind) {
    case 'one-of':
      return test.values;
    case 'is':
      return [test.value];
    case 'other-than':
      return [{ 'anything-but': test.values }];
    case 'begins':
      return [{ prefix: test.text }];
    case 'ends':
      return [{ suffix: test.text }];
  }
}
