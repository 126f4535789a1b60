/** Random numbers that an input is made of: the shorter and smaller they are, the simpler it is. Behind their end all are 0. */
class Dice {
  private at = 0;

  constructor(private readonly bytes: ArrayLike<number>) {}

  below(count: number): number {
    return (this.bytes[this.at++] ?? 0) % count;
  }

  pick<T>(options: readonly [T, ...T[]]): T {
    return options[this.below(options.length)] ?? options[0];
  }

  /** True once in `count` times. */
  rarely(count: number): boolean {
    return this.below(count) === count - 1;
  }
}

const WORDS = [
  'a', 'b', 'key', 'Ref', 'x y', 'yes', 'No', 'null', '~', '012', '1', '-1.5', '1e3', '2012-10-17', 'a:b', 'a#b', "it's", 'say "x"', 'http://x/y', '-x', '=', 'arn:aws:s3:::x/*', '${x}', 'a\\b', 'x  y', 'é', '😀', 'x - y', '$', 'toString', '__proto__',
] as const;
const ODD_WORDS = [
  ':x', '?x', '<<', '*', '{{x}}', '...', '---', '-- x', 'x, y', 'x]', '[', '&x', '*x', '!', '@', '`', '%', '|', '>', '- x', '? x', ': x', 'x:', 'x :', '#', '\u00a0', 'a\tb', '"', "'", ',', '{', '}', '-', '?', ':', 'x: y', 'x #y', '', ' ', 'x'.repeat(1030),
] as const;
const QUOTED = ['""', "''", '"a"', "'a'", '"a b"', "'it''s'", "''''", '"\\n"', '"\\u0041\\x41"', '"\\\\"', '"\\""', '"\\/\\t\\_\\0\\e\\ "', '"a # b"', "'a: b'", '"[a]"', '"yes"', "'12'", "'\\'", '"a\tb"', "' a '", '" a "', '"é😀"'] as const;
const ODD_QUOTED = ['"\\q"', '"\\u12"', '"\\U0001F600"', '"\\ud83d\\ude00"', '"\\N\\L"', '"\\\t"', '"a', "'a", '"a"b', "'a'b", '"<<"', `"${'x'.repeat(1030)}"`] as const;
const TAGS = ['!Ref', '!Sub', '!GetAtt', '!If', '!Foo::Bar', '!a.b-c_d'] as const;
const ODD_TAGS = ['!', '!!str', '!!map', '!x!y', '!<y>', '!%41', '!Ref:', '!T,', '!1', '!Ré', '!T]', '&a !T', '!T &a', '!T !U'] as const;
const BLOCKS = ['|', '>', '|-', '>-', '|+', '>+', '| ', '|  # c', '>- # c'] as const;
const ODD_BLOCKS = ['|2', '>1-', '|-+', '|# c', '|x', '|\t', '>-\t# c', '| c', '|#', '>0'] as const;
const PIECES = [
  ' ', '  ', '\t', '\n', '\n\n', '\n  ', '\n    ', '\r', ':', ': ', ' :', '- ', '-', '? ', '"', "'", '\\', '#', ' # c', '\n# c\n', ', ', ',', '[', ']', '{', '}', '[]', '{}', '!T ', '!T', '&x ', '*x', '<<: ', '|', '|\n', '>\n', '---', '\n---\n', '\n...\n', '%YAML 1.1\n', 'a', 'b: ', '\u0000', '\u0002', '\u0018', '\u001f', '\u007f', '\u0085', '\u00a0', '\u2028', '\ufeff', '😀', '\ud800', '~',
] as const;

/** Writes documents that look like YAML, most of them in order, in as many ways as YAML has. */
class Writer {
  private depth = 0;
  private keys = 0;

  constructor(private readonly dice: Dice) {}

  document(): string {
    const { dice } = this;
    const head = dice.pick(['', '', '', '# c\n', '\n', '---\n', '--- # c\n', '# c\n---\n\n', '---  \n# c\n', '  \n', dice.pick(['', '', '', '%YAML 1.1\n---\n', '--- ', '\t\n', '...\n', '---\n---\n', '#c\n', '%x\n'])]);
    const body = dice.rarely(25) ? `${this.scalar(0)}\n` : this.collection(dice.rarely(10) ? 2 : 0);
    const text = head + body + dice.pick(['', '', '', '', '\n', '# c\n', '  \n', '  # c', '', '', dice.pick(['', '---\n', '...\n', '  ', 'b: 1', '\t'])]);
    return dice.rarely(3) ? text.replace(/\n$/u, '') : text;
  }

  /** One of the usual pieces; now and then one that is unusual or wrong. */
  private some(usual: readonly [string, ...string[]], odd: readonly [string, ...string[]]): string {
    return this.dice.rarely(40) ? this.dice.pick(odd) : this.dice.pick(usual);
  }

  private word = (): string => this.some(WORDS, ODD_WORDS);
  private quoted = (): string => this.some(QUOTED, ODD_QUOTED);
  private tag = (): string => this.some(TAGS, ODD_TAGS);
  private blanks = (count: number): string => ' '.repeat(count);

  private collection(indent: number): string {
    this.depth++;
    const isList = this.dice.rarely(3);
    let text = '';
    for (let count = 1 + this.dice.below(3); count > 0; count--) {
      // A neighbour that stands elsewhere is a fault.
      const place = this.dice.rarely(80) ? this.dice.below(5) : indent;
      text += this.filler(indent) + this.blanks(place) + (isList ? this.item(indent) : this.pair(indent));
    }
    this.depth--;
    return text;
  }

  private item(indent: number): string {
    const { dice } = this;
    if (this.depth > 3 || !dice.rarely(3)) return `-${this.value(indent, false)}`;
    const blanks = this.blanks(dice.pick([1, 1, 1, 2, 3]));
    const nested = indent + 1 + blanks.length;
    const rest = dice.rarely(2) ? '' : this.filler(nested) + this.blanks(nested);
    return dice.rarely(2) ? `-${blanks}${this.item(nested)}${rest === '' ? '' : rest + this.item(nested)}` : `-${blanks}${this.pair(nested)}${rest === '' ? '' : rest + this.pair(nested)}`;
  }

  private pair(indent: number): string {
    return `${this.key()}${this.dice.rarely(15) ? ' ' : ''}:${this.value(indent, true)}`;
  }

  private key(): string {
    const { dice } = this;
    if (dice.rarely(8)) return this.quoted();
    // Mostly different ones.
    if (!dice.rarely(8)) return `k${String(this.keys++)}`;
    return dice.rarely(30) ? `${this.tag()} ${this.word()}` : this.word();
  }

  /** What stands behind a colon or a dash, with the end of its line. */
  private value(indent: number, isInMap: boolean): string {
    const { dice } = this;
    const tag = dice.rarely(4) ? ` ${this.tag()}` : '';
    switch (this.depth > 4 ? dice.below(3) : dice.below(11)) {
      case 0:
      case 1:
        return `${tag}${this.gap()}${this.scalar(indent)}${this.lineEnd()}`;
      case 2:
        return `${tag}${this.gap()}${this.flow(indent, 0)}${this.lineEnd()}`;
      case 3:
        return `${tag}${this.lineEnd()}`;
      case 4:
        return `${tag}${this.gap()}${this.block(indent)}`;
      case 5:
        return `${tag}${this.lineEnd()}${this.filler(indent)}${this.blanks(indent + 1 + dice.below(3))}${tag === '' && dice.rarely(2) ? `${this.tag()} ` : ''}${this.alone(indent)}`;
      case 6:
        return `${tag === '' || dice.rarely(10) ? tag : ''}${this.lineEnd()}${this.filler(indent)}${this.blanks(indent + 1)}${this.tag()}${this.lineEnd()}${dice.rarely(3) ? this.filler(indent) + this.blanks(indent + 1) + this.alone(indent) : this.collection(indent + dice.below(3))}`;
      default:
        return `${tag}${this.lineEnd()}${this.collection(isInMap && dice.rarely(3) ? indent : indent + 1 + dice.below(4))}`;
    }
  }

  /** A value on a line of its own. */
  private alone(indent: number): string {
    if (this.dice.rarely(12)) return this.block(indent);
    return (this.dice.rarely(3) ? this.flow(indent, 0) : this.scalar(indent)) + this.lineEnd();
  }

  private gap(): string {
    return this.some([' ', ' ', ' ', ' ', '  ', '   '], ['', '\t', ' \t', '\t ']);
  }

  private lineEnd(): string {
    return this.some(['\n', '\n', '\n', '\n', '\n', '\n', ' \n', ' # c\n', '   # c: d\n', ' #c\n'], ['#c\n', '\t\n', '\t# c\n', '', ' x\n', ' \t \n']);
  }

  /** Blank lines and comments. */
  private filler(indent: number): string {
    const { dice } = this;
    if (!dice.rarely(4)) return '';
    const blanks = this.blanks(dice.rarely(2) ? indent : dice.below(8));
    return this.some(['\n', '\n\n', `${blanks}\n`, `${blanks}# c\n`, `${blanks}#c\n`, `${blanks}#\n`, `${blanks}# c\n\n# d\n`, '# c: [\n'], [`${blanks}\t\n`, '\t# c\n', '---\n', `${blanks}\t#\n`]);
  }

  private scalar(indent: number): string {
    const { dice } = this;
    switch (dice.below(7)) {
      case 0:
      case 1:
        return this.quoted();
      case 2:
        return this.word() + this.below(indent) + this.word() + (dice.rarely(2) ? this.below(indent) + this.word() : '');
      case 3:
        return `"${dice.pick(['a', 'a ', 'a\\n', '', 'a \\', 'a\\\\', '\\ ', 'a\t'])}${this.below(indent)}${dice.pick(['b', '', '\\ b', '# b', '\\"', '\tb', '- b', '\\'])}${dice.rarely(3) ? this.below(indent) : ''}"`;
      case 4:
        return `'${dice.pick(['a', 'a ', "a''", '', 'a\\', 'a\t'])}${this.below(indent)}${dice.pick(['b', '', "''", '# b', ': b', '\tb', '- b'])}${dice.rarely(3) ? this.below(indent) : ''}'`;
      default:
        return this.word();
    }
  }

  /** To another line of a scalar. */
  private below(indent: number): string {
    const breaks = this.dice.pick(['\n', '\n', '\n', '\n\n', '\n  \n', '\n\n\n', ' \n', this.dice.rarely(9) ? ' # c\n' : '\n']);
    return breaks + this.blanks(this.dice.rarely(20) ? this.dice.below(indent + 1) : indent + 1 + this.dice.below(3));
  }

  private block(indent: number): string {
    const { dice } = this;
    const inner = indent + 1 + dice.below(4);
    let text = `${this.some(BLOCKS, ODD_BLOCKS)}\n`;
    for (let count = 1 + dice.below(6); count > 0; count--) {
      const line = dice.pick(['a', 'b c', '# d', 'e: f', '- g', '', '', '  h', '\ti', ' ', '\t', 'j ', 'k\t', '"l', '---', '...', '*m']);
      text += this.blanks(dice.rarely(line === '' ? 2 : 20) ? dice.below(inner + 4) : inner) + line + (count === 1 && dice.rarely(8) ? '' : '\n');
    }
    return text;
  }

  private flow(indent: number, depth: number): string {
    const { dice } = this;
    const isList = dice.rarely(2);
    let inside = '';
    for (let i = 0, count = dice.below(4); i < count; i++) {
      if (i > 0) inside += `${this.space(indent)},${dice.pick([' ', ' ', ' ', ''])}${this.space(indent)}`;
      if (!isList || dice.rarely(20)) inside += this.key() + this.some([': ', ': ', ': ', ' : ', ':\n' + this.blanks(indent + 1)], [':', '', '\n: ', ',', ': # c\n']);
      inside += this.member(indent, depth);
    }
    inside += dice.rarely(12) ? ',' : '';
    const closer = isList ? ']' : '}';
    return `${isList ? '[' : '{'}${this.space(indent)}${inside}${dice.rarely(12) ? `\n${this.blanks(indent)}` : this.space(indent)}${dice.rarely(60) ? ']' : closer}`;
  }

  private member(indent: number, depth: number): string {
    const { dice } = this;
    const tag = dice.rarely(4) ? `${this.tag()} ` : '';
    if (dice.rarely(30)) return tag;
    if (depth < 3 && dice.rarely(4)) return tag + this.flow(indent, depth + 1);
    return tag + (dice.rarely(3) ? this.quoted() : dice.rarely(6) ? this.scalar(indent) : this.word());
  }

  private space(indent: number): string {
    if (!this.dice.rarely(6)) return this.dice.pick(['', ' ', '']);
    return `${this.some(['', ' # c', ' ', ''], ['#c', '\t'])}\n${this.blanks(this.dice.rarely(12) ? this.dice.below(6) : indent + 2)}`;
  }
}

/** One edit of a text: a piece more, some characters less, a part of it twice. */
function edited(text: string, dice: Dice): string {
  const at = Math.floor(((dice.below(256) * 256 + dice.below(256)) / 65_536) * (text.length + 1));
  switch (dice.below(4)) {
    case 0:
      return text.slice(0, at) + dice.pick(PIECES) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + dice.below(3));
    case 2:
      return text.slice(0, at) + text.slice(at, at + dice.below(12)) + text.slice(at);
    default: {
      const end = at + dice.below(12);
      return text.slice(0, at) + dice.pick(PIECES) + text.slice(end);
    }
  }
}

/** Another indentation for a line. */
function shifted(text: string, dice: Dice): string {
  const lines = text.split('\n');
  const at = dice.below(lines.length);
  return lines.map((line, i) => (i === at ? ' '.repeat(dice.below(6)) + line.trimStart() : line)).join('\n');
}

/** A text with a few faults. */
export function mutated(text: string, bytes: ArrayLike<number>): string {
  const dice = new Dice(bytes);
  let made = text;
  for (let count = 1 + dice.below(3); count > 0; count--) made = dice.rarely(4) ? shifted(made, dice) : edited(made, dice);
  return withLineEnds(made, dice);
}

const withLineEnds = (text: string, dice: Dice): string => (dice.rarely(5) ? text.replace(/\r?\n/gu, '\r\n') : text);

/** A text of lines that belong to each other by chance. */
function jumble(dice: Dice): string {
  let text = '';
  for (let count = 1 + dice.below(12); count > 0; count--) text += dice.rarely(2) ? dice.pick(PIECES) : dice.pick([...WORDS, ...ODD_WORDS, ...QUOTED, ...TAGS, '\n', '\n  ', ': ', '- ']);
  return text;
}

/** The text that a sequence of numbers stands for: one in order, with faults, or a jumble. */
export function documentOf(bytes: ArrayLike<number>): string {
  const dice = new Dice(bytes);
  const kind = dice.below(8);
  if (kind === 7) return withLineEnds(jumble(dice), dice);
  const text = new Writer(dice).document();
  if (kind < 4) return withLineEnds(text, dice);
  return mutated(text, Array.from({ length: 16 }, () => dice.below(256)));
}
