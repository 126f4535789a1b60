import * as ts from 'typescript';
import type { Name } from '../evaluation/externals.js';
import { declaredBy, importsOf, namesOf, type Names } from './names.js';
import { callOf } from './values.js';
import { boundThatCounts, type Written } from './written.js';

/** What a file that is settled by itself brings in: whatever that is has to be settled as well. */
export type Looked = { readonly settled: false } | { readonly settled: true; readonly modules: readonly string[] };

/**
 * Looks at a file as it is written. It is settled where every name that is loud is used in a way that is accepted, and
 * where no name can hide: none is made at run time (`x[name]`), and no namespace goes where its members are named by others.
 */
export function lookAt(tree: ts.SourceFile, written: Written): Looked {
  const { modules, exported, bound: all, isTwice } = importsOf(tree);
  const bound = boundThatCounts(all, written);
  const look = new Look(namesOf(tree, bound), bound, written);
  const isSettled = !isTwice && exported.every((name) => written.use(name) === undefined && !written.never.has(name.name)) && look.isSettled(tree);
  return isSettled ? { settled: true, modules: [...modules, ...look.modules] } : { settled: false };
}

const comparing: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.LessThanToken, ts.SyntaxKind.LessThanLessThanToken, ts.SyntaxKind.GreaterThanToken, ts.SyntaxKind.GreaterThanGreaterThanToken, ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken, ts.SyntaxKind.BarToken, ts.SyntaxKind.AmpersandToken,
]);

class Look {
  /** Those that are brought in by calls. */
  readonly modules: string[] = [];
  private readonly pending: ts.Node[] = [];

  constructor(
    private readonly names: Names,
    private readonly bound: ReadonlyMap<string, Name>,
    private readonly written: Written,
  ) {}

  /** A tree may be as deep as its text is long, so there is no recursion. */
  isSettled(tree: ts.SourceFile): boolean {
    this.pending.push(tree);
    for (let node = this.pending.pop(); node !== undefined; node = this.pending.pop()) if (!this.isQuiet(node)) return false;
    return true;
  }

  /** Whether nothing comes of a node by itself; its parts are looked at later. */
  private isQuiet(node: ts.Node): boolean {
    switch (node.kind) {
      case ts.SyntaxKind.Identifier:
        return this.isQuietName(node as ts.Identifier);
      case ts.SyntaxKind.PropertyAccessExpression:
        return this.isQuietMember(node as ts.PropertyAccessExpression);
      case ts.SyntaxKind.ElementAccessExpression:
        return this.isQuietElement(node as ts.ElementAccessExpression);
      case ts.SyntaxKind.CallExpression:
        return this.isQuietCall(node as ts.CallExpression);
      case ts.SyntaxKind.NewExpression:
        return this.isQuietNew(node as ts.NewExpression);
      case ts.SyntaxKind.BinaryExpression:
        return this.isQuietOperation(node as ts.BinaryExpression);
      case ts.SyntaxKind.ExpressionStatement:
        // With a name that stands for itself nothing is done.
        if (this.names.imported((node as ts.ExpressionStatement).expression) === undefined) ts.forEachChild(node, this.put);
        return true;
      case ts.SyntaxKind.BindingElement:
        return this.isQuietBinding(node as ts.BindingElement);
      case ts.SyntaxKind.HeritageClause:
        if ((node as ts.HeritageClause).token === ts.SyntaxKind.ExtendsKeyword) this.all((node as ts.HeritageClause).types);
        return true;
      case ts.SyntaxKind.ExpressionWithTypeArguments:
        this.pending.push((node as ts.ExpressionWithTypeArguments).expression);
        return true;
      case ts.SyntaxKind.ImportDeclaration:
        return this.isQuietImport(node as ts.ImportDeclaration);
      case ts.SyntaxKind.ImportEqualsDeclaration:
        // `import x = a.b` is another name for something.
        return ts.isExternalModuleReference((node as ts.ImportEqualsDeclaration).moduleReference);
      case ts.SyntaxKind.ExportDeclaration:
        if ((node as ts.ExportDeclaration).moduleSpecifier === undefined) ts.forEachChild(node, this.put);
        return true;
      case ts.SyntaxKind.InterfaceDeclaration:
      case ts.SyntaxKind.TypeAliasDeclaration:
      case ts.SyntaxKind.TypeParameter:
        return true;
      case ts.SyntaxKind.PropertyAssignment:
      case ts.SyntaxKind.PropertyDeclaration:
      case ts.SyntaxKind.MethodDeclaration:
      case ts.SyntaxKind.GetAccessor:
      case ts.SyntaxKind.SetAccessor:
      case ts.SyntaxKind.EnumMember:
        // The name of a member stands for nothing by itself.
        this.parts(node, (node as ts.PropertyAssignment).name);
        return true;
      default:
        if (ts.isTypeNode(node)) return true;
        ts.forEachChild(node, this.put);
        return !this.hides(node);
    }
  }

  private readonly put = (node: ts.Node): void => {
    this.pending.push(node);
  };

  private parts(node: ts.Node, without: ts.PropertyName | undefined): void {
    ts.forEachChild(node, (child) => {
      if (child !== without || ts.isComputedPropertyName(child)) this.pending.push(child);
    });
  }

  private all(nodes: readonly ts.Node[] | undefined): void {
    for (const node of nodes ?? []) this.pending.push(node);
  }

  /** A name that stands for something, or is given to something: then another thing of that name is hidden. */
  private isQuietName({ text }: ts.Identifier): boolean {
    const name = this.bound.get(text);
    return (name === undefined || this.written.use(name) === undefined) && !this.written.never.has(text);
  }

  private isQuietMember(node: ts.PropertyAccessExpression): boolean {
    const name = this.names.imported(node);
    if (name !== undefined) return this.written.use(name) === undefined && this.isPlain(node.name.text);
    this.pending.push(node.expression);
    return this.isPlain(node.name.text);
  }

  private isQuietElement({ expression, argumentExpression }: ts.ElementAccessExpression): boolean {
    this.pending.push(expression);
    return ts.isNumericLiteral(argumentExpression) || (ts.isStringLiteralLike(argumentExpression) && this.isPlain(argumentExpression.text));
  }

  private isQuietCall(node: ts.CallExpression): boolean {
    const { expression: callee } = node;
    if (callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')) return this.isQuietRequire(node);
    this.all(node.arguments);
    if (!ts.isPropertyAccessExpression(callee)) {
      this.pending.push(callee);
      return true;
    }
    const name = this.names.imported(callee);
    if (name !== undefined && this.written.use(name) === 'loud') return this.isAccepted(node, name);
    if (name === undefined) this.pending.push(callee.expression);
    if (this.written.members.has(callee.name.text)) return this.isAccepted(node, callee.name.text);
    return (name === undefined || this.written.use(name) === undefined) && !this.written.never.has(callee.name.text);
  }

  private isQuietNew(node: ts.NewExpression): boolean {
    this.all(node.arguments);
    const name = this.names.imported(node.expression);
    if (name !== undefined && this.written.use(name) === 'loud') return this.isAccepted(node, name);
    this.pending.push(node.expression);
    return true;
  }

  private isAccepted(node: ts.NewExpression | ts.CallExpression, of: Name | string): boolean {
    const call = callOf(node, of, this.names);
    return call !== undefined && this.written.accepts(call);
  }

  /** Of packages that matter nothing is known that is brought in at run time. */
  private isQuietRequire({ arguments: [first] }: ts.CallExpression): boolean {
    if (first === undefined || !ts.isStringLiteralLike(first)) return false;
    this.modules.push(first.text);
    return this.written.use({ module: first.text, name: '' }) === undefined;
  }

  /** A class that is asked for, or compared, makes nothing: yes or no comes of it, or a number. */
  private isQuietOperation({ left, right, operatorToken: { kind } }: ts.BinaryExpression): boolean {
    const isCompared = comparing.has(kind);
    for (const operand of [left, right]) if (!(isCompared || (operand === right && kind === ts.SyntaxKind.InstanceOfKeyword)) || this.names.imported(operand) === undefined) this.pending.push(operand);
    return true;
  }

  /** `const { member: name } = value`. */
  private isQuietBinding(node: ts.BindingElement): boolean {
    const { propertyName, name } = node;
    this.parts(node, propertyName);
    if (this.hides(node) || (propertyName !== undefined && ts.isComputedPropertyName(propertyName))) return false;
    const taken = propertyName ?? name;
    return !(ts.isIdentifier(taken) || ts.isStringLiteralLike(taken)) || this.isPlain(taken.text);
  }

  /** Whether something else has the name of something imported, for which it would be taken. */
  private hides(node: ts.Node): boolean {
    const name = declaredBy(node);
    return name !== undefined && this.bound.has(name);
  }

  private isQuietImport({ importClause }: ts.ImportDeclaration): boolean {
    const bindings = importClause?.namedBindings;
    return bindings === undefined || !ts.isNamedImports(bindings) || bindings.elements.every(({ name, propertyName }) => !this.written.never.has((propertyName ?? name).text));
  }

  /** Whether it does not matter which member of something is used. */
  private isPlain(name: string): boolean {
    return !this.written.never.has(name) && !this.written.members.has(name);
  }
}
