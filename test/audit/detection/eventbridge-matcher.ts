/**
 * What EventBridge does with a pattern, as its guide and its open-source matcher tell it: every member of a pattern must be
 * matched; a list in an event matches if any of its values does, and is gone through wherever it stands; members of one object in
 * a pattern are matched by one item of a list (`rulesForJSONEvent`: never by different ones). `$or` takes any of its patterns.
 */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [member: string]: Json;
}

export const matchesEventBridge = (pattern: Json, event: Json): boolean => isObject(pattern) && matchesObject(pattern, event);

function matchesObject(pattern: JsonObject, event: Json): boolean {
  if (Array.isArray(event)) return event.some((item: Json) => matchesObject(pattern, item));
  return Object.entries(pattern).every(([member, wanted]) => {
    if (member === '$or') return (wanted as readonly Json[]).some((one) => matchesObject(one as JsonObject, event));
    const value = isObject(event) ? event[member] : undefined;
    if (Array.isArray(wanted)) return wanted.some((one: Json) => matchesValue(one, leaves(value)));
    return value !== undefined && matchesObject(wanted as JsonObject, value);
  });
}

/** `exists` asks for values: an empty list has none. */
const leaves = (value: Json | undefined): readonly Json[] => (value === undefined || isObject(value) ? [] : Array.isArray(value) ? (value as readonly Json[]).flatMap(leaves) : [value]);

function matchesValue(wanted: Json, values: readonly Json[]): boolean {
  if (!isObject(wanted)) return values.includes(wanted);
  const [[name, operand] = ['', null], ...more] = Object.entries(wanted);
  if (more.length > 0) throw new Error('one comparison only');
  const text = (test: (value: string) => boolean): boolean => values.some((value) => typeof value === 'string' && test(value));
  switch (name) {
    case 'exists':
      return (values.length > 0) === operand;
    case 'prefix':
      return text((value) => value.startsWith(operand as string));
    case 'suffix':
      return text((value) => value.endsWith(operand as string));
    case 'anything-but':
      return values.some((value) => !(operand as readonly Json[]).includes(value));
    default:
      throw new Error(`no comparison that is known here: ${name}`);
  }
}

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
