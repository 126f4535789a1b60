import * as ts from 'typescript';
import { append } from '../../core/long.js';
import type { Source } from '../../core/source.js';
import { type Problem, unreadGap } from '../../core/problem.js';
import { methodOf, instantiate } from './evaluation/classes.js';
import { invoke, openParameters } from './evaluation/functions.js';
import { handlersOf } from './project/handlers.js';
import { moduleOf, type Module } from './project/modules.js';
import { resolveModule } from './project/resolution.js';
import { isTooDeep, TooMuch, type Run } from './run.js';
import { relevantAmong, type Declared } from './project/relevance.js';
import { within } from './values/scope.js';
import { importsOf } from './written/names.js';
import type { Guards } from './values/tests.js';
import type { ClassCell, External, FunctionValue, ObjectCell, Value } from './values/values.js';

/** What came of one way into a program: of running its files, or of calling something in them that nothing in view calls. */
export interface Entry {
  readonly made: readonly External[];
  /** Where it ends in an error. */
  readonly errors: readonly Guards[];
}

/** Runs the files of a project, then every class and function in them that was not used by then, with arguments that are not known. */
export function entriesOf(sources: readonly Source[], run: Run, { makes, calls }: Mentions, packages: Packages): readonly Entry[] {
  const modules: Module[] = [];
  const main = recorded(run, packages, () => {
    for (const source of sources) {
      tried(run, source, () => {
        moduleOf(source, run);
      });
      const module = run.modules.get(source.path);
      if (module !== undefined) modules.push(module);
    }
  });
  const used = new Set(main.entered);
  const later: Recorded[] = [];
  for (const { declaration, module, call } of relevantAmong(modules.flatMap(candidatesIn), makes(withImported(run)))) {
    if (run.isSpent) {
      run.problems.push(unreadGap('This project takes more to evaluate than is spent on one: what nothing in view calls is checked only in part', { source: module.source, start: 0, end: firstLine(module.source) }));
      break;
    }
    // What another one uses is told there, with what it is given there.
    if (used.has(declaration)) continue;
    const entry = recorded(run, packages, () => {
      tried(run, module.source, () => {
        call(run);
      });
    });
    for (const one of entry.entered) used.add(one);
    later.push({ ...entry, declaration });
  }
  if (calls !== undefined) append(later, handledIn(run, used, calls, packages));
  return [main, ...unusedAmong(later)];
}

/** The files that were run, and all that they import: what is used within a function alone is run when that is. */
function withImported(run: Run): readonly Source[] {
  const found = new Set([...run.modules.values()].map(({ source }) => source));
  // A set goes on to what is added to it on the way.
  for (const source of found) {
    for (const specifier of importedBy(source, run)) {
      const imported = resolveModule(specifier, source.path, run.library);
      if (imported.kind === 'program') found.add(imported.source);
    }
  }
  return [...found];
}

/** Nothing of what is nested deeper than the parser goes: it cannot be run either. */
function importedBy(source: Source, run: Run): readonly string[] {
  try {
    return importsOf(run.modules.get(source.path)?.tree ?? run.parse(source)).modules;
  } catch (error) {
    if (!isTooDeep(error)) throw error;
    return [];
  }
}

/** Those that no other one uses. */
function unusedAmong(later: readonly Recorded[]): readonly Recorded[] {
  const users = new Map<ts.Node, Recorded[]>();
  for (const { declaration } of later) if (declaration !== undefined) users.set(declaration, []);
  for (const one of later) for (const declaration of one.entered) users.get(declaration)?.push(one);
  return later.filter(({ declaration }) => declaration === undefined || (users.get(declaration) ?? []).every((user) => user.declaration === declaration));
}

/** What is called by whom nobody knows. */
function handledIn(run: Run, used: Set<ts.Node>, calls: RegExp, packages: Packages): readonly Recorded[] {
  const found: Recorded[] = [];
  for (const { declaration, module, call } of handlersOf(run, used, calls)) {
    const entry = recorded(run, packages, () => {
      tried(run, module.source, () => {
        call(run);
      });
    });
    for (const one of entry.entered) used.add(one);
    found.push({ ...entry, declaration });
  }
  return found;
}

/** What stands in whatever makes something that matters, in a program of some files, and in whatever calls something that does. */
export interface Mentions {
  readonly makes: (sources: readonly Source[]) => RegExp;
  readonly calls: RegExp | undefined;
}

/** What is known of packages. */
interface Packages {
  /** What they do with all that was made. */
  readonly finish: (made: readonly External[]) => void;
  /** Whether any of what was made can matter. */
  readonly matters: (made: readonly External[]) => boolean;
}

interface Recorded extends Entry {
  readonly entered: ReadonlySet<ts.Node>;
  /** What was called, if it was not the program as a whole. */
  readonly declaration?: ts.Node;
}

function recorded(run: Run, { finish, matters }: Packages, work: () => void): Recorded {
  const errors = run.errors.length;
  run.made.length = 0;
  run.entered.clear();
  work();
  const before = [...run.made];
  const last = before.at(-1);
  const { evaluated } = run;
  if (last !== undefined) {
    tried(run, last.at.span.source, () => {
      finish(before);
    });
  }
  // What is known of a list is remembered for that list, so one is not used again after something may have been done to what is in it.
  const made = run.evaluated === evaluated && run.made.length === before.length ? before : [...run.made];
  // What makes nothing that matters is let go: there are programs with thousands of ways in.
  return { made: matters(made) ? made : [], errors: run.errors.slice(errors), entered: new Set(run.entered) };
}

/** What takes too much is told, and left. */
function tried(run: Run, source: Source, work: () => void): void {
  try {
    run.restart();
    work();
  } catch (error) {
    if (!(error instanceof TooMuch) && !isTooDeep(error)) throw error;
    run.problems.push(tooMuch(source));
  }
}

const tooMuch = (source: Source): Problem => unreadGap('This program takes more to evaluate than is spent on one: what follows in it is not checked', { source, start: 0, end: firstLine(source) });

const firstLine = ({ text }: Source): number => /[\r\n]/u.exec(text)?.index ?? text.length;

interface Candidate extends Declared {
  /** What is entered by it. */
  readonly declaration: ts.Node;
  readonly call: (run: Run) => void;
}

/** Classes and functions that a module declares at its top level, or exports as members of an object. */
function candidatesIn(module: Module): readonly Candidate[] {
  const found = new Map<ts.Node, Candidate>();
  const values = [...module.scope.names.values()].flatMap(({ value, read }) => (read === undefined && value !== undefined ? [value] : []));
  for (const value of [...values, ...[...module.exports.entries.values()].map((slot) => slot.value), ...exportedValues(module)]) {
    for (const candidate of candidatesOf(value, module)) if (!found.has(candidate.declaration)) found.set(candidate.declaration, candidate);
  }
  return [...found.values()];
}

const exportedValues = (module: Module): readonly Value[] => [...module.exported.values()].flatMap((exported) => (exported.kind === 'value' ? [exported.value] : []));

function candidatesOf(value: Value, module: Module): readonly Candidate[] {
  if (value.kind === 'class' && value.cell.scope.module === module) return [ofClass(value.cell), ...functionsIn(value.cell.statics, value, module)];
  if (value.kind === 'function' && value.scope.module === module) return [ofFunction(value)];
  return value.kind === 'object' ? functionsIn(value.cell, value, module) : [];
}

const functionsIn = ({ entries }: ObjectCell, self: Value, { scope }: Module): readonly Candidate[] =>
  [...entries.values()].flatMap(({ value }) => (value.kind === 'function' && value.scope.module === scope.module ? [ofFunction({ ...value, self })] : []));

function ofFunction(value: FunctionValue): Candidate {
  const name = nameOf(value.declaration);
  return {
    declaration: value.declaration,
    whole: value.declaration,
    module: value.scope.module,
    name,
    call: (run) => {
      invoke(value, openParameters(value.declaration.parameters, within(value.scope), run, name), value.origin, run);
    },
  };
}

const nameOf = (declaration: ts.SignatureDeclaration): string => (declaration.name !== undefined && ts.isIdentifier(declaration.name) ? declaration.name.text : '');

/** An instance is made, and each of its methods called that its constructor does not call. */
function ofClass(cell: ClassCell): Candidate {
  const constructor = cell.declaration.members.find((element): element is ts.ConstructorDeclaration => ts.isConstructorDeclaration(element) && element.body !== undefined);
  return {
    declaration: constructor ?? cell.declaration,
    whole: cell.declaration,
    module: cell.scope.module,
    name: cell.name,
    call: (run) => {
      const place = { span: { source: cell.scope.module.source, start: 0, end: 0 }, via: 'literal' as const };
      const parameters = (constructor ?? inherited(cell))?.parameters ?? [];
      const instance = instantiate(cell, openParameters(parameters, within(cell.scope), run, cell.name), place, run);
      if (instance.kind !== 'instance') return;
      for (const element of cell.declaration.members) {
        if (!ts.isMethodDeclaration(element) || element.body === undefined || run.entered.has(element) || !ts.isIdentifier(element.name)) continue;
        const method = methodOf(instance, element.name.text, place, run);
        if (method?.kind === 'function' && method.declaration === element) invoke(method, openParameters(element.parameters, within(method.scope), run, `${cell.name}.${element.name.text}`), method.origin, run);
      }
    },
  };
}

function inherited(cell: ClassCell): ts.ConstructorDeclaration | undefined {
  for (let of: Value | undefined = cell.base; of?.kind === 'class'; of = of.cell.base) {
    const found = of.cell.declaration.members.find((element): element is ts.ConstructorDeclaration => ts.isConstructorDeclaration(element) && element.body !== undefined);
    if (found !== undefined) return found;
  }
  return undefined;
}
