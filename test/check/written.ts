/** Plain data written down in many ways: YAML in blocks and brackets, JSON; indentation, comments and quotes as they come. */
export type Data = string | boolean | readonly Data[] | { readonly [key: string]: Data };

/** Choices that a test made in advance: the next one below `below`. */
export type Tape = (below: number) => number;

const BREAKS = ['\n', '\r\n'];

export function written(data: Data, tape: Tape): { readonly path: string; readonly text: string } {
  const json = tape(4) === 0;
  const writer = new Writer(tape, json);
  const text = json ? writer.flow(data, 0) : writer.block(data, 0).replace(/^\n/u, '');
  return { path: json ? 't.json' : 't.yaml', text: (text + (tape(4) === 0 ? '' : '\n')).replaceAll('\n', BREAKS[tape(2)] ?? '\n') };
}

class Writer {
  private comments = 0;

  constructor(
    private readonly tape: Tape,
    private readonly json: boolean,
  ) {}

  /** A value behind a `:` or `-`, in lines of its own or in brackets. */
  block(data: Data, indent: number): string {
    if (typeof data !== 'object' || (indent > 6 && this.tape(4) === 0)) return ` ${this.flow(data, indent + 2)}${this.comment()}`;
    const lines = Array.isArray(data)
      ? (data as readonly Data[]).map((item) => this.item(item, indent))
      : Object.entries(data as Readonly<Record<string, Data>>).map(([key, value]) => `${this.scalar(key)}:${this.below(value, indent)}`);
    return this.comment() + lines.map((line) => `${this.ownComment(indent)}\n${' '.repeat(indent)}${line}`).join('');
  }

  private below(value: Data, indent: number): string {
    const step = Array.isArray(value) ? this.tape(4) : 1 + this.tape(4);
    return this.block(value, indent + step);
  }

  /** A map may begin in the line of the dash. */
  private item(item: Data, indent: number): string {
    if (typeof item !== 'object' || this.tape(3) === 0) return `-${this.block(item, indent + 1 + this.tape(3))}`;
    const gap = 1 + this.tape(3);
    const body = this.block(item, indent + 1 + gap);
    const first = /^\n +/u.exec(body);
    return first === null ? `-${body}` : `-${' '.repeat(gap)}${body.slice(first[0].length)}`;
  }

  flow(data: Data, indent: number): string {
    if (typeof data === 'string') return this.scalar(data);
    if (typeof data === 'boolean') return String(data);
    const isList = Array.isArray(data);
    const members = isList
      ? (data as readonly Data[]).map((item) => this.flow(item, indent + 2))
      : Object.entries(data as Readonly<Record<string, Data>>).map(([key, value]) => `${this.scalar(key)}: ${this.flow(value, indent + 2)}`);
    const [open, close] = isList ? ['[', ']'] : ['{', '}'];
    const trailing = members.length > 0 && !this.json && this.tape(4) === 0 ? ',' : '';
    if (this.tape(2) === 0) return `${open}${members.join(this.tape(2) === 0 ? ', ' : ' , ')}${trailing}${close}`;
    const line = `\n${' '.repeat(indent)}`;
    const separated = members.map((member, i) => `${line}${member}${i < members.length - 1 ? ',' : trailing}${this.flowComment(line)}`);
    return `${open}${separated.join('')}${this.tape(2) === 0 ? line : `\n${' '.repeat(Math.max(1, indent - 2))}`}${close}`;
  }

  private scalar(text: string): string {
    const style = this.json ? 0 : this.tape(3);
    return style === 0 ? `"${text}"` : style === 1 ? `'${text}'` : text;
  }

  private comment(): string {
    return this.tape(5) === 0 ? ` # '${String(this.comments++)} [` : '';
  }

  private ownComment(indent: number): string {
    return this.tape(6) === 0 ? `\n${' '.repeat(indent)}# own ${String(this.comments++)}: "` : '';
  }

  private flowComment(line: string): string {
    if (this.json) return '';
    return this.comment() + (this.tape(6) === 0 ? `${line}# own ${String(this.comments++)}: }` : '');
  }
}
