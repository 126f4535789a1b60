import * as ts from 'typescript';
import type { Module } from './modules.js';

/** Something declared in a module, that may be worth being run by itself. */
export interface Declared {
  /** All of it: a class with its methods. */
  readonly whole: ts.Node;
  readonly module: Module;
  /** Empty for what has none. */
  readonly name: string;
}

/**
 * Those of which the text mentions something that matters, or the name of another one of which it does: anything else comes to
 * nothing, whatever it is given. Names are taken for the same wherever they stand. What no other one names comes first.
 */
export function relevantAmong<D extends Declared>(all: readonly D[], mentions: RegExp): readonly D[] {
  const names = new Set([...new Set(all.map(({ module }) => module))].flatMap((module) => namesOfImports(module, mentions)));
  // Of all the words that there are few are the name of anything.
  const wanted = new Set([...names, ...all.map(({ name }) => name)]);
  const relevant = new Set<D>();
  const users = new Map<string, D[]>();
  const pending: string[] = [...names];
  const take = (one: D): void => {
    if (relevant.has(one)) return;
    relevant.add(one);
    if (one.name !== '' && !names.has(one.name)) {
      names.add(one.name);
      pending.push(one.name);
    }
  };
  for (const one of all) {
    const text = textOf(one);
    for (const word of text.match(WORD) ?? []) {
      if (!wanted.has(word)) continue;
      const known = users.get(word);
      if (known === undefined) users.set(word, [one]);
      else if (known.at(-1) !== one) known.push(one);
    }
    if (mentions.test(text.toLowerCase())) take(one);
  }
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) (users.get(name) ?? []).forEach(take);
  const found = all.filter((one) => relevant.has(one));
  const isNamed = (one: D): boolean => (users.get(one.name) ?? []).some((user) => user !== one && relevant.has(user));
  return [...found.filter((one) => !isNamed(one)), ...found.filter(isNamed)];
}

/** Whatever stands between blanks and signs: names among them. Classes of Unicode take 3 ms to compile. */
const WORD = /[^\s!-#%-/:-@[-^`{-~]+/g;

const textOf = ({ whole, module }: Declared): string => module.source.text.slice(whole.pos, whole.end);

/** What a module calls the things that matter: it may give them any name. */
function namesOfImports({ tree }: Module, mentions: RegExp): readonly string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) || statement.importClause === undefined || !mentions.test(statement.getText(tree).toLowerCase())) return [];
    const { name, namedBindings } = statement.importClause;
    const bound = namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings.name] : namedBindings.elements.map((element) => element.name);
    return [...(name === undefined ? [] : [name]), ...bound].map(({ text }) => text);
  });
}
