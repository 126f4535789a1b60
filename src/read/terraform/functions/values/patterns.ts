/** Regular expressions of Go (RE2) as those of JavaScript, as far as both mean the same. https://github.com/google/re2/wiki/Syntax */
export interface Pattern {
  readonly expression: RegExp;
  /** The names of the groups; undefined for one without a name. */
  readonly groups: readonly (string | undefined)[];
  /** Whether it may be tried on a text of so many characters: JavaScript goes back over it, Go does not. */
  readonly isQuickOn: (length: number) => boolean;
}

/** Steps that matching may take, at the worst. */
const MAX_STEPS = 20_000_000;
const MAX_PATTERN = 1000;
const MAX_REPEAT = 1000;

/** Undefined for what is no expression, or one of which it is not certain that it means the same and ends soon. */
export function patternOf(text: string): Pattern | undefined {
  if (text.length > MAX_PATTERN) return undefined;
  const reader = new PatternReader(text);
  const source = reader.all();
  if (source === undefined) return undefined;
  const { repeats, choices, isAnchored, groups } = reader;
  try {
    const expression = new RegExp(source, reader.ignoresCase ? 'dgiu' : 'dgu');
    return { expression, groups, isQuickOn: (length) => (length + 1) ** (repeats + (isAnchored ? 0 : 1)) * 2 ** choices <= MAX_STEPS };
  } catch {
    return undefined;
  }
}

/** What is inside one group, or the whole. */
interface Branch {
  /** Whether something in it matches in several ways. */
  varies: boolean;
}

class PatternReader {
  readonly groups: (string | undefined)[] = [];
  repeats = 0;
  choices = 0;
  ignoresCase = false;
  private dotAll = false;
  private at = 0;

  constructor(private readonly text: string) {}

  get isAnchored(): boolean {
    return /^(?:\(\?[is]+\))?(?:\^|\\A)[^|]*$/u.test(this.text);
  }

  all(): string | undefined {
    const flags = /^\(\?([is]+)\)/u.exec(this.text);
    if (flags !== null) {
      this.at = flags[0].length;
      this.ignoresCase = flags[1]?.includes('i') === true;
      this.dotAll = flags[1]?.includes('s') === true;
      // Beyond ASCII the two fold letters differently.
      if (this.ignoresCase && !/^[\x20-\x7e]*$/u.test(this.text)) return undefined;
    }
    const source = this.branch({ varies: false }, 0);
    return this.at < this.text.length ? undefined : source;
  }

  private branch(within: Branch, depth: number): string | undefined {
    let source = '';
    // What a quantifier may stand behind; undefined at the start of an alternative.
    let last: { readonly text: string; readonly varies: boolean } | undefined;
    while (this.at < this.text.length && this.peek() !== ')') {
      if (this.peek() === '|') {
        this.at++;
        this.choices++;
        within.varies = true;
        source += `${last?.text ?? ''}|`;
        last = undefined;
        continue;
      }
      const quantifier = this.quantifier();
      if (quantifier === 'wrong' || (quantifier !== undefined && (last === undefined || last.text === ''))) return undefined;
      if (quantifier !== undefined && last !== undefined) {
        if (!this.counts(quantifier, last.varies)) return undefined;
        // Copies of copies grow fast, too.
        within.varies ||= !quantifier.isFixed || quantifier.most > 1;
        source += last.text + quantifier.text;
        // A second quantifier is refused by Go.
        last = { text: '', varies: false };
        continue;
      }
      source += last?.text ?? '';
      last = this.atom(depth);
      if (last === undefined) return undefined;
      within.varies ||= last.varies;
    }
    return source + (last?.text ?? '');
  }

  /** Whether the quantifier keeps matching within bounds: what varies may not be repeated. */
  private counts({ isFixed, most }: Quantifier, varies: boolean): boolean {
    if (varies && most > 1) return false;
    if (!isFixed && most <= 1) this.choices++;
    else if (!isFixed) this.repeats++;
    return most === Infinity || most <= MAX_REPEAT;
  }

  private quantifier(): Quantifier | 'wrong' | undefined {
    const found = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})\??/u.exec(this.text.slice(this.at, this.at + 24));
    if (found === null) return undefined;
    const [text, least, comma, most] = found;
    this.at += text.length;
    if (least === undefined) return { text, isFixed: false, most: text.startsWith('?') ? 1 : Infinity };
    const top = comma === undefined ? Number(least) : most === '' ? Infinity : Number(most);
    if (top < Number(least) || Number(least) > MAX_REPEAT || (top !== Infinity && top > MAX_REPEAT)) return 'wrong';
    return { text, isFixed: top === Number(least), most: top };
  }

  private atom(depth: number): { readonly text: string; readonly varies: boolean } | undefined {
    const character = this.peek();
    if (character === '(') return depth < 50 ? this.group(depth) : undefined;
    if (character === '[') return plain(this.characterClass());
    if (character === '\\') return plain(this.escape());
    this.at += character.length;
    switch (character) {
      case '.':
        return plain(this.dotAll ? '[^]' : '[^\\n]');
      case '^':
      case '$':
        return plain(`(?:${character})`);
      default:
        return plain(literal(character));
    }
  }

  private group(depth: number): { readonly text: string; readonly varies: boolean } | undefined {
    const [open = '', name] = /^\((?:\?:|\?P?<([a-zA-Z_]\w*)>)?/u.exec(this.text.slice(this.at)) ?? [];
    this.at += open.length;
    if (this.peek() === '?') return undefined;
    const captures = open !== '(?:';
    if (captures) this.groups.push(name);
    const within: Branch = { varies: false };
    const inner = this.branch(within, depth + 1);
    if (inner === undefined || this.peek() !== ')') return undefined;
    this.at++;
    return { text: `${captures ? '(' : '(?:'}${inner})`, varies: within.varies };
  }

  /** Outside a class. */
  private escape(): string | undefined {
    const next = this.text.charAt(this.at + 1);
    const anchor = new Map([['A', '(?<![^])'], ['z', '(?![^])'], ['b', '\\b'], ['B', '\\B']]).get(next);
    if (anchor !== undefined) {
      this.at += 2;
      // With `i`, a word has other letters in JavaScript.
      return this.ignoresCase && (next === 'b' || next === 'B') ? undefined : `(?:${anchor})`;
    }
    const set = this.setEscape();
    if (set !== undefined) return set.isNegated ? `[^${set.members}]` : `[${set.members}]`;
    const character = this.characterEscape();
    return character === undefined ? undefined : literal(character);
  }

  private setEscape(): { readonly members: string; readonly isNegated: boolean } | undefined {
    const next = this.text.charAt(this.at + 1);
    const members = new Map([['d', '0-9'], ['w', '0-9A-Za-z_'], ['s', '\\t\\n\\f\\r ']]).get(next.toLowerCase());
    if (members === undefined) return undefined;
    this.at += 2;
    return { members, isNegated: next !== next.toLowerCase() };
  }

  private characterEscape(): string | undefined {
    const next = this.text.charAt(this.at + 1);
    const hexadecimal = /^\\x(?:([0-9a-fA-F]{2})|\{([0-9a-fA-F]{1,6})\})/u.exec(this.text.slice(this.at, this.at + 12));
    if (hexadecimal !== null) {
      const code = Number.parseInt(hexadecimal[1] ?? hexadecimal[2] ?? '', 16);
      this.at += hexadecimal[0].length;
      return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    }
    const control = new Map([['n', '\n'], ['t', '\t'], ['r', '\r'], ['f', '\f'], ['v', '\v']]).get(next);
    if (control === undefined && !/^[!-/:-@[-`{-~]$/u.test(next)) return undefined;
    this.at += 2;
    return control ?? next;
  }

  private characterClass(): string | undefined {
    this.at++;
    const isNegated = this.peek() === '^';
    if (isNegated) this.at++;
    let members = '';
    for (let isFirst = true; this.at < this.text.length && (isFirst || this.peek() !== ']'); isFirst = false) {
      const member = this.classMember();
      if (member === undefined) return undefined;
      members += member;
    }
    if (this.peek() !== ']' || members === '') return undefined;
    this.at++;
    return `[${isNegated ? '^' : ''}${members}]`;
  }

  private classMember(): string | undefined {
    // `[:^alpha:]` and names that are none.
    const posix = /^\[:(\w+):\]/u.exec(this.text.slice(this.at, this.at + 12));
    if (posix !== null) {
      this.at += posix[0].length;
      return posixClasses.get(posix[1] ?? '');
    }
    if (this.text.startsWith('[:', this.at)) return undefined;
    const set = this.peek() === '\\' ? this.setEscape() : undefined;
    if (set !== undefined) return set.isNegated ? undefined : set.members;
    const from = this.classCharacter();
    if (from === undefined || this.peek() !== '-' || this.text.charAt(this.at + 1) === ']' || this.at + 1 >= this.text.length) return from === undefined ? undefined : literal(from);
    this.at++;
    const to = this.classCharacter();
    return to === undefined || (to.codePointAt(0) ?? 0) < (from.codePointAt(0) ?? 0) ? undefined : `${literal(from)}-${literal(to)}`;
  }

  private classCharacter(): string | undefined {
    if (this.peek() === '\\') return this.characterEscape();
    const character = this.peek();
    this.at += character.length;
    return character === '' ? undefined : character;
  }

  private peek(): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }
}

interface Quantifier {
  readonly text: string;
  readonly isFixed: boolean;
  readonly most: number;
}

const plain = (text: string | undefined): { readonly text: string; readonly varies: boolean } | undefined => (text === undefined ? undefined : { text, varies: false });

/** A character that stands for itself, inside a class or outside. */
const literal = (character: string): string => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;

const posixClasses: ReadonlyMap<string, string> = new Map([
  ['alnum', '0-9A-Za-z'],
  ['alpha', 'A-Za-z'],
  ['ascii', '\\x00-\\x7F'],
  ['blank', '\\t '],
  ['digit', '0-9'],
  ['lower', 'a-z'],
  ['space', '\\t\\n\\v\\f\\r '],
  ['upper', 'A-Z'],
  ['word', '0-9A-Za-z_'],
  ['xdigit', '0-9A-Fa-f'],
]);
