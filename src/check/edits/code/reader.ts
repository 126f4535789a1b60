import { Unclear } from '../cursor.js';
import type { Collection, Leaf, Member, Part } from '../layout.js';
import { endsValue, tokensOf, type Language, type Token } from './tokens.js';

/** Blocks, calls and values in each other: real programs stay below 40. */
const MAX_DEPTH = 128;

const CLOSING: ReadonlyMap<string, string> = new Map([['(', ')'], ['[', ']'], ['{', '}']]);

/** A bracket with all that stands in it. */
interface Group {
  readonly kind: 'group';
  readonly open: '(' | '[' | '{';
  readonly start: number;
  readonly end: number;
  /** Parts between commas; a comma behind the last makes no part. */
  readonly parts: readonly Piece[];
  /** Whether it may be a list or a map: an index is none, nor what has holes, or types between angles with commas in them. */
  readonly holds: boolean;
}

type Node = Token | Group;

interface Piece {
  readonly nodes: readonly Node[];
  readonly comma: number | undefined;
}

/**
 * The lists and maps of a program, those in other things each by itself, behind all scalars that stand alone where a value is
 * wanted. It knows nothing of statements: a block is a map of nonsense, of which no reader ever speaks. Throws `Unclear`.
 */
export function programParts(text: string, language: Language): readonly Part[] {
  const tokens = tokensOf(text, language);
  return [...scalarsIn(text, tokens), ...new Reader(text, language, tokens).collections()];
}

class Reader {
  private at = 0;
  private depth = 0;
  private readonly found: Collection[] = [];

  constructor(
    private readonly text: string,
    private readonly language: Language,
    private readonly tokens: readonly Token[],
  ) {}

  collections(): readonly Collection[] {
    for (const { nodes } of this.parts(undefined)) this.look(nodes);
    return this.found;
  }

  /** What stands up to the bracket that closes, or to the end of the text. */
  private parts(close: string | undefined): readonly Piece[] {
    const parts: Piece[] = [];
    let nodes: Node[] = [];
    for (;;) {
      const token = this.tokens[this.at++];
      const word = token?.kind === 'mark' ? token.word : '';
      if (token === undefined ? close === undefined : word === close) return nodes.length === 0 ? parts : [...parts, { nodes, comma: undefined }];
      if (token === undefined || word === ')' || word === ']' || word === '}') throw new Unclear();
      if (word === '(' || word === '[' || word === '{') nodes.push(this.group(token, word));
      else if (word === ',') {
        parts.push({ nodes, comma: token.start });
        nodes = [];
      } else nodes.push(token);
    }
  }

  private group({ start }: Token, open: Group['open']): Group {
    const last = this.tokens[this.at - 2];
    if (++this.depth > MAX_DEPTH) throw new Unclear();
    const parts = this.parts(CLOSING.get(open));
    this.depth--;
    const end = this.tokens[this.at - 1]?.end ?? start;
    const holds = open !== '(' && (open === '{' || !endsValue(last)) && parts.every(({ nodes }) => nodes.length > 0) && !hasAngles(parts);
    return { kind: 'group', open, start, end, parts, holds };
  }

  /** Finds the lists and maps in something that is neither. */
  private look(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (node.kind !== 'group') continue;
      if (node.holds) this.found.push(this.collection(node));
      else for (const part of node.parts) this.look(part.nodes);
    }
  }

  private collection({ open, start, end, parts }: Group): Collection {
    const members = parts.map(({ nodes, comma }): Member => ({ ...(open === '[' ? this.item(nodes) : this.entry(nodes)), comma }));
    return { kind: open === '[' ? 'list' : 'map', style: 'flow', from: start, start, end, members };
  }

  private item(nodes: readonly Node[]): Omit<Member, 'comma'> {
    const { start, end } = hull(nodes);
    return { start, end, key: undefined, after: start, value: this.value(nodes) };
  }

  /** What is no name with a value, such as a spread, a method or a computed name, has no key. */
  private entry(nodes: readonly Node[]): Omit<Member, 'comma'> {
    const { start, end } = hull(nodes);
    const [name, colon] = nodes;
    const key = name === undefined || name.kind === 'group' ? undefined : this.key(name);
    if (key === undefined || (nodes.length > 1 && !isMark(colon, ':')) || nodes.length === 2) {
      this.look(nodes);
      return { start, end, key: undefined, after: start, value: leaf('expression', start, end) };
    }
    // `{ name }` stands for `{ name: name }`.
    if (nodes.length === 1) return { start, end, key: key.style === 'plain' ? key : undefined, after: start, value: leaf('expression', start, end) };
    return { start, end, key, after: colon?.end ?? start, value: this.value(nodes.slice(2)) };
  }

  private key({ kind, start, end }: Token): Leaf | undefined {
    if (kind === 'string') return leaf(quoteStyle(this.text, start), start, end);
    // A name in a dictionary of Python is that of a variable.
    return kind === 'name' && this.language === 'javascript' ? leaf('plain', start, end) : undefined;
  }

  /** A value by itself, or with a type behind it. */
  private value(nodes: readonly Node[]): Part {
    const [first] = nodes;
    const { start, end } = hull(nodes);
    if (first?.kind === 'group') {
      if (first.holds && isTyped(nodes.slice(1))) return this.collection(first);
    } else {
      const scalar = scalarOf(this.text, nodes);
      if (scalar !== undefined && isTyped(nodes.filter((node) => node.start >= scalar.end))) return scalar;
    }
    this.look(nodes);
    return leaf('expression', start, end);
  }
}

const leaf = (style: Leaf['style'], start: number, end: number): Leaf => ({ kind: 'leaf', style, from: start, start, end });
const hull = (nodes: readonly Node[]): { readonly start: number; readonly end: number } => ({ start: nodes[0]?.start ?? 0, end: nodes.at(-1)?.end ?? 0 });
const isMark = (node: Node | undefined, word: string): boolean => node?.kind === 'mark' && node.word === word;

/** Whether a comma may stand between angles: something opens before it and closes behind it, or two comparisons do. */
function hasAngles(parts: readonly Piece[]): boolean {
  const open = parts.map(({ nodes }) => count(nodes, '<') - count(nodes, '>'));
  const first = open.findIndex((number) => number > 0);
  return first !== -1 && open.slice(first).some((number) => number < 0);
}

const count = (nodes: readonly Node[], word: string): number => nodes.filter((node) => isMark(node, word)).length;
const isName = (node: Node | undefined): boolean => node?.kind === 'name';
const quoteStyle = (text: string, start: number): Leaf['style'] => (text.charAt(start) === '"' ? 'double' : 'single');

/** TypeScript: `value as T`, `value satisfies T`, `value!`. */
const isTyped = (rest: readonly Node[]): boolean => rest.length === 0 || (rest.length === 1 && isMark(rest[0], '!')) || isTypeWord(rest[0]);
const isTypeWord = (node: Node | undefined): boolean => node?.kind === 'name' && (node.word === 'as' || node.word === 'satisfies');

const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'null', 'True', 'False', 'None']);

/** The scalar that begins here, if one does: a literal, or a name in something, such as a member of an enumeration. */
function scalarOf(text: string, nodes: readonly Node[]): Leaf | undefined {
  const [first] = nodes;
  if (first === undefined || first.kind === 'group' || first.kind === 'opaque' || first.kind === 'mark') return undefined;
  if (first.kind === 'string') return leaf(quoteStyle(text, first.start), first.start, first.end);
  if (first.kind === 'number' || CONSTANTS.has(first.word)) return leaf('plain', first.start, first.end);
  let last = 0;
  while (isMark(nodes[last + 1], '.') && isName(nodes[last + 2])) last += 2;
  return last === 0 ? undefined : leaf('member', first.start, nodes[last]?.end ?? first.end);
}

/** What a value may stand behind. */
const BEFORE_VALUE: ReadonlySet<string> = new Set(['(', '[', '{', ',', ':', '?', '=', '??', '||', '&&', '=>', 'return', 'else', 'if']);
/** What may stand behind a value that is by itself. */
const BEHIND_VALUE: ReadonlySet<string> = new Set([',', ')', ']', '}', ';', 'as', 'satisfies', 'if', 'else']);

/** Scalars that stand alone, whatever they stand in: the arguments of calls, the branches of a choice. */
function scalarsIn(text: string, tokens: readonly Token[]): readonly Leaf[] {
  return tokens.flatMap((token, i) => {
    const before = tokens[i - 1]?.word ?? '';
    if (token.kind === 'mark' || !BEFORE_VALUE.has(before)) return [];
    const found = scalarOf(text, tokens.slice(i, i + MOST_NAMES));
    return found !== undefined && isAlone(behind(tokens, i, found.end), before) ? [found] : [];
  });
}

/** `library.service.Enumeration.MEMBER` and some more. */
const MOST_NAMES = 12;

function behind(tokens: readonly Token[], from: number, end: number): Token | undefined {
  let at = from;
  while ((tokens[at]?.start ?? end) < end) at++;
  return tokens[at];
}

function isAlone(next: Token | undefined, before: string): boolean {
  if (next === undefined || BEHIND_VALUE.has(next.word)) return true;
  if (next.word === ':') return before === '?';
  // A statement may end with its line.
  return next.opensLine && next.kind === 'name' && next.word !== 'in' && next.word !== 'instanceof';
}
