// The one table: what was measured, against whom, and whether it is good enough.

/**
 * @typedef {object} Row
 * @property {string} id T1, T2, ...
 * @property {string} what
 * @property {string} peer
 * @property {number} [ratio] nothing where the peer is absent
 * @property {'x' | 'times faster' | 'MB' | 'KB'} unit `times faster`: at least so much is wanted; of all else at most
 * @property {number} [bar] nothing where the row is for information
 * @property {number} [stretch]
 * @property {number} [least] the same ratio of the shortest times
 * @property {string} [note] times, sizes, or why there is no number
 */

const atLeast = (unit) => unit === 'times faster';
const reaches = ({ ratio, unit }, goal) => (atLeast(unit) ? ratio >= goal : ratio <= goal);

/** @param {Row} row */
export function verdict(row) {
  if (row.ratio === undefined) return 'not measured';
  if (row.bar === undefined) return '';
  if (row.stretch !== undefined && reaches(row, row.stretch)) return 'stretch';
  return reaches(row, row.bar) ? 'met' : 'NOT MET';
}

const shown = (number, unit) => {
  if (number === undefined) return '-';
  const text = number >= 100 ? number.toFixed(0) : number.toFixed(number >= 10 ? 1 : 2).replace(/\.?0+$/, '') || '0';
  return unit === 'times faster' ? `${text} x faster` : unit === 'x' ? `${text} x` : `${number > 0 && unit === 'MB' ? '+ ' : ''}${text} ${unit}`;
};

const HEAD = ['', 'what', 'peer', 'measured', 'bar', 'stretch', '', 'note'];
const cells = (row) => [row.id, row.what, row.peer, shown(row.ratio, row.unit), shown(row.bar, row.unit), shown(row.stretch, row.unit), verdict(row), row.note ?? ''];

/** For a terminal. */
export function asText(rows) {
  const all = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...all.map((line) => line[column].length)));
  return all.map((line) => line.map((cell, column) => (column === 3 || column === 4 || column === 5 ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ').trimEnd()).join('\n');
}

export function asMarkdown(rows) {
  const line = (texts) => `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(HEAD), '| --- | --- | --- | ---: | ---: | ---: | --- | --- |', ...rows.map((row) => line(cells(row)))].join('\n');
}
