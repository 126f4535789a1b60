export const dialects = ['athena', 'lake', 'duckdb'] as const;
export type Dialect = (typeof dialects)[number];

/** Where the archive is, and what of it is asked for. What is undefined is printed as a word in capitals, to be filled in. */
export interface QueryOptions {
  /** Milliseconds since 1970; calls before are not looked for, so that the state at first is not known. */
  readonly since?: number | undefined;
  /** Milliseconds since 1970, included. */
  readonly until?: number | undefined;
  /** Athena: accounts of which there are logs. All: only what their logs hold. */
  readonly accounts?: readonly string[] | undefined;
  /** Athena: Regions of which there are logs. All: only calls in them. */
  readonly regions?: readonly string[] | undefined;
  /** Athena and DuckDB: `o-...`, where an organization trail wrote the logs. */
  readonly organization?: string | undefined;
  /** Athena: the bucket, with the prefix of the trail if it has one: `logs`, `logs/prefix`. */
  readonly bucket?: string | undefined;
  /** Lake: the id of the event data store, the end of its ARN. */
  readonly store?: string | undefined;
  /** DuckDB: files, globs, or folders that end in `/`; the S3 layout in the working folder if not said. */
  readonly files?: readonly string[] | undefined;
}
