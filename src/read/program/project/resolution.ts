import type { Node } from '../../../core/node.js';
import type { Source } from '../../../core/source.js';
import type { Library } from '../../library.js';

/** What a specifier of an import means. */
export type Resolved =
  | { readonly kind: 'program'; readonly source: Source }
  | { readonly kind: 'data'; readonly document: Node }
  /** It is not in the repository, and needs not be. */
  | { readonly kind: 'package'; readonly name: string }
  | { readonly kind: 'closed'; readonly reason: string };

const programs = ['.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs'];
/** A program names the file that its compiler will write. */
const compiled: ReadonlyMap<string, readonly string[]> = new Map([
  ['.js', ['.ts', '.tsx', '.js', '.jsx']],
  ['.jsx', ['.tsx', '.jsx']],
  ['.mjs', ['.mts', '.mjs']],
  ['.cjs', ['.cts', '.cjs']],
]);

/** What a tool generates from descriptions of packages, which is seldom kept in a repository: it is as good as a package. */
const GENERATED = /(?:^|\/)(?:\.gen|imports)\/(?:providers|modules)\//u;

/** TypeScript Handbook, "Modules - Reference": relative specifiers, with or without an extension, and folders with an index. */
export function resolveModule(specifier: string, from: string, library: Library): Resolved {
  if (!/^\.{1,2}(?:\/|$)/u.test(specifier)) return { kind: 'package', name: specifier.replace(/^node:/u, '') };
  if (GENERATED.test(specifier)) return { kind: 'package', name: specifier.replace(/^(?:\.{1,2}\/)+/u, '') };
  let closed = 'there is no such file';
  for (const name of candidates(specifier)) {
    const opened = library.open(name, from);
    if (opened.kind === 'read') {
      if (!name.endsWith('.json')) return { kind: 'program', source: opened.source };
      const [document] = opened.documents;
      return document === undefined ? { kind: 'closed', reason: 'it is empty' } : { kind: 'data', document };
    }
    if (!/no such file|not among the files/u.test(opened.reason)) closed = opened.reason;
  }
  return { kind: 'closed', reason: closed };
}

function candidates(specifier: string): readonly string[] {
  const extension = /\.[cm]?[jt]sx?$|\.json$/u.exec(specifier)?.[0];
  if (extension === '.json') return [specifier];
  const base = extension === undefined ? specifier : specifier.slice(0, -extension.length);
  const named = extension === undefined ? [] : (compiled.get(extension) ?? [extension]).map((one) => base + one);
  const open = specifier.endsWith('/') || specifier === '.' || specifier === '..' ? [] : programs.map((one) => specifier + one);
  return [...named, ...open, ...programs.map((one) => `${specifier.replace(/\/$/u, '')}/index${one}`)];
}
