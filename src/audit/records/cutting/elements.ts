const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_MAP = 123;
const CLOSE_MAP = 125;
/** `[` and `{`, `]` and `}` differ in this bit alone. */
const BRACE_BIT = 32;

/**
 * Lists that hold records, or what holds one: files in S3 and `lookup-events`, CloudWatch Logs (`get-log-events`, subscriptions,
 * results of its queries), results of CloudTrail Lake and Athena. In small letters.
 */
export const listNames: ReadonlySet<string> = new Set(['records', 'events', 'logevents', 'results', 'queryresultrows', 'rows']);
/** A map around such a list. */
const WRAPPER = 'resultset';
const LONGEST_NAME = 16;

/** What surrounds elements: the text itself, a list that the text consists of, a list by its name, or a map with such a list. */
type Around = 'text' | 'top-list' | 'list' | 'map';

/** Bytes of the piece that is looked at. Negative: it begins in one before. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Goes through JSON in UTF-8, piece by piece, and tells where its elements stand: the items of a list that holds records, or the
 * values of which the text consists, one behind the other (a single record, a record in each line; words between them, such as
 * a time before each, are passed over). Nothing is made of them: only quotes and brackets are looked at, which takes 1 s for 1 GB.
 * Broken JSON is noticed no sooner than brackets do not fit.
 */
export class Elements {
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  private readonly around: Around[] = [];
  /** Brackets that are open in the element; 0 between elements. */
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** Where the element begins in this piece. */
  private start = 0;
  private isOpen = false;
  /** It may be a map around a list of records after all. */
  private mayHold = false;
  /** It is one of the other members of such a map. */
  private isOther = false;
  /** The last string in the map that may hold a list: its key, if a bracket follows. */
  private keyStart = 0;
  private keyEnd = 0;
  private keyBefore = '';

  /** A bracket stood where none fits: the rest cannot be trusted. */
  isBroken = false;

  feed(bytes: Buffer): void {
    this.keepKey();
    this.start -= this.bytes.length;
    this.bytes = bytes;
    this.at = 0;
  }

  /** Where the element that is not closed yet begins in this piece; negative in one before, undefined where none is open. */
  get open(): number | undefined {
    return this.isOpen && !this.isOther ? this.start : undefined;
  }

  /** Whether the text may end here. */
  get isComplete(): boolean {
    return !this.isOpen && !this.inString && !this.isBroken && this.around.length === 0;
  }

  /** The next element that ends in this piece. */
  next(): Part | undefined {
    while (this.at < this.bytes.length && !this.isBroken) {
      const done = this.isOpen ? this.inside() : this.between();
      if (done) return { start: this.start, end: this.at };
    }
    return undefined;
  }

  /** A loop over single bytes, as in `read/text/json/bytes.ts`. True where the element ends. */
  private inside(): boolean {
    const { bytes } = this;
    const { length } = bytes;
    const { mayHold } = this;
    let { at, depth, inString } = this;
    if (this.escaped) {
      at++;
      this.escaped = false;
    }
    while (at < length) {
      if (inString) {
        let code: number | undefined;
        while (at < length && (code = bytes[at++]) !== QUOTE) if (code === BACKSLASH) at++;
        if (code !== QUOTE) break;
        inString = false;
        if (depth <= 1) {
          this.keyEnd = at;
          if (depth === 0) return this.closed(at);
        }
        continue;
      }
      const code = bytes[at++] ?? 0;
      if (code === QUOTE) {
        inString = true;
        if (mayHold && depth === 1) this.beginKey(at - 1);
      } else if ((code | BRACE_BIT) === OPEN_MAP) {
        if (mayHold && depth === 1 && this.opens(code, at)) return false;
        depth++;
      } else if ((code | BRACE_BIT) === CLOSE_MAP && --depth === 0) return this.closed(at);
    }
    this.escaped = at > length;
    this.inString = inString;
    this.depth = depth;
    this.at = length;
    return false;
  }

  private beginKey(at: number): void {
    this.keyStart = at;
    this.keyEnd = at;
    this.keyBefore = '';
  }

  /** What this piece has of the key: the bracket behind it may stand in the next one. */
  private keepKey(): void {
    const from = this.keyStart;
    const end = this.inString && this.depth <= 1 ? this.bytes.length : this.keyEnd;
    if (this.keyBefore.length <= LONGEST_NAME) this.keyBefore += this.bytes.toString('latin1', from, Math.min(end, from + LONGEST_NAME + 2));
    this.keyStart = this.keyEnd = 0;
  }

  private closed(at: number): boolean {
    this.at = at;
    this.depth = 0;
    this.inString = false;
    this.isOpen = false;
    const isElement = !this.isOther;
    this.isOther = false;
    return isElement;
  }

  private get lastKey(): string {
    const end = Math.min(this.keyEnd, this.keyStart + LONGEST_NAME + 2);
    return (this.keyBefore + this.bytes.toString('latin1', this.keyStart, end)).slice(1, -1).toLowerCase();
  }

  /** Whether what opens under the last key is a list of records, or the map around one: then what it stands in is no element. */
  private opens(code: number, at: number): boolean {
    const key = this.lastKey;
    const isList = code === OPEN_LIST && listNames.has(key);
    if (!isList && (code !== OPEN_MAP || key !== WRAPPER)) return false;
    this.closed(at);
    this.around.push('map');
    if (isList) this.around.push('list');
    else this.begin(at - 1, code);
    return true;
  }

  private begin(at: number, code: number): void {
    const around = this.around.at(-1) ?? 'text';
    this.start = at;
    this.at = at + 1;
    this.isOpen = true;
    this.inString = code === QUOTE;
    this.depth = code === QUOTE ? 0 : 1;
    this.mayHold = code === OPEN_MAP && around !== 'list';
    this.isOther = around === 'map';
    this.beginKey(at);
  }

  /** What stands between elements is passed over. */
  private between(): boolean {
    const { bytes } = this;
    const { length } = bytes;
    let { at } = this;
    let code = 0;
    while (at < length && (code = bytes[at++] ?? 0) !== QUOTE && (code | BRACE_BIT) !== OPEN_MAP && (code | BRACE_BIT) !== CLOSE_MAP);
    this.at = at;
    const around = this.around.at(-1) ?? 'text';
    switch (code) {
      case QUOTE:
      case OPEN_MAP:
        this.begin(this.at - 1, code);
        return false;
      case OPEN_LIST:
        if (around === 'text') this.around.push('top-list');
        else if (around === 'map' && listNames.has(this.lastKey)) this.around.push('list');
        else this.begin(this.at - 1, code);
        return false;
      case CLOSE_MAP:
      case CLOSE_LIST:
        if ((code === CLOSE_MAP) !== (around === 'map') || around === 'text') this.isBroken = true;
        this.around.pop();
        return false;
      default:
        return false;
    }
  }
}
