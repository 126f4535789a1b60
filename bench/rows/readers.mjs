// T9 to T11: how fast texts are read, each reader in a process of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { filesBelow } from '../inputs/folders.mjs';
import { module } from '../inputs/modules.mjs';
import { asJson, asYaml, template } from '../inputs/templates.mjs';
import { answer, median, paired, root } from '../measure.mjs';
import { hclOracle } from '../peers.mjs';

/** The readers are only in the sources; what is published bundles them as this does. */
const ENTRY = `
import { parseDocument } from 'yaml';
import { shortForm } from './src/read/cloudformation/tags.js';
import { parseHcl } from './src/read/text/hcl/index.js';
import { parseJson } from './src/read/text/json/json.js';
import { parseYaml } from './src/read/text/yaml/yaml.js';
import { parseYamlFast } from './src/read/text/yaml-fast.js';
const source = (text) => ({ path: '', text, bom: false });
export const yaml = (text) => parseYamlFast(source(text), shortForm) ?? parseYaml(source(text), shortForm);
export const yamlPackage = (text) => parseDocument(text, { logLevel: 'silent' });
export const json = (text) => parseJson(source(text));
export const jsonBuiltIn = (text) => JSON.parse(text);
export const hcl = (text) => parseHcl(source(text));
`;

export async function buildReaders(folder) {
  const outfile = join(folder, 'readers.cjs');
  await build({ absWorkingDir: root, stdin: { contents: ENTRY, resolveDir: root }, outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' });
  return outfile;
}

/** Texts of some size, in a file: what is read from the disk is not measured. */
function texts(folder, name, count, make) {
  const all = Array.from({ length: count }, (_, index) => make(index));
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(all));
  return { path, all, megabytes: all.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6 };
}

const reading = ({ readers, name, list, rounds }) => answer({ command: process.execPath, args: [join(root, 'bench/parts/read.cjs'), readers, name, list, String(rounds)] });

/** Ratios of theirs to ours, cold and warm, from processes in turn. */
function compareReaders({ readers, ours, theirs, list, processes, rounds }) {
  const times = { cold: [[], []], warm: [[], []] };
  for (let round = 0; round < processes; round++) {
    for (const [index, name] of [ours, theirs].entries()) {
      const { cold, warm } = reading({ readers, name, list, rounds });
      times.cold[index].push(cold);
      times.warm[index].push(warm);
    }
  }
  return { cold: paired(times.cold), warm: paired(times.warm) };
}

const rate = (megabytes, milliseconds) => `${((megabytes * 1000) / milliseconds).toFixed(1)} MB/s`;
const rates = (megabytes, [us, them]) => `${rate(megabytes, us.milliseconds)}, it ${rate(megabytes, them.milliseconds)}`;

export function yaml({ folder, readers, count = 1232, processes = 5, rounds = 7 }) {
  const { path, megabytes } = texts(folder, 'yaml', count, (index) => asYaml(template(index, index % 50 === 0)));
  const { cold, warm } = compareReaders({ readers, ours: 'yaml', theirs: 'yamlPackage', list: path, processes, rounds });
  const row = { id: 'T9', peer: 'yaml.parseDocument', unit: 'times faster' };
  return [
    { ...row, what: `${count} YAML texts read, cold`, bar: 6, stretch: 9, ratio: cold[1].ratio, note: rates(megabytes, cold) },
    { ...row, what: 'the same, warm', bar: 15, stretch: 25, ratio: warm[1].ratio, note: rates(megabytes, warm) },
  ];
}

/**
 * What JSON.parse takes depends on how many different keys there are, for each of which it makes something once: the 424 public templates have
 * 3,200, and 72,000 strings in 2.8 MB. With the same 39 keys in each text it takes half as long for as many strings.
 */
const SERVICES = 200;

function jsonTemplate(index) {
  const service = `Service${index % SERVICES}`;
  const parts = Array.from({ length: 5 }, (_, part) => Object.entries(template(index + part, index % 50 === 0 && part === 0).Resources).map(([id, body]) => [`${service}${id}${part}`, described(body, `${service}${id}`)])).flat();
  return asJson({ Resources: Object.fromEntries(parts) });
}

const described = (body, of) => ({ ...body, Metadata: { Description: `What ${of} needs to run, in each of the accounts of its team, and who is to be asked before it is changed` } });

/** The JSON templates below a folder. */
const jsonBelow = (folder) => [...filesBelow(folder)].map((path) => readFileSync(path, 'utf8')).filter(isJson);

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** `found`: a folder with public ones, to measure on those. */
export function json({ folder, readers, found, count = 414, processes = 15 }) {
  const known = found === undefined ? undefined : jsonBelow(found);
  const { path, megabytes } = texts(folder, 'json', known?.length ?? count, (index) => known?.[index] ?? jsonTemplate(index));
  const { cold, warm } = compareReaders({ readers, ours: 'json', theirs: 'jsonBuiltIn', list: path, processes, rounds: 5 });
  const row = { id: 'T10', peer: 'JSON.parse', unit: 'x' };
  return [
    { ...row, what: `${known?.length ?? count} JSON texts with positions, cold`, bar: 2.5, stretch: 2, ratio: 1 / cold[1].ratio, note: rates(megabytes, cold) },
    { ...row, what: 'the same, warm', ratio: 1 / warm[1].ratio, note: rates(megabytes, warm) },
  ];
}

export function hcl({ folder, readers, count = 1000, processes = 5 }) {
  const { path, all, megabytes } = texts(folder, 'hcl', count, (index) => module(index, index % 50 === 0));
  const row = { id: 'T11', what: `${count} .tf texts read, warm`, peer: 'hcl/v2 for Go', unit: 'times faster', bar: 5, stretch: 10 };
  const oracle = hclOracle(folder);
  if (oracle === undefined) return [{ ...row, note: 'Go or its package of hcl/v2 is not here' }];
  mkdirSync(join(folder, 'hcl'), { recursive: true });
  const input = all.map((text, index) => (writeFileSync(join(folder, 'hcl', `${index}.tf`), text), `${join(folder, 'hcl', `${index}.tf`)}\n`)).join('');
  const times = [[], []];
  for (let round = 0; round < processes; round++) {
    times[0].push(reading({ readers, name: 'hcl', list: path, rounds: 9 }).warm);
    // The oracle reads the files first and times the reading alone: the fastest of some rounds.
    times[1].push(Number(spawnSync(oracle, ['-bench', '3'], { input, encoding: 'utf8' }).stdout) / 1e6);
  }
  const [us, them] = paired(times);
  return [{ ...row, ratio: median(times[1].map((time, index) => time / times[0][index])), note: rates(megabytes, [us, them]) }];
}
