import type { Node } from '../../../core/node.js';
import type { Problem } from '../../../core/problem.js';
import type { Source } from '../../../core/source.js';
import type { Carried } from './carried.js';
export const isPipeline = (_root: Node): boolean => false;
export function scriptsOfPipeline(_root: Node, _source: Source): { readonly scripts: readonly Carried[]; readonly problems: readonly Problem[] } { return { scripts: [], problems: [] }; }
