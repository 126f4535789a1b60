import type { Fix } from '../finding.js';
import { inOrder } from './change.js';

/** One fix for what is told of several worlds: it makes the changes of each of them, or there is none. */
export function inEveryWorld(worlds: readonly (readonly Fix[])[]): readonly Fix[] {
  const [first = [], ...rest] = worlds;
  if (rest.every((fixes) => fixes === first)) return first;
  const fixes = worlds.flatMap(([fix]) => (fix === undefined ? [] : [fix]));
  const edits = fixes.length < worlds.length ? undefined : inOrder(fixes.flatMap((fix) => fix.edits));
  return edits === undefined ? [] : [{ description: [...new Set(fixes.map(({ description }) => description))].join('; '), edits }];
}
