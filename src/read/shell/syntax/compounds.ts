import { BLANK, RedirectReader } from './redirects.js';
import type { Block, Command, Word } from './tree.js';

/** Something that is open: a compound command, or parentheses. */
interface Frame {
  readonly closer: string;
  /** What ran outside, and goes on behind it. */
  readonly base: Block;
  readonly current: Block;
  /** Of `case`: whether a pattern comes next. */
  awaitsPattern: boolean;
}

/** Keeps track of compound commands: what opens and closes them, and which commands run together. POSIX, Shell Command Language, 2.9.4. */
export abstract class CompoundReader extends RedirectReader {
  protected readonly all: Command[] = [];
  /** The blocks of the list that is being read: that of its next line, and that of its next command. */
  protected base: Block = { parent: undefined, defines: '' };
  protected current: Block = this.base;
  protected frames: Frame[] = [];
  /** The name of a function of which the body comes next. */
  protected defines = '';

  protected open(closer: string, block: Block, awaitsPattern = false): void {
    this.frames.push({ closer, base: this.base, current: this.current, awaitsPattern });
    this.base = this.current = block;
  }

  /** What was never closed in it ends with it. */
  protected close(closer: string): void {
    for (let index = this.frames.length - 1; index >= Math.max(0, this.frames.length - MOST_UNCLOSED); index--) {
      const frame = this.frames[index];
      if (frame?.closer !== closer) continue;
      this.frames.length = index;
      ({ base: this.base, current: this.current } = frame);
      return;
    }
  }

  /** Reserved words open and close compound commands; what comes behind them is a command of its own. */
  protected reserved(text: string): boolean {
    switch (text) {
      case '!':
      case 'coproc':
        return true;
      case 'time':
        this.take(/[ \t]+-p(?=[ \t])/uy);
        return true;
      case '{':
        this.open('}', this.defines === '' ? this.current : child(this.current, this.defines));
        this.defines = '';
        return true;
      case 'if':
        this.open('fi', this.current);
        return true;
      case 'while':
      case 'until':
        this.open('done', this.current);
        return true;
      case 'then':
      case 'elif':
      case 'else':
      case 'do':
        this.branch();
        return true;
      case 'for':
      case 'select':
        this.loop();
        return true;
      case 'case':
        this.choice();
        return true;
      case 'function':
        this.take(BLANK);
        this.defines = this.text.slice(this.pos, this.word().end);
        this.take(/[ \t]*\([ \t]*\)/uy);
        return true;
      case '}':
      case 'fi':
      case 'done':
      case 'esac':
        this.close(text);
        return true;
      default:
        return false;
    }
  }

  /** What runs only if something holds. */
  private branch(): void {
    this.base = this.current = child(this.frames.at(-1)?.current ?? this.base);
  }

  private loop(): void {
    const start = this.pos;
    this.open('done', this.current);
    this.take(BLANK);
    if (this.at('((')) {
      this.pos = this.arithmeticEnd(this.pos + 2) ?? this.pos + 2;
      return;
    }
    const name = this.text.slice(this.pos, this.word().end);
    const items: Word[] = [];
    while (this.take(/[ \t\r\n]+/uy));
    const hasItems = this.take(/in(?=[ \t\r\n;])/uy);
    for (this.take(BLANK); hasItems && this.char !== '' && !'\n;'.includes(this.char); this.take(BLANK)) items.push(this.word());
    this.all.push({ words: [], assignments: [{ name, value: undefined, items: hasItems ? items : undefined, kind: 'loop', start, block: this.current }], redirects: [], block: this.current, start, end: this.pos });
  }

  private choice(): void {
    this.take(BLANK);
    this.word();
    while (this.take(/[ \t\r\n]+/uy));
    if (this.take(/in(?=[ \t\r\n#(])/uy)) this.open('esac', this.current, true);
  }

  /** `name()`, with the body behind it. */
  protected isDefinition(name: string): boolean {
    if (!this.take(/[ \t]*\([ \t]*\)/uy)) return false;
    this.defines = name;
    return true;
  }
}

/** What may be left open in something that closes; where it is more, nothing closes. */
const MOST_UNCLOSED = 100;

export const child = (parent: Block, defines = ''): Block => ({ parent, defines });
