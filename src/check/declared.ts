import type { Ignore } from '../core/ignore.js';
import type { Span } from '../core/source.js';
import type { Ignored, Said, Unit } from '../core/unit.js';
import type { Finding } from './finding.js';
import { coverOf, type Cover } from './ignores/suppress.js';

/** Findings of a unit with the place where that what each is about is declared. */
export function withDeclarations(findings: readonly Finding[], unit: Unit): readonly Finding[] {
  if (findings.length === 0) return findings;
  const names = new Map<string, Span>();
  for (const { value } of unit.worlds) for (const { address, name } of value) if (!names.has(address)) names.set(address, name.span);
  return findings.map((finding) => ({ ...finding, declared: names.get(finding.subject) }));
}

/** What the declarations of a unit say of rules; each is told once, whatever world it is in. */
export function coversIn({ worlds, said = [] }: Unit): readonly Cover[] {
  const covers = new Map<string, Cover>();
  const shared = new Map<readonly Ignore[], Map<string, Omit<Said, 'ignores'>>>();
  const add = (name: Span, { ignores, over, others }: Ignored): void => {
    const key = [name.source.path, name.start, over.start].join('\u0000');
    if (ignores.length > 0) covers.set(key, coverOf(ignores, [{ name, over }]));
    if (others === undefined) return;
    const declarations = shared.get(others) ?? new Map<string, Omit<Said, 'ignores'>>();
    shared.set(others, declarations);
    declarations.set(key, { name, over });
  };
  for (const one of said) add(one.name, one);
  for (const { value } of worlds) {
    for (const { name, ignored } of value) {
      if (ignored === undefined) continue;
      add(name.span, ignored);
    }
  }
  return [...covers.values(), ...[...shared].map(([ignores, declarations]) => coverOf(ignores, [...declarations.values()]))];
}
