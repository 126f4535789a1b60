import type { Span } from '../../../core/source.js';
import { forIntroduction } from './collections.js';
import type { Cursor } from './cursor.js';
import { expression } from './expressions.js';
import type { Expression, Name } from './syntax.js';

/** `%{ ... }` by itself. */
export type Directive = IfMark | ForMark | BareMark;

interface IfMark {
  readonly kind: 'mark';
  readonly keyword: 'if';
  readonly condition: Expression;
  readonly span: Span;
}

interface ForMark {
  readonly kind: 'mark';
  readonly keyword: 'for';
  readonly keyName: Name | undefined;
  readonly valueName: Name;
  readonly collection: Expression;
  readonly span: Span;
}

interface BareMark {
  readonly kind: 'mark';
  readonly keyword: 'else' | 'endif' | 'endfor';
  readonly span: Span;
}

/** Behind `%{`; `close` takes the closing brace and gives the place of the whole. */
export function directive(cursor: Cursor, close: () => Span): Directive {
  if (cursor.takesWord('if')) {
    const condition = expression(cursor);
    return { kind: 'mark', keyword: 'if', condition, span: close() };
  }
  if (cursor.takesWord('for')) {
    const introduction = forIntroduction(cursor);
    return { kind: 'mark', keyword: 'for', ...introduction, span: close() };
  }
  for (const keyword of ['else', 'endif', 'endfor'] as const) {
    if (cursor.takesWord(keyword)) return { kind: 'mark', keyword, span: close() };
  }
  return cursor.refuse('`if`, `else`, `endif`, `for` or `endfor`: the characters `%{` are written `%%{`');
}
