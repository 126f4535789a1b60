import type { Origin } from '../../../core/source.js';
import { importOf } from '../project/modules.js';
import { scalarAt } from '../evaluation/operators.js';
import type { Run } from '../run.js';
import type { Scope } from '../values/scope.js';
import type { Value } from '../values/values.js';
import { folderOf } from '../../library.js';

/** The "package" of what is there without an import. */
export const GLOBAL = 'global';

/** What paths of files of the repository begin with, in programs. */
export const REPOSITORY = '/(repository)';

const names: ReadonlySet<string> = new Set(['JSON', 'Object', 'Array', 'String', 'Number', 'Boolean', 'Math', 'Promise', 'Set', 'Map', 'Date', 'Error', 'RegExp', 'Symbol', 'console', 'process', 'globalThis', 'URL', 'Buffer', 'import.meta', 'structuredClone', 'encodeURIComponent', 'decodeURIComponent', 'parseInt', 'parseFloat', 'isNaN', 'setTimeout', 'Reflect']);

/** A name that no scope declares. */
export function globalNamed(name: string, place: Origin, scope: Scope, run: Run): Value {
  const { path } = scope.module.source;
  if (name === '__dirname') return scalarAt(`${REPOSITORY}/${folderOf(path)}`.replace(/\/$/u, ''), place);
  if (name === '__filename') return scalarAt(`${REPOSITORY}/${path}`, place);
  if (name === 'import.meta') return { kind: 'object', cell: { entries: new Map(metaOf(path, place)), rest: [], made: run.guards }, origin: place };
  if (name === 'NaN' || name === 'Infinity') return scalarAt(name === 'NaN' ? Number.NaN : Number.POSITIVE_INFINITY, place);
  if (!names.has(name)) return run.unknown(`\`${name}\` is declared nowhere in view`, place);
  return { kind: 'external', external: importOf(GLOBAL, [name], place, run), origin: place };
}

function metaOf(path: string, place: Origin): readonly (readonly [string, { readonly key: Origin; readonly value: Value; readonly getter: boolean }])[] {
  const file = `${REPOSITORY}/${path}`;
  const folder = `${REPOSITORY}/${folderOf(path)}`.replace(/\/$/u, '');
  return ([['url', file], ['filename', file], ['dirname', folder]] as const).map(([name, text]) => [name, { key: place, value: scalarAt(text, place), getter: false }] as const);
}

/** Members of globals that somebody chooses: the environment, the arguments. */
export function globalMember(holder: readonly string[], name: string, place: Origin, whole: Value, run: Run): Value | undefined {
  const path = [...holder, name].join('.');
  if (holder.join('.') === 'process.env') return run.unknown(`\`${path}\` is not known here`, place, run.input(path, true));
  if (path === 'process.argv' || path === 'process.platform') return run.unknown(`\`${path}\` is not known here`, place);
  return path.startsWith('globalThis.process') ? globalMember(holder.slice(1), name, place, whole, run) : undefined;
}
