import { list, map, type Entry, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import { bail, BANG, COLON, COMMA, type Cursor, LIST_CLOSE, LIST_OPEN, MAP_CLOSE, MAP_OPEN } from './cursor.js';
import { emptyNode, keyText, scalarNode, scalarText } from './scalars.js';
import type { Tags } from './tags.js';

/** `[a, b]` and `{a: b}`, on one line or several. */
export class FlowReader {
  /** The indentation of the map or list that holds the outermost bracket; the lines below are indented more, its closer may be as much. */
  private parentIndent = 0;
  private level = 0;

  constructor(
    private readonly cursor: Cursor,
    private readonly tags: Tags,
  ) {}

  read(parentIndent: number): Node {
    this.parentIndent = parentIndent;
    return this.collection();
  }

  private collection(): Node {
    this.cursor.enter();
    this.level++;
    const node = this.cursor.code === LIST_OPEN ? this.list() : this.map();
    this.level--;
    this.cursor.leave();
    return node;
  }

  private list(): Node {
    const { cursor } = this;
    const start = cursor.at;
    const items: Node[] = [];
    this.open();
    while (cursor.code !== LIST_CLOSE) {
      items.push(this.value());
      this.next(LIST_CLOSE);
    }
    return list(items, this.close(start));
  }

  private map(): Node {
    const { cursor } = this;
    const start = cursor.at;
    const entries = new Map<string, Entry>();
    this.open();
    while (cursor.code !== MAP_CLOSE) {
      const key = this.key();
      const origin = cursor.origin(cursor.start, cursor.end);
      if (entries.has(key)) bail('a repeated key');
      this.skip();
      entries.set(key, { key: origin, value: this.value() });
      this.next(MAP_CLOSE);
    }
    return map(entries, this.close(start));
  }

  private open(): void {
    this.cursor.at++;
    this.skip();
  }

  /** To the next member, or to the bracket that closes the collection. */
  private next(closer: number): void {
    const { cursor } = this;
    this.skip();
    if (cursor.code === closer) return;
    if (cursor.code !== COMMA) bail('something between the members of a flow collection');
    cursor.at++;
    this.skip();
  }

  private close(start: number): Origin {
    const { cursor } = this;
    cursor.end = ++cursor.at;
    return cursor.origin(start, cursor.end);
  }

  private key(): string {
    const { cursor } = this;
    const key = keyText(cursor, true);
    cursor.skipBlanks();
    // Behind a quoted key the value may follow at once, as in JSON.
    if (cursor.code !== COLON || (cursor.isPlain && !cursor.endsToken(cursor.at + 1))) bail('a flow map whose key has no value');
    cursor.at++;
    return key;
  }

  private value(): Node {
    const { cursor } = this;
    if (cursor.code !== BANG) return this.untagged(false);
    return this.tags.read(() => {
      cursor.skipBlanks();
      // `[0, !GetAZs ]`
      return cursor.code === LIST_CLOSE || cursor.code === MAP_CLOSE ? emptyNode(cursor) : this.untagged(true);
    });
  }

  private untagged(isTagged: boolean): Node {
    const { cursor } = this;
    if (cursor.code === LIST_OPEN || cursor.code === MAP_OPEN) return this.collection();
    return scalarNode(cursor, scalarText(cursor, this.parentIndent, true), isTagged);
  }

  /** Skips blanks, comments and line ends. */
  private skip(): void {
    const { cursor } = this;
    if (!cursor.isLineDone()) return;
    const lineEnd = cursor.at;
    cursor.nextLine();
    // Behind a plain scalar `yaml` wants a blank before a comment, even where a line begins.
    if (cursor.isBehindComment && cursor.text.slice(lineEnd, cursor.at).includes('\n#')) bail('a comment in a flow collection that is not indented');
    if (cursor.indentation > this.parentIndent) return;
    const isCloser = cursor.code === LIST_CLOSE || cursor.code === MAP_CLOSE;
    if (!isCloser || this.level > 1 || cursor.indentation < this.parentIndent) bail('a flow collection that is not indented');
  }
}
