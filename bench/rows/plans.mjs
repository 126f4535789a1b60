// T12: a plan of Terraform beside what it takes to read and to parse it.
import { join } from 'node:path';
import { writePlan } from '../inputs/plans.mjs';
import { compare, keytrail, peakMemory } from '../measure.mjs';

const MEGABYTE = 1024 * 1024;

export function plan({ dist, folder }) {
  const path = join(folder, 'plan.json');
  const { bytes, resources } = writePlan(path, 100 * MEGABYTE);
  const parse = { command: process.execPath, args: ['-e', `JSON.parse(require('fs').readFileSync(${JSON.stringify(path)}, 'utf8'))`] };
  const ours = keytrail(dist, [path, '-f', 'sarif'], 1);
  const [base, us] = compare([parse, ours], 7);
  const row = { id: 'T12', peer: 'JSON.parse(readFileSync)' };
  const file = bytes / MEGABYTE;
  return [
    { ...row, what: `plan of ${file.toFixed(0)} MB, ${resources} resources`, unit: 'x', bar: 0.5, stretch: 0.35, ratio: us.ratio, note: `${us.milliseconds.toFixed(0)} of ${base.milliseconds.toFixed(0)} ms` },
    { ...row, what: 'peak memory for it', unit: 'MB', peer: 'the size of the file', bar: 80, stretch: 50, ratio: peakMemory(ours) - file, note: `JSON.parse: + ${(peakMemory(parse) - file).toFixed(0)} MB` },
  ];
}
