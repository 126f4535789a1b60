import * as ts from 'typescript';
import { gap, parseError } from '../../../core/problem.js';
import type { Source } from '../../../core/source.js';
import { fromNode } from '../evaluation/data.js';
import { functionOf } from '../evaluation/functions.js';
import { execute } from '../evaluation/statements.js';
import { placeOf } from './places.js';
import { resolveModule } from './resolution.js';
import type { Run } from '../run.js';
import { declare, lookup, type Scope } from '../values/scope.js';
import { START } from '../values/tests.js';
import type { ObjectCell, ObjectValue, Value } from '../values/values.js';
import { evaluate } from '../evaluation/expressions.js';
import { member } from '../evaluation/members.js';

/** A file of a program. */
export interface Module {
  readonly source: Source;
  readonly tree: ts.SourceFile;
  /** What its top level declares. */
  readonly scope: Scope;
  /** `module.exports` of CommonJS, to which `export` adds nothing. */
  readonly exports: ObjectCell;
  /** What is exported under which name: a name of its own scope, or of another module. */
  readonly exported: Map<string, Export>;
  /** `export * from`. */
  readonly all: string[];
  state: 'new' | 'running' | 'done';
}

type Export = { readonly kind: 'local'; readonly name: string } | { readonly kind: 'from'; readonly specifier: string; readonly name: string } | { readonly kind: 'value'; readonly value: Value };

const kinds: ReadonlyMap<string, ts.ScriptKind> = new Map([
  ['tsx', ts.ScriptKind.TSX],
  ['jsx', ts.ScriptKind.JSX],
  ['js', ts.ScriptKind.JSX],
  ['mjs', ts.ScriptKind.JS],
  ['cjs', ts.ScriptKind.JS],
]);

/** Parses a file. It has a tree whatever is wrong with it. */
export function parseProgram(source: Source): ts.SourceFile {
  const extension = source.path.slice(source.path.lastIndexOf('.') + 1).toLowerCase();
  return ts.createSourceFile(source.path, source.text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, false, kinds.get(extension) ?? ts.ScriptKind.TS);
}

/** What the parser says; the property is not in its types. */
export const diagnosticsOf = (tree: ts.SourceFile): readonly ts.DiagnosticWithLocation[] => (tree as { readonly parseDiagnostics?: readonly ts.DiagnosticWithLocation[] }).parseDiagnostics ?? [];

/** A message and what it comes from. `ts.flattenDiagnosticMessageText` stands far behind the parser. */
const textOf = (message: string | ts.DiagnosticMessageChain): string => (typeof message === 'string' ? message : [message.messageText, ...(message.next ?? []).map(textOf)].join(' '));

/** The module of a file, evaluated. */
export function moduleOf(source: Source, run: Run): Module {
  const known = run.modules.get(source.path);
  const module = known ?? newModule(source, run);
  if (module.state === 'new') evaluateModule(module, run);
  return module;
}

function newModule(source: Source, run: Run): Module {
  const tree = run.parse(source);
  const exports: ObjectCell = { entries: new Map(), rest: [], made: START };
  const module: Module = { source, tree, exports, exported: new Map(), all: [], state: 'new', scope: { names: new Map(), outer: undefined, self: undefined, get module() { return module; } } };
  run.modules.set(source.path, module);
  const [fault] = diagnosticsOf(tree);
  if (fault !== undefined) {
    const { start } = fault;
    const message = textOf(fault.messageText).replace(/\.$/u, '');
    run.problems.push(parseError(`This cannot be read as a program: ${message}`, { source, start: Math.min(start, source.text.length), end: Math.min(start + Math.max(fault.length, 1), source.text.length) }));
  }
  return module;
}

function evaluateModule(module: Module, run: Run): void {
  module.state = 'running';
  const before = run.guards;
  run.guards = START;
  const origin = { span: { source: module.source, start: 0, end: 0 }, via: 'literal' as const };
  const exportsValue: ObjectValue = { kind: 'object', cell: module.exports, origin };
  const holder: ObjectCell = { entries: new Map([['exports', { key: origin, value: exportsValue, getter: false }]]), rest: [], made: START };
  declare(module.scope, 'module', { kind: 'object', cell: holder, origin }, START);
  declare(module.scope, 'exports', exportsValue, START);
  try {
    for (const statement of module.tree.statements) link(statement, module, run);
    execute(module.tree.statements, module.scope, run);
    const assigned = holder.entries.get('exports')?.value;
    if (assigned !== undefined && assigned !== exportsValue) module.exported.set('module.exports', { kind: 'value', value: assigned });
  } finally {
    run.guards = before;
    module.state = 'done';
  }
}

/** Binds what a module imports and what it exports; nothing is evaluated yet. */
function link(statement: ts.Statement, module: Module, run: Run): void {
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) bindImport(statement, statement.moduleSpecifier, module, run);
  else if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference) && ts.isStringLiteral(statement.moduleReference.expression)) {
    const { expression } = statement.moduleReference;
    bind(module, statement.name, () => required(expression.text, expression, module, run));
  } else if (ts.isExportDeclaration(statement)) linkExports(statement, module);
  else if (ts.isExportAssignment(statement)) {
    // It is evaluated with the other statements; a name is looked up when it is asked for.
    if (ts.isIdentifier(statement.expression)) module.exported.set('default', { kind: 'local', name: statement.expression.text });
  } else if (isExported(statement)) for (const name of declaredNames(statement)) module.exported.set(isDefault(statement) ? 'default' : name, { kind: 'local', name });
}

const flagsOf = (statement: ts.Statement): readonly ts.ModifierLike[] => (ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []);
const isExported = (statement: ts.Statement): boolean => flagsOf(statement).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
const isDefault = (statement: ts.Statement): boolean => flagsOf(statement).some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);

/** What `export default` declares without a name of its own. */
export const DEFAULT_NAME = '*default*';

function declaredNames(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [statement.name?.text ?? DEFAULT_NAME];
  return ts.isEnumDeclaration(statement) || (ts.isModuleDeclaration(statement) && ts.isIdentifier(statement.name)) ? [statement.name.text] : [];
}

export const boundNames = (name: ts.BindingName): readonly string[] =>
  ts.isIdentifier(name) ? [name.text] : name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));

function bindImport({ importClause }: ts.ImportDeclaration, specifier: ts.StringLiteral, module: Module, run: Run): void {
  if (importClause === undefined || importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
  const { name, namedBindings } = importClause;
  if (name !== undefined) bind(module, name, () => imported(specifier, 'default', module, run));
  if (namedBindings === undefined) return;
  if (ts.isNamespaceImport(namedBindings)) bind(module, namedBindings.name, () => namespaceOf(specifier, module, run));
  else for (const element of namedBindings.elements) if (!element.isTypeOnly) bind(module, element.name, () => imported(specifier, (element.propertyName ?? element.name).text, module, run));
}

function bind(module: Module, name: ts.Identifier, look: () => Value): void {
  let known: Value | undefined;
  const read = (): Value => {
    if (known !== undefined) return known;
    const value = look();
    // While imports form a circle, what is not there yet may come.
    if (value.kind !== 'unknown') known = value;
    return value;
  };
  module.scope.names.set(name.text, { value: undefined, read, declared: START });
}

function linkExports({ exportClause, moduleSpecifier, isTypeOnly }: ts.ExportDeclaration, module: Module): void {
  if (isTypeOnly) return;
  const specifier = moduleSpecifier !== undefined && ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : undefined;
  if (exportClause === undefined) {
    if (specifier !== undefined) module.all.push(specifier);
  } else if (ts.isNamespaceExport(exportClause)) {
    if (specifier !== undefined) module.exported.set(exportClause.name.text, { kind: 'from', specifier, name: '*' });
  } else {
    for (const { name, propertyName } of exportClause.elements) {
      const own = (propertyName ?? name).text;
      module.exported.set(name.text, specifier === undefined ? { kind: 'local', name: own } : { kind: 'from', specifier, name: own });
    }
  }
}

/** What another module exports under a name. */
function imported(specifier: ts.StringLiteral, name: string, module: Module, run: Run): Value {
  return exportOf(specifier.text, name, module, run, specifier) ?? run.unknown(`\`${specifier.text}\` exports no \`${name}\` that can be seen here`, placeOf(specifier, module));
}

function exportOf(specifier: string, name: string, from: Module, run: Run, node?: ts.Node, seen = new Set<Module>()): Value | undefined {
  const origin = node === undefined ? { span: { source: from.source, start: 0, end: 0 }, via: 'literal' as const } : placeOf(node, from);
  const found = resolveModule(specifier, from.source.path, run.library);
  switch (found.kind) {
    case 'package':
      return { kind: 'external', external: importOf(found.name, name === 'default' || name === '*' ? [] : [name], origin, run), origin };
    case 'closed':
      if (node !== undefined) run.tell(gap(`\`${specifier}\` is not read: ${found.reason}`, origin.span));
      return run.unknown(`\`${specifier}\` was not read: ${found.reason}`, origin);
    case 'data': {
      const value = fromNode(found.document, run);
      return name === 'default' || name === '*' ? value : member(value, name, origin, run);
    }
    case 'program': {
      const module = moduleOf(found.source, run);
      return name === '*' ? namespaceValue(module, run, origin) : exportNamed(module, name, run, seen);
    }
  }
}

function exportNamed(module: Module, name: string, run: Run, seen: Set<Module>): Value | undefined {
  if (seen.has(module)) return undefined;
  seen.add(module);
  const known = module.exported.get(name);
  if (known !== undefined) return valueOf(known, module, run, seen);
  for (const specifier of module.all) {
    const found = name === 'default' ? undefined : exportOf(specifier, name, module, run, undefined, seen);
    if (found !== undefined && !(found.kind === 'external' && module.all.length > 1)) return found;
  }
  return fromCommonJs(module, name, run);
}

function valueOf(exported: Export, module: Module, run: Run, seen: Set<Module>): Value | undefined {
  switch (exported.kind) {
    case 'value':
      return exported.value;
    case 'from':
      return exportOf(exported.specifier, exported.name, module, run, undefined, seen);
    case 'local': {
      const variable = lookup(module.scope, exported.name);
      const value = variable?.read?.() ?? variable?.value;
      if (value !== undefined) return value;
      // Imports that form a circle meet declarations before they were reached.
      return hoistedIn(module, exported.name) ?? run.unknown(`\`${exported.name}\` is not made yet: the imports form a circle`, { span: { source: module.source, start: 0, end: 0 }, via: 'literal' });
    }
  }
}

function hoistedIn(module: Module, name: string): Value | undefined {
  for (const statement of module.tree.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name?.text === name) return functionOf(statement, module.scope, undefined);
  }
  return undefined;
}

function fromCommonJs(module: Module, name: string, run: Run): Value | undefined {
  const assigned = module.exported.get('module.exports');
  const whole: Value = assigned?.kind === 'value' ? assigned.value : { kind: 'object', cell: module.exports, origin: { span: { source: module.source, start: 0, end: 0 }, via: 'literal' } };
  if (name === 'default') return assigned?.kind === 'value' || module.exports.entries.size > 0 ? whole : undefined;
  if (whole.kind === 'object' && !whole.cell.entries.has(name) && whole.cell.rest.length === 0) return undefined;
  return member(whole, name, whole.origin, run);
}

/** `import * as x`. */
const namespaceOf = (specifier: ts.StringLiteral, module: Module, run: Run): Value => exportOf(specifier.text, '*', module, run, specifier) ?? run.unknown(`\`${specifier.text}\` was not read`, placeOf(specifier, module));

/** All that a module exports, as an object. */
function namespaceValue(module: Module, run: Run, origin: Value['origin']): Value {
  const entries: ObjectCell['entries'] = new Map();
  for (const name of namesOf(module, run, new Set())) {
    const value = exportNamed(module, name, run, new Set());
    if (value !== undefined && name !== 'module.exports') entries.set(name, { key: value.origin, value, getter: false });
  }
  const whole = entries.size === 0 ? fromCommonJs(module, 'default', run) : undefined;
  // What comes from packages by `export *` cannot be listed.
  const open = module.all.some((specifier) => resolveModule(specifier, module.source.path, run.library).kind === 'package');
  const rest = open ? [run.unknown('it comes from a package', origin)] : [];
  return whole ?? { kind: 'object', cell: { entries, rest, made: START }, origin };
}

function namesOf(module: Module, run: Run, seen: Set<Module>): ReadonlySet<string> {
  if (seen.has(module)) return new Set();
  seen.add(module);
  const names = new Set(module.exported.keys());
  for (const specifier of module.all) {
    const found = resolveModule(specifier, module.source.path, run.library);
    if (found.kind === 'program') for (const name of namesOf(moduleOf(found.source, run), run, seen)) if (name !== 'default') names.add(name);
  }
  return names;
}

/** `require('x')`, `import x = require('x')` and `await import('x')`. */
export function required(specifier: string, node: ts.Node, module: Module, run: Run): Value {
  const origin = placeOf(node, module);
  const found = resolveModule(specifier, module.source.path, run.library);
  if (found.kind !== 'program') return exportOf(specifier, '*', module, run, node) ?? run.unknown(`\`${specifier}\` was not read`, origin);
  const read = moduleOf(found.source, run);
  const isCommonJs = read.exported.has('module.exports') || read.exported.size === 0;
  return (isCommonJs ? fromCommonJs(read, 'default', run) : undefined) ?? namespaceValue(read, run, origin);
}

const imports = new WeakMap<Run, Map<string, ReturnType<Run['external']>>>();

/** One external for each name of a package, so that it is the same wherever it is imported. */
export function importOf(module: string, names: readonly string[], origin: Value['origin'], run: Run): ReturnType<Run['external']> {
  const known = imports.get(run) ?? new Map<string, ReturnType<Run['external']>>();
  imports.set(run, known);
  const key = `${module}\u0000${names.join('.')}`;
  const found = known.get(key) ?? run.external({ kind: 'import', module, names }, origin, START);
  known.set(key, found);
  return found;
}

/** Evaluates `export default expression`. */
export function exportDefault(statement: ts.ExportAssignment, scope: Scope, run: Run): void {
  const value = evaluate(statement.expression, scope, run);
  if (statement.isExportEquals === true) scope.module.exported.set('module.exports', { kind: 'value', value });
  else if (!ts.isIdentifier(statement.expression)) scope.module.exported.set('default', { kind: 'value', value });
}

