import { scalar, type Node } from '../../../core/node.js';
import { literal, type Source } from '../../../core/source.js';
import type { Unknown } from '../../../core/value.js';
import { made, one, two, unsettled, WORKING_FOLDER, type FunctionCall, type TerraformFunction } from './call.js';
import { asMap, asString } from './values/conversion.js';
import { hole, inserted, partOf, rowOf, written, type Row } from './values/texts.js';

/** HashiCorp, "Functions - Configuration Language", "Filesystem Functions". */

/** A path as it is given; one that begins in the folder in which Terraform runs is the way from there. */
function pathIn(row: Row): string | undefined {
  const [first, ...rest] = row.runs.map(({ text }) => text);
  const fromHere = typeof first === 'object' && first.name === WORKING_FOLDER;
  const texts = fromHere ? rest : row.runs.map(({ text }) => text);
  if (!texts.every((text) => typeof text === 'string')) return undefined;
  const path = texts.join('');
  return fromHere ? `.${path}` : path;
}

/** The file that an operand names. */
function opened(call: FunctionCall, argument: Node): Source | Unknown {
  const named = asString(call, argument);
  const path = pathIn(rowOf(named));
  if (path === undefined) return unsettled(call, named.kind === 'unknown' ? named.reason : 'which file it is is not known');
  const found = call.files.open(path);
  return found.kind === 'read' ? found.source : unsettled(call, `\`${path}\` is not read: ${found.reason}`);
}

/** The text of a file, with its places there. */
const file = one((call, argument) => {
  const found = opened(call, argument);
  return 'kind' in found ? found : scalar(found.text, literal({ source: found, start: 0, end: found.text.length }));
});

const templatefile = two((call, argument, variables) => {
  const given = asMap(call, variables);
  if (given.kind === 'unknown') return given;
  const found = opened(call, argument);
  return 'kind' in found ? found : call.render(found, given);
});

/** A file that is not read may be there all the same. */
const fileexists = one((call, argument) => {
  const found = opened(call, argument);
  return 'kind' in found ? found : scalar(true, made(call, argument));
});

const filebase64 = one((call, argument) => {
  const found = opened(call, argument);
  // A byte order mark was taken off, and what was no UTF-8 replaced.
  if (!('kind' in found) && (found.bom || found.text.includes('\uFFFD'))) return unsettled(call, 'the bytes of the file are not known');
  return 'kind' in found ? found : scalar(Buffer.from(found.text, 'utf8').toString('base64'), made(call, argument));
});

/** The last part of a path. */
const basename = one((call, argument) => {
  const source = asString(call, argument);
  const row = rowOf(source);
  if (row.length === 0) return scalar('.', made(call, source));
  const end = row.marked.replace(/\/+$/u, '').length;
  // What a hole before the last slash holds does not matter; one behind it may hold another slash.
  const from = row.marked.lastIndexOf('/', end - 1) + 1;
  if (end === 0) return scalar('/', made(call, source));
  const last = row.cut(from, end);
  if (last.some(({ text }) => typeof text !== 'string')) return written(call, [hole(call.name, call)], source);
  return partOf(call, source, row, from, end);
});

/** All but the last part, in the shortest form. */
const dirname = one((call, argument) => {
  const source = asString(call, argument);
  const { plain, runs } = rowOf(source);
  const cwd = pathIn(rowOf(source));
  if (plain === undefined && cwd !== undefined) {
    const folder = cleaned(cwd.slice(0, cwd.lastIndexOf('/') + 1));
    return folder.startsWith('..') || runs.length < 2 ? written(call, [hole(call.name, call)], source) : fromHere(call, folder, source);
  }
  if (plain === undefined) return written(call, [hole(call.name, call)], source);
  const folder = cleaned(plain.slice(0, plain.lastIndexOf('/') + 1));
  return folder === plain ? source : scalar(folder, made(call, source));
});

/** Go, `filepath.Clean`. */
function cleaned(path: string): string {
  const isRooted = path.startsWith('/');
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (!isRooted) steps.push(step);
  }
  const joined = steps.join('/');
  return isRooted ? `/${joined}` : joined === '' ? '.' : joined;
}

/** A path in the folder in which Terraform is run, which is somewhere. */
const fromHere = (call: FunctionCall, path: string, source: Node): Node => {
  const folder = { ...hole(WORKING_FOLDER, call), text: { name: WORKING_FOLDER, holds: 'one' as const } };
  return written(call, [folder, ...(path === '.' ? [] : [inserted(`/${path}`, call)])], unsettled(call, 'where Terraform is run is not known'), source);
};

const abspath = one((call, argument) => {
  const source = asString(call, argument);
  const path = pathIn(rowOf(source));
  if (path === undefined) return written(call, [hole(call.name, call)], source);
  const clean = cleaned(path);
  if (clean.startsWith('/')) return clean === path ? source : scalar(clean, made(call, source));
  return clean.startsWith('..') ? written(call, [hole(call.name, call)], unsettled(call, 'where Terraform is run is not known')) : fromHere(call, clean, source);
});

/** Only a path that begins at someone's home folder depends on whose it is. */
const pathexpand = one((call, argument) => {
  const source = asString(call, argument);
  const { head } = rowOf(source);
  if (head !== '' && !head.startsWith('~')) return source;
  if (source.kind === 'scalar' && head === '') return source;
  return written(call, [hole(call.name, call)], head.startsWith('~') ? unsettled(call, 'which folder is the home folder is not known') : source);
});

export const files: readonly (readonly [string, TerraformFunction])[] = [
  ['file', file],
  ['filebase64', filebase64],
  ['templatefile', templatefile],
  ['fileexists', fileexists],
  ['basename', basename],
  ['dirname', dirname],
  ['abspath', abspath],
  ['pathexpand', pathexpand],
];
