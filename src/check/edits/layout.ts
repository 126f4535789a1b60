import { extensionOf } from '../../core/extension.js';
import type { Source, Span } from '../../core/source.js';
import { blockDocuments } from './block.js';
import { programParts } from './code/reader.js';
import { Cursor, Unclear } from './cursor.js';
import { hclBody } from './hcl/reader.js';
import { languageOf, type Language } from './language.js';
import { scriptsIn, structuresIn } from './script/embedded.js';

/**
 * How a text is put together, as far as an edit must know: what holds what, with its punctuation. It says nothing of values,
 * which are the readers' business. Offsets are those of the source.
 */
export type Part = Leaf | Collection;

export interface Leaf {
  readonly kind: 'leaf';
  /**
   * `escaped`: in quotes that have a backslash each; `bare`: a word of the shorthand syntax of the AWS CLI; `member`: a name in
   * something, as in `Enumeration.MEMBER`; `expression`: anything else in HCL or a program but a literal; a heredoc is `block`.
   */
  readonly style: 'plain' | 'single' | 'double' | 'escaped' | 'bare' | 'member' | 'block' | 'alias' | 'empty' | 'expression';
  /** Where its tag or anchor begins; `start` where it has none. */
  readonly from: number;
  readonly start: number;
  readonly end: number;
}

export interface Collection {
  readonly kind: 'list' | 'map';
  /**
   * `body`: what stands in a block of HCL, or in a file of it; `compact`: like `flow`, in a script, where blanks may matter;
   * `bare`: a list of the shorthand syntax without brackets.
   */
  readonly style: 'block' | 'flow' | 'body' | 'compact' | 'bare';
  readonly from: number;
  /** The bracket; in block style the first `-` or the first key. */
  readonly start: number;
  readonly end: number;
  readonly members: readonly Member[];
}

/** An item of a list, or an entry of a map. */
export interface Member {
  /** The `-`, the key, or in a flow list the value with its tag. */
  readonly start: number;
  readonly end: number;
  /** Undefined in lists, and for what has no name in a map of a program: a spread, a method. */
  readonly key: Leaf | undefined;
  /** The offset behind the `:` or `=`, or the brace of a block; in lists that of the value. */
  readonly after: number;
  readonly value: Part;
  /** The comma behind it; undefined where there is none. */
  readonly comma: number | undefined;
}

/** An anchor of YAML, `&name`, and what it names. */
export interface Anchor {
  readonly name: string;
  readonly at: number;
  readonly part: Part;
}

/** Parts with anchors, in order: a text may have as many as an edit has places. */
class Named {
  private readonly froms: readonly number[];
  /** For each of them, where the last of those ends that begin no later. */
  private readonly ends: readonly number[];
  private readonly places: readonly number[];

  constructor(anchors: readonly Anchor[]) {
    const parts = anchors.map(({ part }) => part).sort((a, b) => a.from - b.from);
    let last = -1;
    this.froms = parts.map(({ from }) => from);
    this.ends = parts.map(({ end }) => (last = Math.max(last, end)));
    this.places = anchors.map(({ at }) => at).sort((a, b) => a - b);
  }

  /** Whether `start` to `end` lies in one of them, or an anchor lies there. */
  holds(start: number, end: number): boolean {
    const before = countUpTo(this.froms, start);
    return (this.ends[before - 1] ?? -1) >= end || (this.places[countUpTo(this.places, start - 1)] ?? Infinity) < end;
  }
}

/** How many of sorted numbers are no greater than `most`. */
function countUpTo(sorted: readonly number[], most: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? Infinity) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The layout of one text, with the ways up. */
export class Layout {
  /** By where they begin; those that begin where another one does, in a script within a scalar, by both ends. */
  private readonly leaves = new Map<number, Leaf>();
  private readonly others = new Map<string, Leaf>();
  private readonly lists = new Map<number, Collection>();
  private readonly maps = new Map<number, Collection>();
  private readonly keys = new Map<number, Member>();
  private readonly members = new Map<Part, Member>();
  private readonly holders = new Map<Member, Collection>();
  private readonly named: Named;

  constructor(
    readonly source: Source,
    readonly language: Language,
    readonly roots: readonly Part[],
    /** Those that an alias uses. */
    anchors: readonly Anchor[],
  ) {
    this.named = new Named(anchors);
    for (const root of roots) this.enter(root);
  }

  private enter(part: Part): void {
    if (part.kind === 'leaf') return this.enterLeaf(part);
    if (part.kind === 'list') this.lists.set(part.start, part);
    else this.maps.set(part.start, part);
    for (const member of part.members) {
      this.holders.set(member, part);
      this.members.set(member.value, member);
      if (member.key !== undefined) this.keys.set(member.key.start, member);
      this.enter(member.value);
    }
  }

  private enterLeaf(leaf: Leaf): void {
    const before = this.leaves.get(leaf.start);
    if (before === undefined || before.end === leaf.end) this.leaves.set(leaf.start, leaf);
    else this.others.set(`${String(leaf.start)} ${String(leaf.end)}`, leaf);
  }

  /** The scalar that is written at `span`, quotes and all; never a part of one, nor a key. */
  leafAt({ start, end }: Span): Leaf | undefined {
    const found = this.leaves.get(start);
    return found === undefined || found.end === end ? found : this.others.get(`${String(start)} ${String(end)}`);
  }

  listAt({ start, end }: Span): Collection | undefined {
    const found = this.lists.get(start);
    return found?.end === end ? found : undefined;
  }

  /** The map that begins at `start`. */
  mapFrom(start: number): Collection | undefined {
    return this.maps.get(start);
  }

  /** The entry of which the key is written at `span`. */
  entryAt({ start, end }: Span): Member | undefined {
    const found = this.keys.get(start);
    return found?.key?.end === end ? found : undefined;
  }

  holderOf(member: Member): Collection | undefined {
    return this.holders.get(member);
  }

  memberOf(part: Part): Member | undefined {
    return this.members.get(part);
  }

  /** What holds a part, from the nearest on. */
  *above(part: Part): Iterable<Member> {
    for (let at: Part | undefined = part; at !== undefined; ) {
      const member: Member | undefined = this.members.get(at);
      if (member !== undefined) yield member;
      at = member === undefined ? undefined : this.holders.get(member);
    }
  }

  keyOf({ key }: Member): string {
    return key === undefined ? '' : unquoted(this.source.text.slice(key.start, key.end));
  }

  /** Whether text from `start` to `end` counts elsewhere as well, or names what does: an anchor that an alias uses. */
  isShared(start: number, end: number): boolean {
    return this.named.holds(start, end);
  }
}

const known = new WeakMap<Source, { readonly layout: Layout | undefined }>();

/** The layout of a text; undefined where it is none that is surely understood. Then nothing in it is edited. */
export function layoutOf(source: Source): Layout | undefined {
  const found = known.get(source);
  if (found !== undefined) return found.layout;
  const layout = read(source);
  known.set(source, { layout });
  return layout;
}

/** Lone carriage returns and the line ends of Unicode are lines to some readers only. */
function hasOddBreak(text: string): boolean {
  for (let at = text.indexOf('\r'); at !== -1; at = text.indexOf('\r', at + 1)) if (text.charAt(at + 1) !== '\n') return true;
  return ['\u0085', '\u2028', '\u2029'].some((end) => text.includes(end));
}

/** Others in Terraform's language declare none; a state is what Terraform writes. */
const OTHERS: ReadonlySet<string> = new Set(['.hcl', '.tfvars', '.tfstate']);
/** What Terraform writes itself: a plan, or a state. An edit there would change nothing. */
const GENERATED = /"terraform_version"\s*:/u;

const isEditable = ({ path, text, excerpts }: Source): boolean => excerpts === undefined && !OTHERS.has(extensionOf(path)) && (isConfiguration(path.toLowerCase()) || !text.includes('"terraform_version"') || !GENERATED.test(text));

const isConfiguration = (path: string): boolean => path.endsWith('.tf.json') || path.endsWith('.tofu.json');

function read(source: Source): Layout | undefined {
  if (hasOddBreak(source.text) || !isEditable(source)) return undefined;
  try {
    return layoutIn(languageOf(source), source);
  } catch (error) {
    if (error instanceof Unclear) return undefined;
    throw error;
  }
}

function layoutIn(language: Language, source: Source): Layout {
  switch (language) {
    case 'hcl':
      return new Layout(source, language, [hclBody(source.text)], []);
    case 'javascript':
    case 'python':
      return new Layout(source, language, programParts(source.text, language), []);
    case 'script':
      return new Layout(source, language, structuresIn(source.text), []);
    case 'yaml': {
      const cursor = new Cursor(source.text);
      const roots = blockDocuments(cursor);
      return new Layout(source, language, [...roots, ...scriptsIn(source.text, roots)], cursor.anchors.filter(({ name }) => cursor.aliases.has(name)));
    }
  }
}

/** A word without the quotes that it has, or those that a text inside quotes has: `\"x\"`. Without a pattern: V8 takes half a millisecond to make this one. */
export function unquoted(text: string): string {
  const length = text.startsWith('\\') ? 2 : 1;
  const inner = text.slice(length, -length);
  const isQuoted = isQuote(text.charAt(length - 1)) && text.length >= 2 * length && text.endsWith(text.slice(0, length)) && !LINE_ENDS.some((end) => inner.includes(end));
  return isQuoted ? inner : text;
}

const isQuote = (character: string): boolean => character === '"' || character === "'" || character === '`';

const LINE_ENDS = ['\n', '\r', '\u2028', '\u2029'];
