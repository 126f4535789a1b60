import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type * as parsers from 'dt-sql-parser';
import type { DuckDBConnection } from '@duckdb/node-api';

const isMissing = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && (error.code === 'ERR_MODULE_NOT_FOUND' || error.code === 'MODULE_NOT_FOUND');

/**
 * A connection of its own. Undefined where there is no DuckDB for the platform: its library comes as an optional dependency. CI has it.
 */
export async function duckdb(): Promise<DuckDBConnection | undefined> {
  try {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    return await (await DuckDBInstance.create(':memory:')).connect();
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (process.env['CI'] !== undefined || !(isMissing(error) || text.includes('Cannot find module') || text.includes('node-bindings'))) throw error;
    console.warn(`DuckDB is not there for ${process.platform} ${process.arch}: queries are not run.`);
    return undefined;
  }
}

/** Rows as DuckDB writes them in JSON. */
export async function rows(connection: DuckDBConnection, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJson();
}

/** Parsers of the dialects. Their package is written for bundlers. */
export async function dialectParsers(): Promise<Pick<typeof parsers, 'HiveSQL' | 'TrinoSQL'>> {
  const { outputFiles: [bundle] } = await build({
    stdin: { contents: "export { HiveSQL, TrinoSQL } from 'dt-sql-parser';", resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-parsers-'));
  try {
    const path = join(folder, 'parsers.mjs');
    writeFileSync(path, bundle?.contents ?? '');
    return (await import(pathToFileURL(path).href)) as Pick<typeof parsers, 'HiveSQL' | 'TrinoSQL'>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
