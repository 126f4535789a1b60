import * as ts from 'typescript';
import type { Name } from '../evaluation/externals.js';

/** What the names in one file stand for. */
export interface Names {
  /** The name of a package that an expression is, such as `iam.Role`. */
  readonly imported: (expression: ts.Node) => Name | undefined;
  /** What a constant is made from; undefined where the file declares that name more than once, or not as a constant. */
  readonly constant: (name: string) => ts.Expression | undefined;
}

/** What a file brings in. */
export interface Imports {
  /** Specifiers of modules, each with what is taken of it for others, `''` being all of it. */
  readonly modules: readonly string[];
  /** Names that are handed on as they are. */
  readonly exported: readonly Name[];
  /** Names of packages by those that they have here. */
  readonly bound: ReadonlyMap<string, Name>;
  /** Whether two have one name here, which is no program. */
  readonly isTwice: boolean;
}

/** The imports at the top of a file, of those that are more than types; `require` and `import()` are calls like others. */
export function importsOf(tree: ts.SourceFile): Imports {
  const modules: string[] = [];
  const exported: Name[] = [];
  const bound = new Map<string, Name>();
  let isTwice = false;
  const bind = (local: string, name: Name): void => {
    isTwice ||= bound.has(local);
    bound.set(local, name);
  };
  for (const statement of tree.statements) {
    if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const { importClause, moduleSpecifier: { text: module } } = statement;
      if (importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) continue;
      modules.push(module);
      for (const [local, name] of boundBy(importClause)) bind(local, { module, name });
    } else if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference) && ts.isStringLiteral(statement.moduleReference.expression)) {
      const module = statement.moduleReference.expression.text;
      modules.push(module);
      bind(statement.name.text, { module, name: '' });
    } else if (ts.isExportDeclaration(statement) && !statement.isTypeOnly && statement.moduleSpecifier !== undefined && ts.isStringLiteral(statement.moduleSpecifier)) {
      const module = statement.moduleSpecifier.text;
      modules.push(module);
      const names = statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause) ? statement.exportClause.elements.map(({ name, propertyName }) => (propertyName ?? name).text) : [''];
      for (const name of names) exported.push({ module, name });
    }
  }
  return { modules, exported, bound, isTwice };
}

/** The default export of a package is taken for the package. */
function boundBy(clause: ts.ImportClause | undefined): readonly (readonly [string, string])[] {
  const { name, namedBindings } = clause ?? {};
  const whole = [...(name === undefined ? [] : [name]), ...(namedBindings !== undefined && ts.isNamespaceImport(namedBindings) ? [namedBindings.name] : [])];
  const parts = namedBindings !== undefined && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
  return [
    ...whole.map(({ text }) => [text, ''] as const),
    ...parts.flatMap((part) => (part.isTypeOnly ? [] : [[part.name.text, part.propertyName?.text === 'default' ? '' : (part.propertyName ?? part.name).text] as const])),
  ];
}

export function namesOf(tree: ts.SourceFile, bound: ReadonlyMap<string, Name>): Names {
  let constants: ReadonlyMap<string, ts.Expression | undefined> | undefined;
  return {
    imported: (expression) => importedBy(expression, bound),
    constant: (name) => (constants ??= constantsIn(tree)).get(name),
  };
}

/** `a`, `a.b.c`: of what was given another type no name is known, and it is not used. */
function importedBy(expression: ts.Node, bound: ReadonlyMap<string, Name>): Name | undefined {
  let base = expression;
  while (ts.isPropertyAccessExpression(base)) base = base.expression;
  const name = ts.isIdentifier(base) ? bound.get(base.text) : undefined;
  if (name === undefined || base === expression) return name;
  const members: string[] = [];
  for (let at = expression; ts.isPropertyAccessExpression(at); at = at.expression) members.unshift(at.name.text);
  return { module: name.module, name: [...(name.name === '' ? [] : [name.name]), ...members].join('.') };
}

/** All names that are declared anywhere in a file: those that are declared once, as a constant with a value, have one. */
function constantsIn(tree: ts.SourceFile): ReadonlyMap<string, ts.Expression | undefined> {
  const found = new Map<string, ts.Expression | undefined>();
  const pending: { readonly node: ts.Node; readonly isConstant: boolean }[] = [{ node: tree, isConstant: false }];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { node, isConstant } = next;
    const name = declaredBy(node);
    if (name !== undefined) found.set(name, found.has(name) || !isConstant || !ts.isVariableDeclaration(node) ? undefined : node.initializer);
    const holdsConstants = ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.Const) !== 0;
    ts.forEachChild(node, (child) => {
      pending.push({ node: child, isConstant: holdsConstants });
    });
  }
  return found;
}

/** The name that a declaration gives to something, in whatever scope. */
export function declaredBy(node: ts.Node): string | undefined {
  const declares = ts.isVariableDeclaration(node) || ts.isParameter(node) || ts.isBindingElement(node) || ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isClassLike(node) || ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node) || ts.isImportSpecifier(node) || ts.isNamespaceImport(node) || ts.isImportClause(node) || ts.isImportEqualsDeclaration(node);
  return declares && node.name !== undefined && ts.isIdentifier(node.name) ? node.name.text : undefined;
}
