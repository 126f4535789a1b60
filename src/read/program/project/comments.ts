import * as ts from 'typescript';
import type { Source } from '../../../core/source.js';
import { parseProgram } from './modules.js';

/** Nodes that hold text in which nothing is a comment. */
const texts: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.StringLiteral, ts.SyntaxKind.NoSubstitutionTemplateLiteral, ts.SyntaxKind.TemplateHead, ts.SyntaxKind.TemplateMiddle, ts.SyntaxKind.TemplateTail,
  ts.SyntaxKind.RegularExpressionLiteral, ts.SyntaxKind.JsxText,
]);

const COMMENT = /\/\/[^\r\n\u2028\u2029]*|\/\*[^]*?(?:\*\/|$)/gu;

/** The comments of a program: what looks like one and stands in no text that its tree knows. */
export function* commentsOfProgram(source: Source): Iterable<{ readonly start: number; readonly end: number }> {
  const { text } = source;
  const closed = textsIn(parseProgram(source));
  let next = 0;
  COMMENT.lastIndex = 0;
  for (let found = COMMENT.exec(text); found !== null; found = COMMENT.exec(text)) {
    while ((closed[next]?.end ?? Infinity) <= found.index) next++;
    const around = closed[next];
    if (around !== undefined && around.start <= found.index) COMMENT.lastIndex = around.end;
    else yield { start: found.index, end: found.index + found[0].length };
  }
}

function textsIn(tree: ts.SourceFile): readonly { readonly start: number; readonly end: number }[] {
  const found: { readonly start: number; readonly end: number }[] = [];
  const pending: ts.Node[] = [tree];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    // Blanks belong to the text of JSX.
    if (texts.has(node.kind)) found.push({ start: node.kind === ts.SyntaxKind.JsxText ? node.pos : node.getStart(tree), end: node.end });
    ts.forEachChild(node, (child) => { pending.push(child); });
  }
  return found.sort((a, b) => a.start - b.start);
}
