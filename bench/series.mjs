// How the cost grows with the number of files and with bytes: whole processes, whose start is a part of the small ones.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { templates } from './inputs/folders.mjs';
import { writePlan } from './inputs/plans.mjs';
import { bare, keytrail, median, peakMemory, run } from './measure.mjs';

const MEGABYTE = 1024 * 1024;

/** The time above the bare start of Node, and the most memory; each the median of some runs. */
function cost(command, rounds) {
  const times = Array.from({ length: rounds }, () => run(command) - run(bare));
  return { milliseconds: median(times), peak: peakMemory(command, 1) };
}

function byFiles({ dist, folder, counts = [1000, 8000, 50000] }) {
  const rows = counts.map((count) => {
    const path = templates(join(folder, `files-${count}`), count);
    const { milliseconds, peak } = cost(keytrail(dist, [path, '-f', 'sarif', '--no-progress', '--fail-on', 'never']), 3);
    rmSync(path, { recursive: true });
    return { size: `${count} templates`, milliseconds, each: (milliseconds * 1000) / count, unit: 'µs a file', peak };
  });
  return relative(rows);
}

function byBytes({ dist, folder, sizes = [60, 500] }) {
  const rows = sizes.map((size) => {
    const path = join(folder, `plan-${size}.json`);
    const { bytes } = writePlan(path, size * MEGABYTE);
    const { milliseconds, peak } = cost(keytrail(dist, [path, '-f', 'sarif', '--no-progress', '--fail-on', 'never']), 3);
    rmSync(path);
    return { size: `plan of ${size} MB`, milliseconds, each: (milliseconds * MEGABYTE) / bytes, unit: 'ms a MB', peak };
  });
  return relative(rows);
}

const relative = (rows) => rows.map((row) => ({ ...row, ratio: row.each / rows[0].each }));

export const series = (context) => [...byFiles(context), ...byBytes(context)];

const HEAD = ['size', 'time above the bare start', 'each', 'against the first', 'peak memory'];
const cells = ({ size, milliseconds, each, unit, ratio, peak }) => [size, `${(milliseconds / 1000).toFixed(2)} s`, `${each.toFixed(each < 10 ? 1 : 0)} ${unit}`, `${ratio.toFixed(2)} x`, `${peak.toFixed(0)} MB`];

export const seriesAsMarkdown = (rows) => [HEAD, HEAD.map(() => '---'), ...rows.map(cells)].map((line) => `| ${line.join(' | ')} |`).join('\n');

export function seriesAsText(rows) {
  const all = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all.map((line) => line.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}
