import type { Node } from '../../../core/node.js';
import { LEVELS_OF_A_TAG, type Tagged } from '../text.js';
import { bail, type Cursor } from './cursor.js';

/** `!Ref`, `!Foo::Bar`: short tags of names. Standard tags, handles and escapes are left to the full reader. */
const NAME = /![A-Za-z][\w.:-]*/uy;

/** Hands tagged nodes over. */
export class Tags {
  constructor(
    private readonly cursor: Cursor,
    private readonly tagged: Tagged,
  ) {}

  /** Reads the tag at the cursor and, with `value`, what stands behind it; nothing may: then the node ends with the tag. */
  read(value: () => Node): Node {
    const { cursor } = this;
    const start = cursor.at;
    NAME.lastIndex = start;
    const tag = NAME.exec(cursor.text)?.[0] ?? bail('an unusual tag');
    const end = start + tag.length;
    if (!cursor.endsToken(end)) bail('an unusual tag');
    cursor.at = cursor.end = end;
    cursor.enter(LEVELS_OF_A_TAG);
    const node = value();
    cursor.leave(LEVELS_OF_A_TAG);
    return this.tagged(tag, cursor.origin(start, end), node, cursor.span(start, cursor.end));
  }
}
