import { beforeAll, describe, expect, it, vi } from 'vitest';
import { callNames } from '../../../src/audit/audit.js';
import { columns, dialects, queryFor, type Dialect, type QueryOptions } from '../../../src/audit/query/index.js';
import { dialectParsers } from './engines.js';

const SINCE = Date.UTC(2026, 0, 2, 3, 4, 5);
const UNTIL = Date.UTC(2026, 1, 28, 23, 0, 0);
const full: QueryOptions = {
  since: SINCE,
  until: UNTIL,
  accounts: ['111122223333', '444455556666'],
  regions: ['us-east-1', 'eu-central-1'],
  organization: 'o-abcdefghij',
  bucket: 'logs/a-prefix/',
  store: '11111111-2222-4333-8444-555555555555',
  files: ["it's/*.json.gz"],
};

/** The statement that finds the calls: the last one, without what stands around it. */
const selectIn = (text: string): string => (text.split(/;\n+/u).filter((part) => part.includes('SELECT')).at(-1) ?? '').replaceAll(/^--.*\n/gmu, '').replace(/;\s*$/u, '').trim();
const whereIn = (text: string): string => /\nWHERE ([^]*?)\nORDER BY/u.exec(selectIn(text))?.[1] ?? '';

describe('each dialect', () => {
  it.each(dialects)('%s asks for the same columns, by the same names', (dialect) => {
    const select = selectIn(queryFor(dialect)).split('\nFROM ').at(-2)?.split('SELECT\n').at(-1) ?? '';
    const named = select.split(/,\n {2}(?! )/u).map((column) => column.trim().split(/ AS (?=\w+$)|\s+(?=\w+$)/u).at(-1));
    expect(named).toEqual(columns.map(({ name }) => name));
  });

  it.each(dialects)('%s looks for the same calls', (dialect) => {
    const written = whereIn(queryFor(dialect)).replaceAll(/record\."(\w+)"/gu, (_, member: string) => member.toLowerCase());
    expect(written.replaceAll(/\s+/gu, ' ')).toBe(`eventsource = 'cloudtrail.amazonaws.com' AND eventname IN ( ${callNames.map((name) => `'${name}'`).join(', ')} )`);
  });

  it.each<[Dialect, readonly string[]]>([
    ['athena', [
      "eventtime >= '2026-01-02T03:04:05Z'", "eventtime <= '2026-02-28T23:00:00Z'", "day >= '2026/01/02'", "day <= '2026/03/01'",
      "account IN ('111122223333', '444455556666')", "region IN ('us-east-1', 'eu-central-1')",
    ]],
    ['lake', ["eventtime >= '2026-01-02 03:04:05'", "eventtime <= '2026-02-28 23:00:00'", "recipientaccountid IN ('111122223333', '444455556666')", "awsregion IN ('us-east-1', 'eu-central-1')"]],
    ['duckdb', [
      `record."eventTime" >= '2026-01-02T03:04:05Z'`, `record."eventTime" <= '2026-02-28T23:00:00Z'`, `record."recipientAccountId" IN ('111122223333', '444455556666')`,
      `record."awsRegion" IN ('us-east-1', 'eu-central-1')`,
    ]],
  ])('%s takes less when asked to', (dialect, wanted) => {
    expect(whereIn(queryFor(dialect, full)).split('\n  AND ').slice(2)).toEqual(wanted);
    expect(queryFor(dialect, full)).toContain('-- Calls before 2026-01-02T03:04:05Z are not looked for');
  });

  it.each(dialects)('%s says in capitals what is left to fill in, and nothing else', (dialect) => {
    expect(queryFor(dialect, full)).not.toMatch(/BUCKET|ACCOUNT_ID|REGION\b|EVENT_DATA_STORE_ID|YYYY/u);
  });
});

it('the table of Athena lies over the logs of the organization', () => {
  const text = queryFor('athena', full);
  for (const line of [
    "LOCATION 's3://logs/a-prefix/AWSLogs/o-abcdefghij/'",
    "'storage.location.template' = 's3://logs/a-prefix/AWSLogs/o-abcdefghij/${account}/CloudTrail/${region}/${day}'",
    "'projection.account.values' = '111122223333,444455556666'",
    "'projection.region.values' = 'us-east-1,eu-central-1'",
    "'projection.day.range' = '2026/01/02,NOW'",
  ]) expect(text).toContain(line);
});

it('texts of options stay texts', () => {
  expect(queryFor('duckdb', { files: ["a'b"] })).toContain("['a''b']");
  expect(queryFor('lake', { store: 'a"; b' })).toContain('FROM "a""; b"');
  expect(queryFor('athena', { accounts: ["1') OR ('1"] })).toContain("account IN ('1'') OR (''1')");
});

describe('a parser of the dialect', () => {
  let hive: (sql: string) => readonly unknown[];
  let trino: (sql: string) => readonly unknown[];
  beforeAll(async () => {
    const { HiveSQL, TrinoSQL } = await dialectParsers();
    const [forHive, forTrino] = [new HiveSQL(), new TrinoSQL()];
    hive = (sql) => forHive.validate(sql);
    trino = (sql) => forTrino.validate(sql);
  });

  it.each<[string, QueryOptions]>([['as it is', {}], ['with all options', full]])('takes the table of Athena, %s', (_name, options) => {
    const [table = '', select = ''] = queryFor('athena', options).split(/(?<=;)\n\n/u);
    expect(table).toContain('CREATE EXTERNAL TABLE');
    expect(hive(table)).toEqual([]);
    expect(select).toContain('SELECT');
    expect(trino(select)).toEqual([]);
  });

  it.each<[string, QueryOptions]>([['as it is', {}], ['with all options', { ...full, store: 'store' }]])('takes the query for CloudTrail Lake, %s', (_name, options) => {
    expect(trino(queryFor('lake', options))).toEqual([]);
  });

  it('refuses what is broken', () => {
    // It says so on the console as well.
    vi.spyOn(console, 'error').mockReturnValue();
    expect(hive(queryFor('athena').replace('PARTITIONED BY', 'PARTITIONED').split(/(?<=;)\n\n/u)[0] ?? '')).not.toEqual([]);
    expect(trino(queryFor('lake').replace('IN (', 'IN (('))).not.toEqual([]);
    vi.restoreAllMocks();
  });

  /** CloudTrail Lake takes an id without quotes, which Trino does not. */
  it('an id of an event data store is written as CloudTrail Lake has it', () => {
    expect(queryFor('lake', full)).toContain('\nFROM 11111111-2222-4333-8444-555555555555\n');
  });
});
