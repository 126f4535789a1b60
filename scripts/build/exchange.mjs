// How packs hand each other what their parts export. src/start.ts keeps it: what is taken at once as one list for each pack, for which V8
// has neither names to look up nor shapes to make; what is imported at run time or loaded late by the names of part and export.
import { basename } from 'node:path';

/** A function of what `src/start.ts` hands in: what takes exports, and what loads another pack, at once or later. */
export const wrapper = { banner: { js: '(function(give,require,load){' }, footer: { js: '})' } };

/**
 * @param {Map<string, { entryPoint?: string, exports: readonly string[], imports: readonly object[] }>} parts by name
 * @param {Map<string, string>} packOf the pack of each part
 * @param {Map<string, string>} texts of each part, an ES module
 * @param {(part: string) => boolean} isLate
 */
export function exchange(parts, packOf, texts, isLate) {
  refuseCircles(parts, packOf, isLate);
  const packs = new Set(packOf.values());
  const partsIn = (pack) => [...packOf.keys()].filter((name) => packOf.get(name) === pack);
  /** What each pack takes of others at once: names by part. */
  const taken = new Map([...packs].map((pack) => [pack, new Map([...takenBy(partsIn(pack).map((name) => texts.get(name)))].filter(([name]) => packOf.get(name) !== pack && !isLate(name)))]));
  /** What is taken of each pack, with its place in the list. */
  const lists = new Map([...packs].map((pack) => [pack, new Map()]));
  for (const names of taken.values()) {
    for (const [name, some] of names) {
      const list = lists.get(packOf.get(name));
      for (const each of some) if (!list.has(`${name} ${each}`)) list.set(`${name} ${each}`, list.size);
    }
  }
  const address = (name) => `./${packOf.get(name)}/${name}${isLate(name) ? '/late' : ''}`;

  /** Hands on what others ask for. Objects of their own: getters, as they are in a module, are as many functions to make. */
  const contents = (pack) => {
    const asked = partsIn(pack).filter((name) => isAskedFor(name, parts, packOf));
    const named = asked.filter((name) => parts.get(name).entryPoint !== undefined).map((name, number) => [name, parts.get(name).exports.map((each) => [each, `p${number}_${each}`])]);
    const listed = [...lists.get(pack).keys()].map((each, index) => [...each.split(' '), `l${index}`]);
    return [
      ...asked.map((name) => `import './${name}';`),
      ...named.map(([name, names]) => `import { ${names.map(([each, own]) => `${each} as ${own}`).join(', ')} } from './${name}';`),
      ...listed.map(([name, each, own]) => `import { ${each} as ${own} } from './${name}';`),
      ...named.map(([name, names]) => `give('${name}', { __esModule: true, ${names.map(([each, own]) => `${each}: ${own}`).join(', ')} });`),
      ...(listed.length === 0 ? [] : [`give('${pack}', [${listed.map(([, , own]) => own).join(', ')}]);`]),
    ].join('\n');
  };

  /** A part of a pack that is loaded before, for one that takes of it: as variables, so that it is called as what is declared there. */
  const fromBefore = (name, pack) => {
    const list = lists.get(packOf.get(name));
    const names = [...(taken.get(pack).get(name) ?? [])];
    return [`import { given } from './${packOf.get(name)}';`, ...names.map((each) => `export const ${each} = given[${list.get(`${name} ${each}`)}];`)].join('\n');
  };

  /** Parts of other packs, and what is imported at run time, are asked for when they are needed. */
  const plugin = (pack) => ({
    name: 'parts',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\// }, ({ path, namespace }) => {
        const name = basename(path);
        if (packs.has(name)) return namespace === 'pack' ? { path, external: true } : { path: name, namespace: 'pack' };
        if (packOf.get(name) === pack) return { path: name, namespace: 'part', sideEffects: true };
        return isLate(name) ? { path: address(name), external: true } : { path: name, namespace: 'before' };
      });
      onLoad({ filter: /.*/, namespace: 'pack' }, ({ path }) => ({ contents: `export const given = require('./${path}');` }));
      onLoad({ filter: /.*/, namespace: 'before' }, ({ path }) => ({ contents: fromBefore(path, pack) }));
      onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({ contents: texts.get(path).replaceAll(/\bimport\("\.\/([^"]+)"\)/g, (_, name) => `load(${JSON.stringify(address(name))})`), loader: 'js' }));
    },
  });

  return { packs, contents, plugin };
}

/** What texts of parts import by name, by part. */
function takenBy(texts) {
  const taken = new Map();
  for (const [, names, name] of texts.flatMap((text) => [...text.matchAll(/\bimport\s*\{([^}]*)\}\s*from\s*"\.\/([^"]+)"/g)])) {
    const known = taken.get(name) ?? new Set();
    for (const each of names.split(',')) known.add(each.trim().split(/\s+as\s+/)[0]);
    taken.set(name, known);
  }
  return taken;
}

/** What a pack takes of another one is there when it is loaded, but for what is loaded late: none may need itself. */
function refuseCircles(parts, packOf, isLate) {
  const needs = new Map([...packOf.values()].map((pack) => [pack, new Set()]));
  for (const [name, pack] of packOf) {
    for (const { path, kind, external } of parts.get(name).imports) {
      const other = basename(path);
      if (kind === 'import-statement' && external !== true && packOf.get(other) !== pack && !isLate(other)) needs.get(pack).add(packOf.get(other));
    }
  }
  const follow = (pack, way) => {
    if (way.includes(pack)) throw new Error(`Packs need each other: ${[...way.slice(way.indexOf(pack)), pack].join(', ')}`);
    for (const other of needs.get(pack)) follow(other, [...way, pack]);
  };
  for (const pack of needs.keys()) follow(pack, []);
}

/** Whether anything but its own pack imports a part. */
const isAskedFor = (name, parts, packOf) =>
  parts.get(name)?.entryPoint !== undefined || [...parts].some(([other, { imports }]) => packOf.get(other) !== packOf.get(name) && imports.some(({ path }) => basename(path) === name));
