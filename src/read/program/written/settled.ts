import type ts from 'typescript';
import type { Source } from '../../../core/source.js';
import type { Library } from '../../library.js';
import { diagnosticsOf } from '../project/modules.js';
import { resolveModule } from '../project/resolution.js';
import { isTooDeep } from '../run.js';
import { glanceAt } from './glance/glance.js';
import { lookAt, type Looked } from './look.js';
import type { Written } from './written.js';

/** How the files of a program are read where that is needed. */
export interface Reading {
  readonly library: Library;
  /** Files that are parsed in any case, for what is wrong with how they are written is told. */
  readonly named: ReadonlySet<Source>;
  readonly parse: (source: Source) => ts.SourceFile;
}

/**
 * Whether a program, as it is written, can come to nothing that is told, so that it need not be evaluated: most programs make
 * resources that are of no concern, and give them permissions that are written out. True only where
 * - every file of it, and every file that one brings in, is at hand and can be read;
 * - every name by which something could be made that matters is used in a form of which that is known;
 * - and names are spelled where they are used.
 * What is evaluated by itself does not count: a text that is put together, a condition, how often something is called, decide on
 * nothing but which of the harmless things there are.
 */
export function isSettled(sources: readonly Source[], written: Written, reading: Reading): boolean {
  if (sources.some(({ text }) => written.isUnlikely?.(text) === true)) return false;
  const seen = new Set(sources);
  // A set goes on to what is added to it on the way.
  for (const source of seen) {
    const looked = (reading.named.has(source) ? undefined : glanceAt(source.text, written)) ?? parsedAndLookedAt(source, written, reading);
    if (!looked.settled) return false;
    for (const specifier of looked.modules) {
      const found = resolveModule(specifier, source.path, reading.library);
      if (found.kind === 'closed') return false;
      if (found.kind === 'program') seen.add(found.source);
    }
  }
  return true;
}

function parsedAndLookedAt(source: Source, written: Written, { parse }: Reading): Looked {
  const tree = parsed(source, parse);
  return tree === undefined || diagnosticsOf(tree).length > 0 ? { settled: false } : lookAt(tree, written);
}

/** Undefined for what is nested deeper than the parser goes; evaluating it tells so. */
function parsed(source: Source, parse: (source: Source) => ts.SourceFile): ts.SourceFile | undefined {
  try {
    return parse(source);
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    return undefined;
  }
}
