// How long keytrail takes, as ratios: to the bare start of Node, and to cfn-lint where it is installed. `npm run bench`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compare, median, peakMemory } from './measure.mjs';
import { writePlan } from './plans.mjs';
import { longest, policy, policyTemplate, usual } from './policies.mjs';
import { asJson, asYaml, template } from './templates.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const cli = join(root, 'dist/cli.cjs');
const PAIRS = 31;
const MANY = 1000;
/** cfn-lint takes a tenth of a second for each. */
const SAMPLE = 50;

/** The input: single files, and a folder of many. */
function prepare(folder) {
  const write = (name, text) => (writeFileSync(join(folder, name), text), join(folder, name));
  const many = join(folder, 'many');
  const sample = join(folder, 'sample');
  for (const [target, count] of [[many, MANY], [sample, SAMPLE]]) {
    mkdirSync(target);
    for (let index = 0; index < count; index++) {
      const data = template(index, index % 10 === 0);
      writeFileSync(join(target, `${index}.${index % 4 === 0 ? 'json' : 'yaml'}`), index % 4 === 0 ? asJson(data) : asYaml(data));
    }
  }
  const policies = join(folder, 'policies');
  mkdirSync(policies);
  for (let index = 0; index < SAMPLE; index++) writeFileSync(join(policies, `${index}.json`), asJson(policyTemplate(Array.from({ length: 10 }, () => policy(4)))));
  return {
    policies,
    yaml: write('trail.yaml', asYaml(template(0, true))),
    json: write('trail.json', asJson(template(0, true))),
    nothing: write('nothing.yaml', asYaml({ name: 'ci', on: { push: { branches: ['main'] } } })),
    many,
    sample,
  };
}

const keytrail = (name, args, status) => ({ name, command: process.execPath, args: [cli, ...args], status });
const bare = { name: 'node -e 0', command: process.execPath, args: ['-e', '0'] };

/** What one short run takes beside the bare start of Node: what a hook or an editor waits for. */
const starts = ({ yaml, json, nothing }) =>
  compare(
    [
      bare,
      keytrail('one YAML template with a finding, SARIF', [yaml, '-f', 'sarif'], 1),
      keytrail('one JSON template with a finding, SARIF', [json, '-f', 'sarif'], 1),
      keytrail('one file without anything to check', [nothing, '-f', 'sarif'], 0),
      keytrail('--version', ['--version'], 0),
      keytrail('--help', ['--help'], 0),
    ],
    PAIRS,
  );

/** A hook gets the names of the files that a commit changes: most of what they take is the start. */
const named = ({ many }) => {
  const names = Array.from({ length: 200 }, (_, index) => join(many, `${index}.${index % 4 === 0 ? 'json' : 'yaml'}`));
  return compare([bare, ...[1, 10, 200].map((count) => keytrail(`${count} name${count === 1 ? '' : 's'}`, [...names.slice(0, count), '--no-progress', '--fail-on', 'never'], 0))], PAIRS);
};

function bulk({ many, sample }) {
  const [, ours] = compare([bare, keytrail('keytrail', [many, '-f', 'sarif'], 1)], 7);
  const rows = [[`keytrail, ${MANY} templates`, rate(MANY, ours.milliseconds)]];
  if (!isInstalled('cfn-lint')) return [...rows, ['cfn-lint', 'not installed']];
  // Other rules than ours, so a yardstick only: reading the same templates is the larger part of both.
  const lint = { name: 'cfn-lint', command: 'cfn-lint', args: ['--non-zero-exit-code', 'none', '--', join(sample, '*')], status: 0 };
  const [us, them] = compare([keytrail('keytrail', [sample, '-f', 'sarif'], 1), lint], 3);
  return [
    ...rows,
    [`keytrail, ${SAMPLE} templates`, rate(SAMPLE, us.milliseconds)],
    [`cfn-lint, ${SAMPLE} templates`, `${rate(SAMPLE, them.milliseconds)}: it takes ${them.ratio.toFixed(0)} times as long`],
  ];
}

/** Policies in templates, ten in each, and one as long as IAM takes by itself, read and graded within a process that is warm. */
async function grants({ policies }) {
  const [, ours] = compare([bare, keytrail('keytrail', [policies, '-f', 'sarif', '--fail-on', 'never'], 0)], 7);
  const rows = [[`keytrail, ${SAMPLE * 10} policies`, rate(SAMPLE * 10, ours.milliseconds, 'policies')], ['one of 6,144 characters', `${(await oneOf(usual)).toFixed(2)} ms`], ['one in which every statement is about CloudTrail', `${(await oneOf(() => longest())).toFixed(2)} ms`]];
  if (!isInstalled('cfn-lint')) return rows;
  const lint = { name: 'cfn-lint', command: 'cfn-lint', args: ['--non-zero-exit-code', 'none', '--', join(policies, '*')], status: 0 };
  const [us, them] = compare([keytrail('keytrail', [policies, '-f', 'sarif', '--fail-on', 'never'], 0), lint], 3);
  return [...rows, [`cfn-lint, ${SAMPLE * 10} policies`, `${rate(SAMPLE * 10, them.milliseconds, 'policies')}: it takes ${them.ratio.toFixed(0)} times as long as ${us.milliseconds.toFixed(0)} ms`]];
}

/** Milliseconds for one policy, from text to findings. */
async function oneOf(make) {
  const { lint } = await import(join(root, 'dist/index.js'));
  const many = 200;
  const bytes = new TextEncoder().encode(JSON.stringify(policyTemplate(Array.from({ length: many }, make))));
  const times = [];
  for (let round = 0; round < 5; round++) {
    const start = process.hrtime.bigint();
    await lint([{ path: 'policies.json', text: bytes }]);
    times.push(Number(process.hrtime.bigint() - start) / 1e6 / many);
  }
  return median(times);
}

const MEGABYTE = 1024 * 1024;
/** The bar is half of the time of JSON.parse, and no more memory than the file takes and 80 MB. */
const PLAN = 100 * MEGABYTE;
/** V8 has no string of this length. */
const HUGE_PLAN = 600 * MEGABYTE;

/** A plan of Terraform beside what it takes to read and parse it. */
function plans(folder) {
  const path = join(folder, 'plan.json');
  const { bytes, resources } = writePlan(path, PLAN);
  const parse = { name: 'JSON.parse(readFileSync)', command: process.execPath, args: ['-e', `JSON.parse(require('fs').readFileSync(${JSON.stringify(path)}, 'utf8'))`] };
  const ours = keytrail('keytrail', [path, '-f', 'sarif'], 1);
  const rows = compare([parse, ours], 7).map(({ name, milliseconds, ratio }, index) => [
    `${name}, ${(bytes / MEGABYTE).toFixed(0)} MB, ${resources} resources`,
    `${milliseconds.toFixed(0)} ms`,
    `${ratio.toFixed(2)} x`,
    peakText([parse, ours][index], bytes),
  ]);
  const huge = writePlan(path, HUGE_PLAN);
  const [, large] = compare([bare, ours], 1);
  return [...rows, [`keytrail, ${(huge.bytes / MEGABYTE).toFixed(0)} MB, ${huge.resources} resources`, `${large.milliseconds.toFixed(0)} ms`, '', peakText(ours, huge.bytes)]];
}

function peakText(command, bytes) {
  const peak = peakMemory(command);
  return peak === undefined ? 'no /usr/bin/time' : `the file and ${(peak - bytes / MEGABYTE).toFixed(0)} MB`;
}

const rate = (count, milliseconds, what = 'templates') => `${((count / milliseconds) * 1000).toFixed(0)} ${what}/s`;
const isInstalled = (command) => spawnSync(command, ['--version']).status === 0;
const versionOf = (command) => spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.trim();

function print(rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  for (const [name, ...cells] of rows) console.log(`  ${name.padEnd(width)}  ${cells.join('  ')}`);
}

async function main() {
  if (!existsSync(cli)) throw new Error('dist/cli.cjs is missing: npm run build');
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-bench-'));
  try {
    const input = prepare(folder);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const [cpu] = cpus();
    console.log(`keytrail ${version}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} x ${cpu?.model ?? 'unknown'}`);
    if (isInstalled('cfn-lint')) console.log(versionOf('cfn-lint'));
    console.log(`\nWhole process beside the bare start of Node (median of ${PAIRS} interleaved pairs, NODE_EXTRA_CA_CERTS unset)\n`);
    print(starts(input).map(({ name, milliseconds, ratio }) => [name, `${milliseconds.toFixed(1).padStart(7)} ms`, `${ratio.toFixed(2).padStart(5)} x`]));
    console.log('\nNames, as a hook gets them, one finding in ten templates\n');
    print(named(input).map(({ name, milliseconds, ratio }) => [name, `${milliseconds.toFixed(1).padStart(7)} ms`, `${ratio.toFixed(2).padStart(5)} x`]));
    console.log('\nMany templates\n');
    print(bulk(input));
    console.log('\nMany policies\n');
    print(await grants(input));
    console.log('\nPlans of Terraform\n');
    print(plans(folder));
    console.log('\nReading HCL, warm\n');
    spawnSync(process.execPath, [join(root, 'bench/hcl.mjs')], { stdio: 'inherit' });
    console.log('\nReading programs, warm\n');
    spawnSync(process.execPath, [join(root, 'bench/programs.mjs')], { stdio: 'inherit' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
