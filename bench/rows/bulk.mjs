// T5 to T8: many files.
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../inputs/folders.mjs';
import { compare, env, keytrail, root, run } from '../measure.mjs';

const ours = (dist, folder, more = []) => keytrail(dist, [folder, '-f', 'sarif', '--no-progress', '--fail-on', 'never', ...more], [0, 2]);
const seconds = (milliseconds) => `${(milliseconds / 1000).toFixed(2)} s`;
const note = (us, them, more = '') => `${seconds(us)} of ${seconds(them)}${more}`;

/** cfn-lint takes a tenth of a second for each template. */
const SAMPLE = 60;

/** Whether the build can do without its prefilter: then that is measured too. */
const canDoWithout = (dist) => spawnSync(process.execPath, [join(dist, 'cli.cjs'), '--help'], { env, encoding: 'utf8' }).stdout.includes('--no-prefilter');

/**
 * Of cfn-lint a sample is measured, and one template alone: the rest is reckoned, with one start for all. `full` measures
 * all of it, which takes minutes.
 */
export function besideCfnLint({ dist, templates, peers, full }) {
  const paths = [...filesBelow(templates)];
  const row = { id: 'T5', what: `${paths.length} templates`, peer: 'cfn-lint', unit: 'times faster', bar: 250, stretch: 400 };
  if (peers.cfnLint === undefined) return [{ ...row, note: 'cfn-lint is not here' }];
  const step = full ? 1 : Math.max(1, Math.floor(paths.length / SAMPLE));
  const sample = paths.filter((_, index) => index % step === 0);
  const lint = (some) => ({ command: peers.cfnLint.command, args: ['--non-zero-exit-code', 'none', '--', ...some], status: 'any' });
  run(ours(dist, templates));
  const ratios = [];
  let last;
  for (let round = 0; round < (full ? 1 : 3); round++) {
    const us = run(ours(dist, templates));
    const many = run(lint(sample));
    const one = full ? 0 : run(lint(sample.slice(0, 1)));
    const them = full ? many : one + ((many - one) / (sample.length - 1)) * (paths.length - 1);
    ratios.push(them / us);
    last = note(us, them, full ? '' : `, reckoned from ${sample.length}`);
  }
  ratios.sort((a, b) => a - b);
  return [{ ...row, ratio: ratios[ratios.length >> 1], note: last }];
}

export function besideGuard({ dist, templates, peers, folder }) {
  const row = { id: 'T6', peer: 'cfn-guard, 6 rules', unit: 'x' };
  const modes = [['prefilter off', 0.15, 0.1, ['--no-prefilter']], ['prefilter on', 0.04, 0.03, []]];
  const rows = modes.map(([name, bar, stretch]) => ({ ...row, what: `templates, ${name}`, bar, stretch }));
  if (peers.cfnGuard === undefined) return rows.map((one) => ({ ...one, note: 'cfn-guard is not here' }));
  // One template that it cannot read ends its whole run: those are left out, for both.
  const copy = join(folder, 'for-guard');
  cpSync(templates, copy, { recursive: true });
  const validate = (path) => ({ command: peers.cfnGuard.command, args: ['validate', ...peers.cfnGuard.rules, '-S', 'none', '-d', path], status: 'any' });
  const isRead = (path) => [0, 19].includes(spawnSync(peers.cfnGuard.command, validate(path).args, { env }).status);
  const paths = [...filesBelow(copy)];
  if (!isRead(copy)) for (const path of paths) if (!isRead(path)) rmSync(path);
  const count = [...filesBelow(copy)].length;
  const without = canDoWithout(dist);
  return modes.map(([name, , , args], index) => {
    const what = `${count} templates, ${name}`;
    if (args.length > 0 && !without) return { ...rows[index], what, note: 'there is no --no-prefilter' };
    const [base, us] = compare([validate(copy), ours(dist, copy, args)], 7);
    return { ...rows[index], what, ratio: us.ratio, note: note(us.milliseconds, base.milliseconds) };
  });
}

/** The recommended rules of typescript-eslint, which need no types. */
const CONFIG = (plugin) => `const plugin = require('node:module').createRequire(${JSON.stringify(join(plugin, 'package.json'))})('@typescript-eslint/eslint-plugin');
module.exports = [...plugin.configs['flat/recommended'], { linterOptions: { reportUnusedDisableDirectives: 'off' } }];
`;

export function besideEslint({ dist, programs, peers, folder }) {
  const count = [...filesBelow(programs)].filter((path) => path.endsWith('.ts')).length;
  const what = `${count} programs of the CDK`;
  return [
    { id: 'T7', what, peer: 'ESLint, typescript-eslint', unit: 'times faster', bar: 20, stretch: 25, ...eslint() },
    { id: 'T7', what, peer: 'oxlint', unit: 'x', bar: 4, stretch: 2.7, ...oxlint() },
  ];

  function eslint() {
    if (peers.eslint === undefined) return { note: 'ESLint is not here' };
    const config = join(folder, 'eslint.config.cjs');
    writeFileSync(config, CONFIG(peers.eslint.plugin));
    const command = { command: process.execPath, args: [peers.eslint.script, '--config', config, '--no-ignore', '.'], cwd: programs, status: 'any' };
    const [base, us] = compare([command, ours(dist, programs)], 3, false);
    return { ratio: 1 / us.ratio, note: note(us.milliseconds, base.milliseconds) };
  }

  function oxlint() {
    if (peers.oxlint === undefined) return { note: 'oxlint is not here' };
    const [base, us] = compare([{ command: process.execPath, args: [peers.oxlint.script, programs], status: 'any' }, ours(dist, programs)], 9);
    return { ratio: us.ratio, note: note(us.milliseconds, base.milliseconds) };
  }
}

export function besideReading({ dist, repository }) {
  const reading = { command: process.execPath, args: [join(root, 'bench/parts/walk.cjs'), repository] };
  const [base, us] = compare([reading, ours(dist, repository)], 7);
  const count = [...filesBelow(repository)].length;
  return [{ id: 'T8', what: `a repository of ${count} files`, peer: 'walking and reading it', unit: 'x', bar: 5, stretch: 3.5, ratio: us.ratio, note: note(us.milliseconds, base.milliseconds) }];
}

/** For information: terraform reads and formats the same files. */
export function besideTerraform({ dist, modules, peers }) {
  const row = { id: '', what: `${[...filesBelow(modules)].length} modules`, peer: 'terraform fmt -check', unit: 'times faster' };
  if (peers.terraform === undefined) return [{ ...row, note: 'terraform is not here' }];
  const [base, us] = compare([{ command: peers.terraform.command, args: ['fmt', '-check', '-recursive', modules], status: 'any' }, ours(dist, modules)], 5);
  return [{ ...row, ratio: 1 / us.ratio, note: note(us.milliseconds, base.milliseconds) }];
}
