import { list, map, type Entry, type Node } from '../../core/node.js';
import type { Source } from '../../core/source.js';
import { withCodes } from './codes.js';
import type { Parsed, Tagged } from './text.js';
import { blockScalar } from './yaml-fast/block.js';
import { Bail, bail, BANG, Cursor, GREATER, LIST_OPEN, MAP_OPEN, PIPE } from './yaml-fast/cursor.js';
import { FlowReader } from './yaml-fast/flow.js';
import { plainBelow } from './yaml-fast/plain.js';
import { asKey, emptyNode, keyText, scalarNode, scalarText } from './yaml-fast/scalars.js';
import { Tags } from './yaml-fast/tags.js';

/**
 * Reads the YAML that templates and CI files are made of, and nothing else: undefined means that `parseYaml` has to read
 * the text, be it unusual or broken. What is given back is what `parseYaml` would give, without any problem: tests and
 * scripts/compare-yaml.mjs compare the two. Of 3,144 public templates without faults it takes 3,081, at 7 (cold) to 18
 * (warm) times the speed; and a run that needs no more does without loading `yaml`, which is 6 ms of 40.
 */
export function parseYamlFast(source: Source, tagged: Tagged): Parsed | undefined {
  const parsed = readFast(source, tagged);
  return parsed instanceof Bail ? undefined : parsed;
}

/** The same, with the reason why a text is left to `parseYaml`. */
export function readFast(source: Source, tagged: Tagged): Parsed | Bail {
  try {
    const root = withCodes(source.text, (codes) => new FastReader(source, codes, tagged).document());
    return { documents: root === undefined ? [] : [root], problems: [] };
  } catch (error) {
    if (error instanceof Bail) return error;
    throw error;
  }
}

/** Control characters, other line ends than LF and CRLF, byte order marks. */
const UNUSUAL = /[^\t\n\r -~\u00a0-\u2027\u202a-\ufefe\uff00-\uffff]|\r(?!\n)/;

class FastReader {
  private readonly cursor: Cursor;
  private readonly tags: Tags;
  private readonly flow: FlowReader;

  constructor(source: Source, codes: Uint16Array, tagged: Tagged) {
    this.cursor = new Cursor(source, codes);
    this.tags = new Tags(this.cursor, tagged);
    this.flow = new FlowReader(this.cursor, this.tags);
  }

  /** Undefined for a text in which nothing is written. */
  document(): Node | undefined {
    const { cursor } = this;
    if (UNUSUAL.test(cursor.text)) bail('unusual characters');
    cursor.startLine(0);
    if (cursor.isAtEnd) return undefined;
    this.skipMarker();
    const root = cursor.isAtItem ? this.list() : this.map(this.key());
    // What is indented neither as a map or list around it nor more than its holder is left over.
    return cursor.isAtEnd ? root : bail('a line that belongs to nothing above it');
  }

  /** A leading `---`, on a line of its own. */
  private skipMarker(): void {
    const { cursor } = this;
    if (cursor.indentation !== 0 || !cursor.text.startsWith('---', cursor.at) || !cursor.endsToken(cursor.at + 3)) return;
    cursor.at += 3;
    cursor.endLine();
    if (cursor.isAtEnd) bail('no document behind `---`');
  }

  /** Reads a map from behind the `:` of its first key. */
  private map(firstKey: string): Node {
    const { cursor } = this;
    const entries = new Map<string, Entry>();
    const { start } = cursor;
    const indentation = start - cursor.lineStart;
    cursor.enter();
    for (let key = firstKey, count = 1; ; key = this.key(), count++) {
      const origin = cursor.origin(cursor.start, cursor.end);
      entries.set(key, { key: origin, value: this.value(indentation, true) });
      if (entries.size < count) bail('a repeated key');
      if (cursor.indentation !== indentation) break;
    }
    cursor.leave();
    return map(entries, cursor.origin(start, cursor.end));
  }

  /** Reads a list from its first dash. */
  private list(): Node {
    const { cursor } = this;
    const items: Node[] = [];
    const start = cursor.at;
    const indentation = cursor.column;
    cursor.enter();
    do {
      cursor.end = ++cursor.at;
      items.push(this.value(indentation, false));
    } while (cursor.indentation === indentation && cursor.isAtItem);
    cursor.leave();
    return list(items, cursor.origin(start, cursor.end));
  }

  private key(): string {
    const key = keyText(this.cursor, false);
    return this.cursor.takeColon() ? key : bail('no colon behind a key');
  }

  /**
   * Reads what stands behind a `:` or a dash, down to the line that comes next. The map or list that holds it is
   * indented by `indentation`; where nothing is written the value stands where the last token ends.
   */
  private value(indentation: number, isInMap: boolean): Node {
    const { cursor } = this;
    if (cursor.isLineDone()) return this.below(indentation, isInMap, false);
    cursor.isBehindComment = false;
    return cursor.code === BANG ? this.tagged(indentation, isInMap) : this.node(indentation, !isInMap, false);
  }

  /** A value that begins on another line than its key or dash, if there is one. */
  private below(indentation: number, isInMap: boolean, isTagged: boolean): Node {
    const { cursor } = this;
    cursor.nextLine();
    // A list need not be indented more than its key.
    if (isInMap && cursor.indentation === indentation && cursor.isAtItem) return this.list();
    if (cursor.indentation <= indentation) return emptyNode(cursor);
    if (cursor.code !== BANG) return this.node(indentation, true, isTagged);
    return isTagged || cursor.isBehindComment ? bail('a tag behind a tag or a comment') : this.tagged(indentation, isInMap);
  }

  private tagged(indentation: number, isInMap: boolean): Node {
    const { cursor } = this;
    return this.tags.read(() => (cursor.isLineDone() ? this.below(indentation, isInMap, true) : this.node(indentation, false, true)));
  }

  /** `mayNest`: a map or list may begin here. `isTagged`: a plain scalar is a string. */
  private node(indentation: number, mayNest: boolean, isTagged: boolean): Node {
    const { cursor } = this;
    if (cursor.isAtItem) return mayNest ? this.list() : bail('a list behind a key');
    const { code } = cursor;
    if (code === PIPE || code === GREATER) return blockScalar(cursor, indentation);
    if (code === LIST_OPEN || code === MAP_OPEN) return this.flowCollection(indentation);
    const text = scalarText(cursor, indentation, false);
    if (!cursor.takeColon()) return this.scalar(text, indentation, isTagged);
    return mayNest ? this.map(asKey(cursor, text)) : bail('a map behind a key');
  }

  private flowCollection(indentation: number): Node {
    const node = this.flow.read(indentation);
    this.cursor.endLine();
    return node;
  }

  private scalar(firstLine: string, indentation: number, isTagged: boolean): Node {
    const { cursor } = this;
    // There `yaml` forgets how far the lines of the scalar must be indented, and takes in the next key or dash.
    if (cursor.isBehindComment) bail('a scalar below a comment');
    let text = firstLine;
    cursor.endLine();
    while (cursor.isPlain && cursor.indentation > indentation) {
      text += plainBelow(cursor);
      cursor.endLine();
    }
    return scalarNode(cursor, text, isTagged);
  }
}
