import { callNames } from '../audit.js';
import type { QueryOptions } from './options.js';

/** Calls of CloudTrail itself; the same in every partition. */
export const SOURCE = 'cloudtrail.amazonaws.com';

/** A text of SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A line for every one, `indentation` deep. */
export const lines = (parts: readonly string[], separator = ',', indentation = '  '): string => parts.map((part) => `${indentation}${part}`).join(`${separator}\n`);

/** Three names in a line. */
export function names(indentation: string): string {
  const rows: string[] = [];
  for (let at = 0; at < callNames.length; at += 3) rows.push(callNames.slice(at, at + 3).map(quoted).join(', '));
  return rows.map((row) => `${indentation}${row}`).join(',\n');
}

/** `2026-11-21T18:30:00Z`; CloudTrail says whole seconds. */
export const second = (time: number): string => `${new Date(Math.floor(time / 1000) * 1000).toISOString().slice(0, 19)}Z`;

/** The same as `2026-11-21 18:30:00`. */
export const spaced = (time: number): string => second(time).replace('T', ' ').replace('Z', '');

/** The conditions that all dialects share; members of the record as the dialect names them, times as it writes them. */
export function conditions({ since, until, accounts, regions }: QueryOptions, memberOf: (member: string) => string, written: (time: number) => string): readonly string[] {
  return [
    `${memberOf('eventSource')} = ${quoted(SOURCE)}`,
    `${memberOf('eventName')} IN (\n${names('    ')}\n  )`,
    ...(since === undefined ? [] : [`${memberOf('eventTime')} >= ${quoted(written(since))}`]),
    ...(until === undefined ? [] : [`${memberOf('eventTime')} <= ${quoted(written(until))}`]),
    ...oneOf(memberOf('recipientAccountId'), accounts),
    ...oneOf(memberOf('awsRegion'), regions),
  ];
}

/** A list of values, or no condition where none are said. */
export const oneOf = (expression: string, values: readonly string[] | undefined): readonly string[] =>
  values === undefined || values.length === 0 ? [] : [`${expression} IN (${values.map(quoted).join(', ')})`];

/** `WHERE`, with a condition on every line. */
export const where = (all: readonly string[]): string => `WHERE ${all.join('\n  AND ')}`;

/** What a first day takes away. */
export const sinceSaid = ({ since }: QueryOptions): readonly string[] =>
  since === undefined ? [] : [`Calls before ${second(since)} are not looked for: what a sink logged at first may stay unknown.`];

/** Lines that say what the text is, and what there is to fill in. */
export const comment = (sentences: readonly string[]): string => sentences.map((sentence) => `-- ${sentence}`).join('\n');
