import { athena } from './athena.js';
import { duckdb } from './duckdb.js';
import { lake } from './lake.js';
import type { Dialect, QueryOptions } from './options.js';

export { columns, type Column } from './columns.js';
export { dialects, type Dialect, type QueryOptions } from './options.js';

/**
 * SQL that finds the calls of `callNames`, failed ones too, in an organization's archive. The result has the columns of
 * `columns`, whatever the dialect, and `keytrail audit` takes it back, as CSV or as JSON.
 */
export function queryFor(dialect: Dialect, options: QueryOptions = {}): string {
  switch (dialect) {
    case 'athena':
      return athena(options);
    case 'lake':
      return lake(options);
    case 'duckdb':
      return duckdb(options);
  }
}
