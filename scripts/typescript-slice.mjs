// The parser of TypeScript by itself: a ninth of the package, which is one file of 9 MB. `scripts/build.mjs` puts it into what is published;
// test/typescript-slice.test.ts holds its trees against those of the whole package.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { transform } from 'esbuild';

const require = createRequire(import.meta.url);

/** All that is taken: what the file holds from one mark to the other, in a single scope and in the order of what needs what. */
const FIRST = '// src/compiler/corePublic.ts';
const BEHIND = '// src/compiler/commandLineParser.ts';

/** Marks that must stand there in this order, or it is another file than the one that was looked into. */
const marks = [FIRST, '// src/compiler/core.ts', '// src/compiler/performanceCore.ts', '// src/compiler/_namespaces/ts.performance.ts', '// src/compiler/sys.ts', '// src/compiler/path.ts', '// src/compiler/diagnosticInformationMap.generated.ts', '// src/compiler/scanner.ts', '// src/compiler/utilitiesPublic.ts', '// src/compiler/factory/nodeFactory.ts', '// src/compiler/parser.ts', BEHIND];

/** What the file begins with for its namespaces. */
const helper = `
var __export = (target, all) => {
  for (const name in all) Object.defineProperty(target, name, { get: all[name], enumerable: true });
};
`;

/** What the language service adds to nodes, as far as src/read/program asks for it: it stands far behind the parser. */
const services = `
class PrivateIdentifierNode extends Node4 {}
setObjectAllocator({ getPrivateIdentifierConstructor: () => PrivateIdentifierNode });
for (const { prototype } of [Node4, Token, Identifier2]) {
  prototype.getStart = function (file) { return getTokenPosOfNode(this, file); };
  prototype.getText = function (file) { return file.text.substring(getTokenPosOfNode(this, file), this.end); };
}
for (const { prototype } of [Identifier2, PrivateIdentifierNode]) Object.defineProperty(prototype, "text", { get() { return idText(this); }, enumerable: false, configurable: true });
`;

/** The parser as an ES module, of which a bundler leaves out what nothing uses. It throws where the package is another one. */
export function sliced(text = readFileSync(require.resolve('typescript'), 'utf8')) {
  const places = marks.map((mark) => placeOf(text, `\n${mark}\n`));
  if (places.some((place, index) => index > 0 && place < places[index - 1])) throw new Error('typescript: its parts stand in another order');
  const whole = text.slice(places[0], places.at(-1));
  const withoutSystem = between(whole, '// src/compiler/sys.ts', '// src/compiler/path.ts', () => 'var sys;\n');
  const withoutClock = between(withoutSystem, '// src/compiler/performanceCore.ts', '// src/compiler/_namespaces/ts.performance.ts', () => 'var timestamp = Date.now;\nvar tryGetNativePerformanceHooks = () => undefined;\n');
  const parser = between(withoutClock, '// src/compiler/diagnosticInformationMap.generated.ts', '// src/compiler/scanner.ts', (messages) => messagesOf(messages, withoutClock));
  return `${helper}${parser}${services}export { ${exported(text, parser).join(', ')} };\n`;
}

function placeOf(text, mark) {
  const place = text.indexOf(mark);
  if (place === -1 || text.indexOf(mark, place + 1) !== -1) throw new Error(`typescript: '${mark.trim()}' does not stand there once`);
  return place + 1;
}

function between(text, first, behind, change) {
  const [start, end] = [placeOf(text, `\n${first}\n`), placeOf(text, `\n${behind}\n`)];
  return text.slice(0, start) + change(text.slice(start, end)) + text.slice(end);
}

/** Of two thousand messages the parser gives a fifth: it names each of those. */
function messagesOf(messages, parser) {
  if (/\bDiagnostics(?:\[|\s*[,;)])/.test(parser)) throw new Error('typescript: messages are not asked for by their names alone');
  const named = new Set([...parser.matchAll(/\bDiagnostics\.(\w+)/g)].map(([, name]) => name));
  // The last one goes on to the end of the part.
  const kept = messages.split(/^(?= {2}\w+: diag\(|\};?$)/m).filter((entry) => {
    const name = /^ {2}(\w+): diag\(/.exec(entry)?.[1];
    return name === undefined || named.delete(name);
  });
  if (named.size > 0) throw new Error(`typescript: there is no message ${[...named][0]}`);
  return kept.join('');
}

/** What the package exports and the parser declares. */
function exported(text, parser) {
  const list = text.slice(text.indexOf('__export(typescript_exports, {'), text.indexOf('module.exports = __toCommonJS(typescript_exports)'));
  const declared = new Set([...parser.matchAll(/^(?:var|let|const|function\*?|async function|class) ([\w$]+)/gm)].map(([, name]) => name));
  return [...list.matchAll(/^ {2}(\w+): \(\) => ([\w$]+),?$/gm)].filter(([, , local]) => declared.has(local)).map(([, name, local]) => (name === local ? name : `${local} as ${name}`));
}

/**
 * For esbuild: the package `typescript` is its parser. Where that cannot be cut out, `whenWhole` is told why, and all of the package is
 * bundled.
 */
export function typescriptSlice(whenWhole = (reason) => { console.warn(`${reason}: all of it is bundled, which starts ten times slower`); }) {
  return {
    name: 'typescript-slice',
    setup(build) {
      build.onResolve({ filter: /^typescript$/ }, () => ({ path: require.resolve('typescript'), sideEffects: false }));
      build.onLoad({ filter: /[\\/]typescript[\\/]lib[\\/]typescript\.js$/ }, async ({ path }) => {
        try {
          // Nobody but its makers reads it: short names make it smaller by a third.
          const { code } = await transform(sliced(readFileSync(path, 'utf8')), { minifyIdentifiers: true });
          return { contents: code, loader: 'js' };
        } catch (error) {
          whenWhole(error.message);
          return undefined;
        }
      });
    },
  };
}
