import type { Part, Redirect, Word } from './tree.js';
import { WordReader } from './words.js';

export const TARGET = /\d*(?:<<<|<<-?|<>|<&|>>|>&|>\||&>>|&>|<|>)/uy;
export const BLANK = /(?:[ \t\r]|\\\r?\n)+/uy;

/** A here-document of which the operator was read: its body begins on the next line. */
interface Heredoc {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly strip: boolean;
  readonly set: (body: Word) => void;
}

/** Reads redirections, and the here-documents that they announce. POSIX, Shell Command Language, 2.7. */
export abstract class RedirectReader extends WordReader {
  private pending: Heredoc[] = [];

  protected redirect(): Redirect {
    const start = this.pos;
    this.pos = this.match(TARGET);
    const operator = this.text.slice(start, this.pos).replace(/^\d+/u, '');
    this.take(BLANK);
    if ((this.char === '<' || this.char === '>') && this.text.charAt(this.pos + 1) === '(') return { operator, target: this.process(), body: undefined };
    const isEmpty = this.char === '' || '\n;&|()<>'.includes(this.char);
    const target: Word = isEmpty ? { parts: [], start: this.pos, end: this.pos } : this.word();
    if (operator === '<<<') return { operator, target, body: target };
    if (!operator.startsWith('<<') || isEmpty) return { operator, target, body: undefined };
    const redirect: { operator: string; target: Word; body: Word | undefined } = { operator, target, body: undefined };
    this.pending.push({
      delimiter: target.parts.map((part) => (part.kind === 'literal' ? part.text : this.text.slice(part.start, part.end))).join(''),
      quoted: target.parts.some((part) => part.kind === 'literal' && (part.quoted || !part.verbatim)),
      strip: operator === '<<-',
      set: (body) => void (redirect.body = body),
    });
    return redirect;
  }

  /** The here-documents that were announced on the line before. */
  protected bodies(): void {
    const { pending } = this;
    this.pending = [];
    for (const heredoc of pending) heredoc.set(this.body(heredoc));
  }

  private body({ delimiter, quoted, strip }: Heredoc): Word {
    const start = this.pos;
    let at = start;
    let behind = this.end;
    while (at < this.end) {
      const line = this.text.indexOf('\n', at);
      const end = line === -1 ? this.end : Math.min(line, this.end);
      const text = this.text.slice(at, Math.min(end, at + delimiter.length + 100)).replace(/\r$/u, '');
      if ((strip ? text.replace(/^\t+/u, '') : text) === delimiter && end - at < delimiter.length + 100) {
        behind = Math.min(end + 1, this.end);
        break;
      }
      at = Math.min(end + 1, this.end);
    }
    const { end } = this;
    this.end = at;
    this.pos = start;
    const parts = quoted ? this.lines(strip) : this.expanded(strip);
    this.end = end;
    this.pos = behind;
    return { parts, start, end: at };
  }

  /** What stands in a here-document in which nothing is expanded. */
  private lines(strip: boolean): readonly Part[] {
    const parts: Part[] = [];
    while (this.pos < this.end) {
      if (strip) while (this.char === '\t') this.pos++;
      const line = strip ? this.text.indexOf('\n', this.pos) : -1;
      const start = this.pos;
      this.pos = line === -1 ? this.end : Math.min(line + 1, this.end);
      parts.push({ kind: 'literal', text: this.text.slice(start, this.pos), verbatim: true, start, end: this.pos, quoted: true });
    }
    return parts;
  }

  /** `<(commands)`: what it stands for is the name of a pipe. */
  protected process(): Word {
    const start = this.pos;
    this.pos += 2;
    this.inner();
    return { parts: [{ kind: 'unread', start, end: this.pos, quoted: false }], start, end: this.pos };
  }
}
