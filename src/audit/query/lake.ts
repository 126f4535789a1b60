import { columns } from './columns.js';
import type { QueryOptions } from './options.js';
import { comment, conditions, lines, quoted, sinceSaid, spaced, where } from './sql.js';

/** An id of an event data store is written as it is. */
const ID = /^[\w-]+$/u;

/**
 * For CloudTrail Lake, which takes the SELECT of Trino. Parameters are a map of texts there, so that all is taken from
 * `eventjson`, the record as it is. User Guide, "CloudTrail Lake SQL constraints" and "Supported SQL schemas for event data stores".
 */
export function lake(options: QueryOptions): string {
  const { store } = options;
  return [
    comment([
      'CloudTrail Lake: calls that change what trails and event data stores log.',
      ...sinceSaid(options),
      ...(store === undefined ? ['Put the id of the event data store, the end of its ARN, for EVENT_DATA_STORE_ID.'] : []),
      'Save the result, and hand it to `keytrail audit`.',
    ]),
    'SELECT',
    lines(columns.map(({ name, member, holds }) => `${holds === 'text' ? `json_extract_scalar(eventjson, ${quoted(`$.${member}`)})` : `json_format(json_extract(eventjson, ${quoted(`$.${member}`)}))`} AS ${name}`)),
    `FROM ${store === undefined ? 'EVENT_DATA_STORE_ID' : ID.test(store) ? store : `"${store.replaceAll('"', '""')}"`}`,
    where(conditions(options, (member) => member.toLowerCase(), spaced)),
    'ORDER BY eventtime, eventid',
    '',
  ].join('\n');
}
