import { child, CompoundReader } from './compounds.js';
import { BLANK, TARGET } from './redirects.js';
import { literalText, type Assignment, type Command, type Commands, type Redirect, type Stretch, type Word } from './tree.js';

/** The commands of a script, whatever is wrong with it. POSIX, Shell Command Language; Bash Reference Manual. */
export const commandsOf = (text: string): Commands => new CommandReader(text).read();

const ASSIGNED = /([A-Za-z_]\w*)(\[[^\]\n]{0,100}\])?(\+?)=/uy;

/** Builtins whose arguments are assignments. */
const declaring: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);

class CommandReader extends CompoundReader {
  private readonly comments: Stretch[] = [];

  read(): Commands {
    this.list(false);
    return { all: this.all.sort((a, b) => a.start - b.start), comments: this.comments, unclosed: this.unclosed };
  }

  protected nested(closes: boolean): readonly Command[] {
    const { base, current, frames, defines } = this;
    this.frames = [];
    this.defines = '';
    this.base = this.current = child(current);
    const commands = this.list(closes);
    Object.assign(this, { base, current, frames, defines });
    return commands;
  }

  private list(closes: boolean): readonly Command[] {
    const own: Command[] = [];
    while (this.pos < this.end) {
      if (this.take(BLANK)) continue;
      if (this.frames.at(-1)?.awaitsPattern === true && this.pattern()) continue;
      if (this.char === ')' && closes && !this.frames.some(({ closer }) => closer === ')')) {
        this.pos++;
        return own;
      }
      const command = this.operator() ? undefined : this.command();
      if (command !== undefined) own.push(command);
    }
    return own;
  }

  /** What stands between commands; false where a command begins. */
  private operator(): boolean {
    switch (this.char) {
      case '\n':
        this.pos++;
        this.bodies();
        this.current = this.base;
        return true;
      case '#':
        this.toLineEnd();
        return true;
      case ';':
        this.semicolon();
        return true;
      case '&':
        if (this.at('&>')) return false;
        this.current = this.at('&&') ? child(this.current) : this.base;
        this.pos += this.at('&&') ? 2 : 1;
        return true;
      case '|':
        this.pos += this.at('||') || this.at('|&') ? 2 : 1;
        this.current = child(this.base);
        return true;
      case '(':
        this.parenthesis();
        return true;
      case ')':
        this.pos++;
        this.close(')');
        return true;
      default:
        return false;
    }
  }

  /** Over a comment. */
  private toLineEnd(): void {
    const start = this.pos;
    const end = this.text.indexOf('\n', start);
    this.pos = end === -1 ? this.end : Math.min(end, this.end);
    this.comments.push({ start, end: this.pos });
  }

  private semicolon(): void {
    const ends = [';;&', ';;', ';&'].find((one) => this.at(one));
    this.pos += ends?.length ?? 1;
    this.current = this.base;
    const frame = this.frames.at(-1);
    if (ends !== undefined && frame?.closer === 'esac') frame.awaitsPattern = true;
  }

  private parenthesis(): void {
    const end = this.at('((') ? this.arithmeticEnd(this.pos + 2) : undefined;
    if (end !== undefined) this.pos = end;
    else {
      this.pos++;
      this.open(')', child(this.current, this.defines));
      this.defines = '';
    }
  }

  /** Where a pattern of `case` is awaited: reads it with its `)`, or leaves it where the list of them ends. */
  private pattern(): boolean {
    const frame = this.frames.at(-1);
    if (frame === undefined) return false;
    if (this.char === '\n') this.pos++;
    else if (this.char === '#') this.toLineEnd();
    else if (this.char === '(' || this.char === '|') this.pos++;
    else if (this.char === ')') {
      this.pos++;
      frame.awaitsPattern = false;
      // Each branch is one of several.
      this.base = this.current = child(frame.current);
    } else {
      const word = this.word();
      if (literalText(word) === 'esac' && /^[ \t\r]*[\n;)|&]|^[ \t\r]*$/u.test(this.text.slice(this.pos, this.pos + 20))) this.close('esac');
    }
    return true;
  }

  private command(): Command | undefined {
    const start = this.pos;
    const words: Word[] = [];
    const assignments: Assignment[] = [];
    const redirects: Redirect[] = [];
    let isDeclaration = false;
    let isTest = false;
    for (;;) {
      this.take(BLANK);
      const { char } = this;
      if (char === '') break;
      if (isTest ? this.passesTest() : this.isOver(words)) break;
      if (isTest && this.pos > start && '()<>&|;\n'.includes(char)) {
        this.pos++;
        continue;
      }
      if (char === '#' && !isTest) {
        this.toLineEnd();
        break;
      }
      if ((char === '<' || char === '>') && this.text.charAt(this.pos + 1) === '(') words.push(this.process());
      else if (!isTest && this.match(TARGET) !== -1) redirects.push(this.redirect());
      else if ((words.length === 0 || isDeclaration) && this.match(ASSIGNED) !== -1) assignments.push(this.assignment());
      else {
        const word = this.word();
        words.push(word);
        const text = words.length === 1 && assignments.length === 0 && redirects.length === 0 ? plainText(word, this.text) : undefined;
        if (text !== undefined && this.reserved(text)) return undefined;
        isDeclaration ||= text !== undefined && declaring.has(text);
        isTest ||= text === '[[';
        if (isTest && words.length > 1 && plainText(word, this.text) === ']]') isTest = false;
        if (text !== undefined && this.isDefinition(text)) return undefined;
      }
    }
    // Something that can stand nowhere is left behind.
    if (this.pos === start) this.pos++;
    if (words.length + assignments.length + redirects.length === 0) return undefined;
    const command: Command = { words, assignments, redirects, block: this.current, start, end: this.pos };
    this.all.push(command);
    return command;
  }

  private isOver(words: readonly Word[]): boolean {
    const { char } = this;
    if (char === '\n' || char === ';' || char === '|' || char === ')') return true;
    if (char === '&') return !this.at('&>');
    return char === '(' && words.length > 0;
  }

  /** Between `[[` and `]]` a line goes on only behind an operator: the rest is not taken along where it is never closed. */
  private passesTest(): boolean {
    return this.char === '\n' && !/(?:&&|\|\||\[\[|\()[ \t\r]*$/u.test(this.text.slice(Math.max(0, this.pos - 20), this.pos));
  }

  private assignment(): Assignment {
    const start = this.pos;
    ASSIGNED.lastIndex = start;
    const [all = '', name = '', index, plus] = ASSIGNED.exec(this.text) ?? [];
    this.pos = Math.min(start + all.length, this.end);
    const block = this.current;
    if (this.char === '(') return { name, value: undefined, items: this.items(), kind: plus === '+' ? 'append' : 'set', start, block };
    const isEmpty = this.char === '' || ' \t\r\n;&|)<>('.includes(this.char);
    const value = isEmpty ? { parts: [], start: this.pos, end: this.pos } : this.word();
    return { name, value, items: undefined, kind: plus === '+' || index !== undefined ? 'append' : 'set', start, block };
  }

  private items(): readonly Word[] {
    const items: Word[] = [];
    this.pos++;
    while (this.pos < this.end && this.char !== ')') {
      if (this.take(/(?:[ \t\r\n]|\\\r?\n)+/uy)) continue;
      if (this.char === '#') this.toLineEnd();
      else if ('(<>;&|'.includes(this.char)) this.pos++;
      else items.push(this.word());
    }
    this.pos = Math.min(this.pos + 1, this.end);
    return items;
  }
}

/** A word without any quotes or expansions: only such a one is a reserved word. */
const plainText = ({ parts, start, end }: Word, text: string): string | undefined =>
  parts.length === 1 && parts[0]?.kind === 'literal' && parts[0].verbatim && parts[0].end - parts[0].start === end - start ? text.slice(start, end) : undefined;
