import { columns } from './columns.js';
import type { QueryOptions } from './options.js';
import { comment, conditions, lines, quoted, second, sinceSaid, where } from './sql.js';

/** CloudTrail writes files of up to 50 MB, uncompressed. User Guide, "Quotas in AWS CloudTrail"; DuckDB takes 16 MB if not told. */
const MOST_BYTES = 67_108_864;

/** For DuckDB, over files as they lie in the bucket. DuckDB documentation, "JSON Loading". */
export function duckdb(options: QueryOptions): string {
  const files = options.files?.map(globOf) ?? [`AWSLogs/${options.organization === undefined ? '' : `${options.organization}/`}*/CloudTrail/*/*/*/*/*.json.gz`];
  return [
    comment([
      'DuckDB: calls that change what trails and event data stores log.',
      ...sinceSaid(options),
      ...(options.files === undefined && options.organization === undefined ? ['Logs of an organization trail lie one folder deeper: AWSLogs/o-.../.'] : []),
      "`duckdb -json < this.sql > calls.json`, and hand the file to `keytrail audit`.",
    ]),
    'WITH records AS (',
    '  SELECT unnest("Records") AS record',
    '  FROM read_json(',
    `    [${files.map(quoted).join(', ')}],`,
    `    format = 'unstructured',`,
    `    maximum_object_size = ${MOST_BYTES},`,
    `    columns = {Records: 'STRUCT(`,
    lines(columns.map(({ member, holds }) => `"${member}" ${holds === 'text' ? 'VARCHAR' : 'JSON'}`), ',', '      '),
    "    )[]'}",
    '  )',
    ')',
    'SELECT',
    lines(columns.map(({ name, member, holds }) => (holds === 'text' ? `${of(member)} AS ${name}` : `nullif(CAST(${of(member)} AS VARCHAR), 'null') AS ${name}`))),
    'FROM records',
    where(conditions(options, of, second)),
    'ORDER BY eventtime, eventid;',
    '',
  ].join('\n');
}

/** What lies in a folder beside log files, such as digests, has no `Records`. */
const globOf = (path: string): string => (path.endsWith('/') ? `${path}**/*.json.gz` : path);

const of = (member: string): string => `record."${member}"`;
