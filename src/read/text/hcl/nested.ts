import type { Span } from '../../../core/source.js';
import type { Cursor } from './cursor.js';
import type { Directive } from './directives.js';
import { decodedText } from './literals.js';
import type { ForDirective, IfDirective, Run, TemplatePart, TemplateText } from './syntax.js';
import type { Part, Piece } from './templates.js';

/** The parts of a template, with those between `if` and `endif`, `for` and `endfor` in their directives. */
export function nested(cursor: Cursor, parts: readonly Part[], isQuoted: boolean): readonly TemplatePart[] {
  const reader = new NestedReader(cursor, parts, isQuoted);
  const read = reader.parts();
  reader.refuseMark();
  return read;
}

type Opening = Extract<Directive, { readonly keyword: 'if' | 'for' }>;

class NestedReader {
  private at = 0;

  constructor(
    private readonly cursor: Cursor,
    private readonly all: readonly Part[],
    private readonly isQuoted: boolean,
  ) {}

  /** Up to the mark that ends them, or to the end. */
  parts(): readonly TemplatePart[] {
    const read: TemplatePart[] = [];
    for (;;) {
      const part = this.all[this.at];
      if (part === undefined) return read;
      if (part.kind === 'piece') read.push(this.text());
      else if (part.kind === 'interpolation') {
        this.at++;
        read.push(part);
      } else if (part.keyword === 'if' || part.keyword === 'for') read.push(this.directive(part));
      else return read;
    }
  }

  /** Where everything should have ended. */
  refuseMark(): void {
    const mark = this.all[this.at];
    if (mark?.kind === 'mark') this.cursor.refuseAt(`expected no \`${mark.keyword}\` here: nothing is open that it belongs to`, mark.span.start, mark.span.end);
  }

  private directive(open: Opening): IfDirective | ForDirective {
    this.at++;
    const parts = this.parts();
    if (open.keyword === 'for') {
      const { keyName, valueName, collection } = open;
      return { kind: 'forDirective', keyName, valueName, collection, parts, span: this.end(open, 'endfor') };
    }
    const whenFalse = this.takes('else') ? this.parts() : [];
    return { kind: 'ifDirective', condition: open.condition, whenTrue: parts, whenFalse, span: this.end(open, 'endif') };
  }

  private takes(keyword: Directive['keyword']): boolean {
    const mark = this.all[this.at];
    const isThere = mark?.kind === 'mark' && mark.keyword === keyword;
    if (isThere) this.at++;
    return isThere;
  }

  /** From the mark that opens to the one that ends. */
  private end(open: Directive, keyword: 'endif' | 'endfor'): Span {
    const mark = this.all[this.at];
    if (mark?.kind === 'mark' && mark.keyword === keyword) {
      this.at++;
      return { ...open.span, end: mark.span.end };
    }
    this.refuseMark();
    return this.cursor.refuseAt(`expected \`%{ ${keyword} }\` before the end of the template`, open.span.start, open.span.end);
  }

  /** Pieces that follow each other. */
  private text(): TemplateText {
    const runs: Run[] = [];
    let piece = this.all[this.at];
    while (piece?.kind === 'piece') {
      add(runs, piece);
      piece = this.all[++this.at];
    }
    const start = runs[0]?.start ?? 0;
    const end = runs.at(-1)?.end ?? start;
    const { source } = this.cursor;
    const value = decodedText(source, runs, this.isQuoted);
    return { kind: 'text', value, span: { source, start, end }, isQuoted: this.isQuoted, runs: runs.length === 1 ? [] : runs };
  }
}

/** What begins where the last run ends goes on with it. */
function add(runs: Run[], { start, end }: Piece): void {
  const last = runs.at(-1);
  if (last?.end === start) runs[runs.length - 1] = { start: last.start, end };
  else runs.push({ start, end });
}
