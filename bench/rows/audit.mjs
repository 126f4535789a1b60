// T13: log files of CloudTrail beside what it takes to inflate them, and beside DuckDB, which takes the JSON apart.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { writeRecords } from '../inputs/records.mjs';
import { compare, peakMemory, root } from '../measure.mjs';

/** Megabytes of records before they are packed, if nothing else is said. */
const SIZE = 1000;

/** The reader of records without the command around it, for the calls alone: what is published bundles it as this does. */
const ENTRY = `
import { recordFiles } from './src/read/files/records.js';
import { readRecords } from './src/audit/records/index.js';
const { files } = recordFiles(process.argv.slice(2), process.cwd());
const { calls, problems } = await readRecords(files);
console.log(JSON.stringify({ calls: calls.length, problems: problems.length, files: files.length }));
`;

async function buildReader(folder) {
  const outfile = join(folder, 'records.mjs');
  await build({ absWorkingDir: root, stdin: { contents: ENTRY, resolveDir: root, loader: 'ts' }, outfile, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'warning' });
  return outfile;
}

const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;

/** The same calls by SQL: members that are asked for have their types, so that nothing is guessed. */
const DUCKDB = `
const { DuckDBInstance } = require('@duckdb/node-api');
(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const found = await connection.runAndReadAll(\`SELECT count(*) FROM (SELECT unnest(Records) AS r FROM read_json('\${process.argv[1]}/**/*.json.gz', format = 'unstructured', maximum_object_size = 67108864, columns = {Records: 'STRUCT("eventSource" VARCHAR, "eventName" VARCHAR, "eventTime" VARCHAR, "eventID" VARCHAR, "requestParameters" JSON, "responseElements" JSON)[]'})) WHERE r.eventSource = 'cloudtrail.amazonaws.com' AND r.eventName = 'PutEventSelectors'\`);
  console.log(String(found.getRows()[0][0]));
})();
`;
const hasDuckdb = () => existsSync(join(root, 'node_modules/@duckdb/node-api'));

/** `records`: megabytes of records in all. */
export async function audit({ dist, folder, records: size = SIZE, rounds = 5 }) {
  const logs = join(folder, 'logs');
  const { files, records, calls, bytes, packed } = writeRecords(logs, size * 1e6);
  const node = (args, status = 0, cwd = root) => ({ command: process.execPath, args, status, cwd });
  const gunzip = node([join(root, 'bench/parts/gunzip.cjs'), logs]);
  const sized = node([join(root, 'bench/parts/gunzip.cjs'), logs, 'known']);
  const reader = node([await buildReader(folder), logs]);
  const command = existsSync(join(dist, 'audit.cjs')) ? [node([join(dist, 'cli.cjs'), 'audit', logs, '-f', 'json', '--no-progress', '--fail-on', 'never'], 'any')] : [];
  const duckdb = hasDuckdb() ? [node(['-e', DUCKDB, logs])] : [];
  const [alone, known, us, ...rest] = compare([gunzip, sized, reader, ...command, ...duckdb], rounds);
  const whole = command.length > 0 ? rest[0] : undefined;
  const them = duckdb.length > 0 ? rest.at(-1) : undefined;
  const what = `${files} log files, ${(bytes / 1e9).toFixed(2)} GB in ${(packed / 1e6).toFixed(0)} MB, ${records} records, ${calls} calls`;
  const row = { id: 'T13', peer: 'gunzipSync' };
  return [
    { ...row, what, unit: 'x', bar: 1.3, stretch: 1.1, ratio: us.ratio, least: us.least, note: `${seconds(us.milliseconds)} of ${seconds(alone.milliseconds)}; gunzipSync with a buffer that fits ${seconds(known.milliseconds)}` },
    ...(whole === undefined ? [] : [{ ...row, what: 'the same by `keytrail audit`', unit: 'x', bar: 1.3, stretch: 1.1, ratio: whole.ratio, least: whole.least, note: seconds(whole.milliseconds) }]),
    { ...row, what: 'the same', peer: 'DuckDB', unit: 'x', bar: 0.6, stretch: 0.3, ...(them === undefined ? { note: '@duckdb/node-api is not here' } : { ratio: us.milliseconds / them.milliseconds, note: `${seconds(us.milliseconds)} of ${seconds(them.milliseconds)}` }) },
    { ...row, what: 'peak memory for it', peer: 'nothing', unit: 'MB', bar: 200, ratio: peakMemory(reader) },
    grown(reader, logs, rounds),
  ];
}

/** Time for all files to that for those of one Region, a quarter, each above the start. */
function grown(reader, logs, rounds) {
  const account = join(logs, 'AWSLogs', readdirSync(join(logs, 'AWSLogs'))[0], 'CloudTrail');
  const part = { ...reader, args: [reader.args[0], join(account, readdirSync(account).sort()[0])] };
  const none = { ...reader, args: [reader.args[0], join(root, 'bench/parts')] };
  const [start, some, all] = compare([none, part, reader], rounds).map(({ milliseconds }) => milliseconds);
  return { id: 'T13', what: 'four times the files', peer: 'linear', unit: 'x', bar: 4.4, stretch: 4.1, ratio: (all - start) / (some - start), note: `${seconds(some)}, ${seconds(all)}` };
}
