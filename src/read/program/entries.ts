import ts from 'typescript';
import type { Source } from '../../core/source.js';
import { gap, type Problem } from '../../core/problem.js';
import { methodOf, instantiate } from './classes.js';
import { invoke, openParameters } from './functions.js';
import { moduleOf, type Module } from './modules.js';
import { TooMuch, type Run } from './run.js';
import { within } from './scope.js';
import type { Guards } from './tests.js';
import type { ClassCell, External, FunctionValue, Value } from './values.js';

/** What came of one way into a program: of running its files, or of calling something in them that nothing in view calls. */
export interface Entry {
  readonly made: readonly External[];
  /** Where it ends in an error. */
  readonly errors: readonly Guards[];
}

/** Runs the files of a project, then every class and function in them that was not used by then, with arguments that are not known. */
export function entriesOf(sources: readonly Source[], run: Run): readonly Entry[] {
  const modules: Module[] = [];
  const main = recorded(run, sources[0], () => {
    for (const source of sources) {
      tried(run, source, () => {
        moduleOf(source, run);
      });
      const module = run.modules.get(source.path);
      if (module !== undefined) modules.push(module);
    }
  });
  const known = new Set(main.entered);
  const later: (Recorded & { readonly declaration: ts.Node })[] = [];
  for (const module of modules) {
    for (const candidate of candidatesIn(module)) {
      if (known.has(candidate.declaration)) continue;
      later.push({ ...recorded(run, module.source, () => {
        tried(run, module.source, () => candidate.call(run));
      }), declaration: candidate.declaration });
    }
  }
  // What another one uses is told there, with what it is given there.
  const used = (one: typeof later[number], index: number): boolean => later.some((other, at) => other !== one && other.entered.has(one.declaration) && !(at > index && one.entered.has(other.declaration)));
  return [main, ...later.filter((one, index) => !used(one, index))];
}

interface Recorded extends Entry {
  readonly entered: ReadonlySet<ts.Node>;
}

function recorded(run: Run, _source: Source | undefined, work: () => void): Recorded {
  const [made, errors] = [run.made.length, run.errors.length];
  run.entered.clear();
  work();
  return { made: run.made.slice(made), errors: run.errors.slice(errors), entered: new Set(run.entered) };
}

/** What takes too much is told, and left. */
function tried(run: Run, source: Source, work: () => void): void {
  try {
    run.restart();
    work();
  } catch (error) {
    const isOver = error instanceof TooMuch || (error instanceof RangeError && error.message.includes('call stack'));
    if (!isOver) throw error;
    run.problems.push(tooMuch(source));
  }
}

const tooMuch = (source: Source): Problem => gap('This program takes more to evaluate than is spent on one: what follows in it is not checked', { source, start: 0, end: firstLine(source) });

const firstLine = ({ text }: Source): number => /[\r\n]/u.exec(text)?.index ?? text.length;

interface Candidate {
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
  if (value.kind === 'class' && value.cell.scope.module === module) return [ofClass(value.cell)];
  if (value.kind === 'function' && value.scope.module === module) return [ofFunction(value)];
  if (value.kind === 'object') return [...value.cell.entries.values()].flatMap((slot) => (slot.value.kind === 'function' && slot.value.scope.module === module ? [ofFunction({ ...slot.value, self: value })] : []));
  return [];
}

function ofFunction(value: FunctionValue): Candidate {
  const name = nameOf(value.declaration);
  return {
    declaration: value.declaration,
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
