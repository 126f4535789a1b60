import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns, queryFor, type QueryOptions } from '../../../src/audit/query/index.js';
import { inMemory } from '../../../src/audit/records/index.js';
import { archive, told, type Archive } from './archive.js';
import { duckdb, rows } from './engines.js';

const connection = await duckdb();

/** As a part of another statement. */
const asText = (sql: string): string => sql.trim().replace(/;$/u, '');

describe.skipIf(connection === undefined)('the result of a query gives the windows that the logs give', () => {
  let logs: Archive;
  let expected: unknown;
  const run = (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> => (connection === undefined ? Promise.resolve([]) : rows(connection, sql));
  const ofJson = async (sql: string): Promise<unknown> => told([inMemory('result.json', Buffer.from(JSON.stringify(await run(sql))))]);
  const duck = (options: QueryOptions = {}): string => queryFor('duckdb', { files: [join(logs.folder, 'AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz')], ...options });

  beforeAll(async () => {
    logs = archive();
    expected = await told(logs.files);
  });
  afterAll(() => rmSync(logs.folder, { recursive: true }));

  it('there are windows, attempts and what is not settled', () => {
    const { windows, attempts, unsettled, problems } = expected as Record<string, readonly unknown[]>;
    // One is told of the record without an eventID.
    expect([windows?.length, attempts?.length, unsettled?.length, problems?.length]).toEqual([12, 1, 1, 1]);
  });

  it('DuckDB, in the folder of the bucket, as JSON', async () => {
    await run(`SET file_search_path = '${logs.folder}'`);
    expect(await ofJson(queryFor('duckdb'))).toEqual(expected);
  });

  it.each(['csv', 'json'])('DuckDB, as a file: %s', async (format) => {
    const path = join(logs.folder, `result.${format}`);
    await run(`COPY (${asText(duck())}) TO '${path}' (FORMAT ${format}${format === 'csv' ? ', HEADER' : ''})`);
    expect(await told([inMemory(path, readFileSync(path))])).toEqual(expected);
  });

  it('DuckDB, in a folder with whatever lies there', async () => {
    expect(await ofJson(duck({ files: [`${logs.folder}/`] }))).toEqual(expected);
  });

  it('DuckDB, over the logs of an organization trail', async () => {
    const ofOrganization = archive('o-abcdefghij');
    await run(`SET file_search_path = '${ofOrganization.folder}'`);
    const found = await ofJson(queryFor('duckdb', { organization: 'o-abcdefghij' }));
    const direct = await told(ofOrganization.files);
    rmSync(ofOrganization.folder, { recursive: true });
    expect(found).toEqual(direct);
  });

  it('DuckDB, a part of the time, the accounts and the Regions', async () => {
    const found = await run(duck({ since: Date.UTC(2026, 0, 1, 0, 2), until: Date.UTC(2026, 0, 1, 0, 2, 20), accounts: ['444455556666'], regions: ['eu-central-1'] }));
    expect(found.map(({ eventname, eventtime }) => [eventname, eventtime])).toEqual([['PutEventSelectors', '2026-01-01T00:02:00Z'], ['StopLogging', '2026-01-01T00:02:10Z'], ['StartLogging', '2026-01-01T00:02:20Z'], ['StartLogging', '2026-01-01T00:02:20Z']]);
  });

  /** With the functions of Trino that it uses, and a table as CloudTrail Lake has it. */
  it('CloudTrail Lake, in DuckDB', async () => {
    await run('CREATE MACRO json_extract_scalar(value, way) AS json_extract_string(value, way)');
    await run('CREATE MACRO json_format(value) AS CAST(value AS VARCHAR)');
    await run(`CREATE TABLE EVENT_DATA_STORE_ID AS
      SELECT CAST(record AS VARCHAR) AS eventjson, record->>'eventSource' AS eventsource, record->>'eventName' AS eventname, CAST(record->>'eventTime' AS TIMESTAMP) AS eventtime, record->>'eventID' AS eventid
      FROM (SELECT unnest("Records") AS record FROM read_json('${join(logs.folder, 'AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz')}', format = 'unstructured', columns = {Records: 'JSON[]'}))`);
    expect(await ofJson(queryFor('lake'))).toEqual(expected);
  });

  /** The same with a table as the input format of CloudTrail makes it; to DuckDB, a text that is cast to JSON is JSON. */
  it('Athena, in DuckDB', async () => {
    const [table = '', select = ''] = queryFor('athena').split(/(?<=;)\n\n/u);
    const [, identity = ''] = /^ {2}useridentity (STRUCT<.*>),$/mu.exec(table) ?? [];
    const struct = identity.replaceAll('<', '(').replaceAll('>', ')').replaceAll(': ', ' ').replaceAll('STRING', 'VARCHAR');
    await run(`CREATE TABLE keytrail_cloudtrail AS
      SELECT ${columns.map(({ name, member }) => (member === 'userIdentity' ? `from_json(record->'${member}', '${JSON.stringify(identityMembers)}')::${struct} AS ${name}` : `record->>'${member}' AS ${name}`)).join(', ')}
      FROM (SELECT unnest("Records") AS record FROM read_json('${join(logs.folder, 'AWSLogs/*/CloudTrail/*/*/*/*/*.json.gz')}', format = 'unstructured', columns = {Records: 'JSON[]'}))`);
    expect(await ofJson(select.replaceAll(/CAST\((useridentity[\w.]+) AS JSON\)/gu, 'to_json($1)'))).toEqual(expected);
  });
});

const texts = (...names: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(names.map((name) => [name, 'VARCHAR']));
/** As `from_json` wants it; names as records have them. */
const identityMembers = { ...texts('type', 'principalId', 'arn', 'accountId', 'invokedBy', 'accessKeyId', 'userName'), sessionContext: { sessionIssuer: texts('type', 'principalId', 'arn', 'accountId', 'userName') } };
