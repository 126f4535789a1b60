// T1 to T4, T14, T16: what one short run takes, as a hook or an editor waits for it.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { module } from '../inputs/modules.mjs';
import { oneProgram } from '../inputs/programs.mjs';
import { asJson, asYaml, template } from '../inputs/templates.mjs';
import { bare, compare, keytrail, packsOf, peakMemory } from '../measure.mjs';

const KINDS = ['yaml', 'json', 'tf', 'ts', 'nothing.yaml'];

/** One file of each kind, all but the last with a finding. */
export function singles(folder) {
  const texts = [asYaml(template(0, true)), asJson(template(0, true)), module(0, true), oneProgram, asYaml({ name: 'ci', on: { push: { branches: ['main'] } } })];
  return Object.fromEntries(KINDS.map((kind, index) => {
    const path = join(folder, kind === 'nothing.yaml' ? kind : `main.${kind}`);
    writeFileSync(path, texts[index]);
    return [kind, path];
  }));
}

const sarif = (dist, path, status = 1) => keytrail(dist, [path, '-f', 'sarif'], status);
const milliseconds = (first, second) => `${second.milliseconds.toFixed(1)} of ${first.milliseconds.toFixed(1)} ms`;

/** One ratio to a bare start for each command. */
function besideNode(rows, rounds) {
  const [base, ...measured] = compare([bare, ...rows.map(({ command }) => command)], rounds);
  return rows.map(({ id, what, bar, stretch }, index) => ({ id, what, peer: 'node -e 0', unit: 'x', bar, stretch, ratio: measured[index].ratio, least: measured[index].least, note: milliseconds(base, measured[index]) }));
}

const NAMES = { yaml: 'YAML template', json: 'JSON template', tf: '.tf file' };

export const starts = ({ dist, files, rounds = 31 }) =>
  besideNode(['yaml', 'json', 'tf'].map((kind) => ({ id: 'T1', what: `one ${NAMES[kind]} with a finding, SARIF`, bar: 1.25, stretch: 1.15, command: sarif(dist, files[kind]) })), rounds);

export const idle = ({ dist, files, rounds = 31 }) =>
  besideNode(
    [['--version', keytrail(dist, ['--version'])], ['--help', keytrail(dist, ['--help'])], ['one file with nothing to check', sarif(dist, files['nothing.yaml'], 0)]].map(([what, command]) => ({ id: 'T4', what, bar: 1.12, stretch: 1.08, command })),
    rounds,
  );

export const program = ({ dist, files, rounds = 21 }) => besideNode([{ id: 'T3', what: 'one CDK program with a finding, SARIF', bar: 2.5, stretch: 2.2, command: sarif(dist, files.ts) }], rounds);

export function besideGuard({ dist, files, peers, rounds = 31 }) {
  return ['yaml', 'json'].map((kind) => {
    const row = { id: 'T2', what: `one ${NAMES[kind]} with a finding, SARIF`, peer: 'cfn-guard, 6 rules', unit: 'x', bar: 1.5, stretch: 1.2 };
    if (peers.cfnGuard === undefined) return { ...row, note: 'cfn-guard is not here' };
    const guard = { command: peers.cfnGuard.command, args: ['validate', ...peers.cfnGuard.rules, '-d', files[kind]], status: 19 };
    const [base, ours] = compare([guard, sarif(dist, files[kind])], rounds);
    return { ...row, ratio: ours.ratio, note: milliseconds(base, ours) };
  });
}

export function memory({ dist, files }) {
  const empty = peakMemory(bare, 5);
  return ['yaml', 'json', 'tf', 'ts'].map((kind) => {
    const goals = kind === 'ts' ? {} : { bar: 6, stretch: 2 };
    return { id: 'T14', what: `peak memory, one ${NAMES[kind] ?? 'CDK program'}`, peer: 'node -e 0', unit: 'MB', ...goals, ratio: peakMemory(sarif(dist, files[kind]), 5) - empty, note: `over ${empty.toFixed(1)} MB` };
  });
}

/** Bytes of the program as it is loaded, without what V8 keeps; for a program that is with the parser of TypeScript. */
export function size({ dist, files }) {
  const bytes = (names) => names.reduce((sum, name) => sum + statSync(join(dist, name)).size, 0) / 1000;
  const all = readdirSync(dist).filter((name) => name.endsWith('.cjs'));
  const loaded = (kind, status) => bytes(['cli.cjs', ...packsOf(sarif(dist, files[kind], status))]);
  const row = { id: 'T16', peer: '', unit: 'KB', note: `all ${all.length} packs: ${bytes(all).toFixed(0)} KB` };
  return [
    { ...row, what: 'what is loaded for a file with nothing to check', ratio: loaded('nothing.yaml', 0) },
    { ...row, what: 'what is loaded for a template', ratio: loaded('yaml'), bar: 250, stretch: 150 },
    { ...row, what: 'what is loaded for a .tf file', ratio: loaded('tf'), bar: 250, stretch: 150 },
    { ...row, what: 'what is loaded for a program, with the parser', ratio: loaded('ts'), bar: 1000 },
  ];
}
