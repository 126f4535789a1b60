import type { Node } from '../../../src/core/node.js';
import { stations, textOf } from '../../../src/core/source.js';
import { libraryOf } from '../../../src/read/library.js';
import { calleeName, argumentsIn } from '../../../src/read/program/evaluation/externals.js';
import { readPrograms } from '../../../src/read/program/program.js';
import type { Table } from '../../../src/read/program/tables.js';
import type { ReadOptions } from '../../../src/read/reader.js';
import type { Unit } from '../../../src/core/unit.js';

/** A package that takes values and says what they are: `probe(value)`. */
const probes: Table = {
  id: 'probe',
  vocabulary: 'cloudformation',
  value: (external, at) => (external.how.kind === 'import' ? { kind: 'scalar', value: external.how.names.join('.'), text: external.how.names.join('.'), origin: at } : undefined),
  mayMake: (external) => calleeName(external)?.module === 'probe' && external.how.kind === 'call',
  resources: (external, _all, resolver) => [{ type: 'Probe', address: 'probe', exists: 'yes', name: external.at, body: resolver.node(resolver.argument(argumentsIn(external), 0), external.at) }],
  group: () => '',
};

/** The units of a program in several files. */
export function unitsOf(files: Readonly<Record<string, string>>, table: Table = probes): readonly Unit[] {
  const sources = Object.entries(files).map(([path, text]) => ({ path, text, bom: false }));
  const library = libraryOf((path) => `there is no ${path}, no such file`, [], sources);
  const options: ReadOptions = { parameters: undefined as never, notGranting: [], library, others: [], configuration: () => [] };
  return [...readPrograms(sources.filter(({ path }) => /\.[cm]?[jt]sx?$/u.test(path)), options, [table])].flatMap(({ read }) => read());
}

/** A node on one line: `?` for what is not known. */
export function printed(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return JSON.stringify(node.value);
    case 'list':
      return `[${[...node.items.map(printed), ...node.unseen.map(() => '...?')].join(', ')}]`;
    case 'map':
      return `{${[...[...node.entries].map(([name, { value }]) => `${name}: ${printed(value)}`), ...node.unseen.map(() => '...?')].join(', ')}}`;
    case 'unknown':
      return node.text.every((part) => typeof part !== 'string') ? '?' : `?${JSON.stringify(node.text.map((part) => (typeof part === 'string' ? part : `\${${part.name}}`)).join(''))}`;
    case 'absent':
      return 'absent';
  }
}

/** What each call of `probe` comes to, world by world: with what is assumed, and `maybe` where it may not be called. */
export function probed(program: string | Readonly<Record<string, string>>): readonly string[] {
  const files = typeof program === 'string' ? { 'app.ts': `import { probe, Kind } from 'probe';\n${program}` } : program;
  return unitsOf(files).flatMap(({ worlds }) =>
    worlds.map(({ assumptions, value }) => {
      const when = assumptions.map(({ input, label }) => `${input}=${label}`).join(' & ');
      const found = value.map(({ body, exists }) => (exists === 'yes' ? printed(body) : `maybe ${printed(body)}`));
      return `${when === '' ? '' : `${when}: `}${found.join('; ')}`;
    }),
  );
}

/** The places that a value came by: that of its use first, that where it was written last. */
export const wayOf = (node: Node): string => stations(node.origin).map(({ span, via }) => `${via} «${textOf(span)}»`).join(' < ');
