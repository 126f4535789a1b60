import { Composer, isAlias, isMap, isScalar, Lexer, Parser, Schema } from 'yaml';
import type { Alias, CST, Document, ParsedNode, Scalar, YAMLError, YAMLMap, YAMLSeq } from 'yaml';
import { append } from '../../../core/long.js';
import { list, map, scalar, type Node, type ScalarNode } from '../../../core/node.js';
import { literal, type Origin, type Source, type Span } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import { Anchors, leaf, type Piece } from './anchors.js';
import { rememberBlock, trimmed } from './block-scalars.js';
import { textAt } from './decode-quoted.js';
import { Entries, MERGE } from './entries.js';
import { Faults, quoted } from '../faults.js';
import { isItem, isUnclosed, placeOf, type Place } from '../places.js';
import { LEVELS_OF_A_TAG, MAX_DEPTH, type Parsed, type Tagged } from '../text.js';
import { sentence, STRAY } from './faults.js';
import { straightened } from './indent.js';
import { plainValue, STANDARD, STANDARD_TAGS, standardValue } from './scalars.js';

export { commentsOfYaml } from './comments.js';

/**
 * `failsafe`: every scalar comes as the text it is, and `yaml-scalars` says what it means. Source tokens are kept
 * because they alone say where a tag stands. `entries` looks for repeated keys: the library compares each with each.
 */
const OPTIONS = {
  schema: new Schema({ schema: 'failsafe', resolveKnownTags: false }),
  keepSourceTokens: true,
  uniqueKeys: false,
  logLevel: 'silent',
} as const;

const BREAK = /[\r\n]/u;

/**
 * Reads YAML as CloudFormation does; what is broken becomes a problem, and everything else is in the trees. A broken text
 * may only be indented as the library does not have it: then it is read once more without the lines that could be, which
 * counts if less of it is broken.
 */
export function parseYaml(source: Source, tagged: Tagged): Parsed {
  const text = linesOf(source.text);
  const first = read(source, text, false, tagged);
  if (first.errors === 0) return first.parsed;
  const straight = straightened(text);
  if (straight === text) return first.parsed;
  const second = read(source, straight, true, tagged);
  return second.errors < first.errors ? second.parsed : first.parsed;
}

interface Reading {
  readonly parsed: Parsed;
  readonly errors: number;
}

function read(source: Source, text: string, isStraightened: boolean, tagged: Tagged): Reading {
  const faults = new Faults(source);
  const trees = new YamlTrees(source, isStraightened, tagged, faults);
  const documents: Node[] = [];
  for (const { token, document } of compose(text, faults)) {
    const node = trees.document(document.contents, token);
    if (node !== undefined) documents.push(node);
  }
  return { parsed: { documents, problems: faults.problems() }, errors: faults.errors };
}

interface Composed {
  readonly token: CST.Document;
  readonly document: Document.Parsed;
}

/** The library takes a lone CR for a character, YAML and editors for a line end. One for one, so that offsets stay. */
const linesOf = (text: string): string => (text.includes('\r') ? text.replace(/\r(?!\n)/gu, '\n') : text);

function compose(text: string, faults: Faults): readonly Composed[] {
  const composer = new Composer(OPTIONS);
  const tokens: CST.Document[] = [];
  const documents: Document.Parsed[] = [];
  try {
    for (const token of tokensOf(text, faults)) {
      if (token.type === 'document') tokens.push(token);
      append(documents, composer.next(token));
    }
    append(documents, composer.end());
  } catch (error) {
    faults.add(`this text could not be read: ${sentence(String(error))}`, 0, 1);
  }
  for (const told of documents.length === 0 ? [composer.streamInfo()] : documents) tell(told, faults);
  return documents.flatMap((document, i) => {
    const token = tokens[i];
    return token === undefined ? [] : [{ token, document }];
  });
}

/**
 * The parser is driven by hand to see how deep it is: it recurses where nesting ends, and so do the composer and
 * whoever walks the tree. What is too deep ends the text; `end` closes what is open.
 */
function* tokensOf(text: string, faults: Faults): Generator<CST.Token> {
  const parser = new Parser();
  for (const lexeme of new Lexer().lex(text)) {
    yield* parser.next(lexeme);
    if (parser.stack.length <= MAX_DEPTH) continue;
    faults.add(`expected no more than ${MAX_DEPTH} levels of nesting; what follows is not read`, parser.offset - lexeme.length, parser.offset);
    break;
  }
  yield* parser.end();
}

interface Told {
  readonly errors: readonly YAMLError[];
  readonly warnings: readonly YAMLError[];
}

/**
 * A tag the library does not know is a warning to it; the other warnings say that readers differ. `YamlTrees` tells of
 * quotes that are not closed: it knows where they open.
 */
function tell({ errors, warnings }: Told, faults: Faults): void {
  let strays = 0;
  for (const { code, message, pos } of [...errors, ...warnings]) {
    if (code === 'TAG_RESOLVE_FAILED' && message.startsWith('Unresolved tag')) continue;
    const words = sentence(message);
    if (words === STRAY && strays++ > 0) continue;
    if (!message.startsWith('Missing closing')) faults.add(words, ...pos);
  }
}

const isEmpty = (node: Scalar.Parsed): boolean => node.type === 'PLAIN' && node.source === '';
const isOpen = ({ srcToken }: Scalar.Parsed): boolean => srcToken !== undefined && srcToken.type !== 'block-scalar' && isUnclosed(srcToken);
const isFlow = (node: YAMLMap.Parsed | YAMLSeq.Parsed): boolean => node.srcToken?.type === 'flow-collection';
const foreignTag = ({ tag }: ParsedNode): string | undefined => (tag === undefined || tag === '!' || STANDARD_TAGS.has(tag) ? undefined : tag);

class YamlTrees {
  private readonly anchors: Anchors;

  constructor(
    private readonly source: Source,
    private readonly isStraightened: boolean,
    private readonly tagged: Tagged,
    private readonly faults: Faults,
  ) {
    this.anchors = new Anchors(faults);
  }

  /** Undefined for a document in which nothing is written, as behind a last `---`. */
  document(contents: ParsedNode | null, token: CST.Document): Node | undefined {
    if (contents === null) return undefined;
    if (isScalar(contents) && isEmpty(contents) && contents.tag === undefined && contents.anchor === undefined) return undefined;
    this.anchors.startDocument();
    return this.piece(contents, placeOf(token.start, token.offset), 0).node;
  }

  private piece(node: ParsedNode, at: Place, depth: number): Piece {
    if (isAlias(node)) return this.alias(node, depth);
    const tag = foreignTag(node);
    const below = tag === undefined ? depth : depth + LEVELS_OF_A_TAG;
    if (below > MAX_DEPTH) return this.tooDeep(node);
    if (node.anchor !== undefined) this.anchors.open(node.anchor);
    const untagged = isScalar(node) ? this.scalar(node, at) : isMap(node) ? this.map(node, below + 1) : this.list(node, below + 1);
    if (tag === undefined && !isScalar(node)) this.checkCollection(node, untagged.node.origin.span);
    const piece = tag === undefined ? untagged : this.tag(tag, at, untagged);
    if (node.anchor !== undefined) this.anchors.close(node.anchor, piece);
    return piece;
  }

  /** `!!int [1]`; scalars are checked where their value is read. */
  private checkCollection(node: YAMLMap.Parsed | YAMLSeq.Parsed, { start, end }: Span): void {
    const own = STANDARD + (isMap(node) ? 'map' : 'seq');
    if (node.tag !== undefined && node.tag !== own) this.faults.add('this is not what its tag says', start, end);
  }

  private alias(node: Alias.Parsed, depth: number): Piece {
    const [start, end] = node.range;
    return this.anchors.use(node.source, this.span(start, end), depth);
  }

  private tag(resolved: string, at: Place, { node, end, size, height }: Piece): Piece {
    const token = at.props.findLast(({ type }) => type === 'tag');
    const start = token?.offset ?? node.origin.span.start;
    const key = this.span(start, start + (token?.source.length ?? 0));
    // A local tag is told as it resolves: `!<!Ref>` is `!Ref`, and so is `!Ref` unless a %TAG directive says otherwise.
    const written = resolved.startsWith('!') ? resolved : (token?.source ?? resolved);
    const whole = this.span(start, Math.max(end, key.end));
    return { node: this.tagged(written, literal(key), node, whole), end: whole.end, size: size + LEVELS_OF_A_TAG, height: height + LEVELS_OF_A_TAG };
  }

  private tooDeep(node: ParsedNode): Piece {
    const span = this.span(node.range[0], node.range[1]);
    const why = `it is nested deeper than ${MAX_DEPTH} levels`;
    this.faults.add(why, span.start, span.start + 1);
    return leaf(unknown(why, literal(span), 'malformed'), span.end);
  }

  private scalar(node: Scalar.Parsed, at: Place): Piece {
    const origin = isEmpty(node) ? literal(this.span(at.empty, at.empty)) : this.scalarOrigin(node);
    const { end } = origin.span;
    if (isOpen(node)) return leaf(this.unclosed(origin), end);
    const text = this.textOf(node, origin.span);
    const value = this.valueOf(node, text, origin.span);
    return leaf(scalar(value, origin, value === null ? '' : text), end);
  }

  /** The library does not see the line ends that were taken out for it. */
  private textOf({ source, type }: Scalar.Parsed, span: Span): string {
    if (!this.isStraightened || type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') return source;
    return BREAK.test(this.source.text.slice(span.start, span.end)) ? textAt(span) : source;
  }

  private unclosed(origin: Origin): Node {
    this.faults.add('expected a closing quote', origin.span.start, origin.span.end);
    return unknown('the string is not closed', origin, 'malformed');
  }

  private scalarOrigin(node: Scalar.Parsed): Origin {
    const [start, end] = node.range;
    const token = node.srcToken;
    if (token?.type !== 'block-scalar') return literal(this.span(start, end));
    const header = token.props[0] !== undefined && 'source' in token.props[0] ? token.props[0].source : '';
    const body = this.span(end - token.source.length, end);
    const origin = literal(trimmed(body) ?? this.span(start, start + header.length));
    rememberBlock(origin, { header, parentIndent: token.indent, body });
    return origin;
  }

  private valueOf(node: Scalar.Parsed, source: string, span: Span): ScalarNode['value'] {
    const { tag } = node;
    if (tag === undefined) return node.type === 'PLAIN' ? plainValue(source) : source;
    if (tag === '!') return source;
    if (!STANDARD_TAGS.has(tag)) return isEmpty(node) ? null : source;
    const value = standardValue(tag, source);
    if (value === undefined) this.faults.add(`${quoted(source)} is not what its tag says`, span.start, span.end);
    return value === undefined ? source : value;
  }

  private list(node: YAMLSeq.Parsed, depth: number): Piece {
    const places = node.srcToken?.items.filter(isItem) ?? [];
    let { end, size, height } = { end: node.range[0], size: 1, height: 0 };
    const items = node.items.map((item, i) => {
      const piece = this.piece(item, placeOf(places[i]?.start, end), depth);
      end = piece.end;
      size += piece.size;
      height = Math.max(height, piece.height + 1);
      return piece.node;
    });
    if (isFlow(node)) end = this.flowEnd(node, end);
    return { node: list(items, literal(this.span(node.range[0], end))), end, size, height };
  }

  private map(node: YAMLMap.Parsed, depth: number): Piece {
    const entries = new Entries(this.faults);
    let { start, end, size, height } = { start: -1, end: node.range[0], size: 1, height: 0 };
    for (const pair of node.items) {
      const key = this.key(pair.key, placeOf(pair.srcToken?.start, pair.key.range[0]), depth);
      const value = this.pairValue(pair.value, placeOf(pair.srcToken?.sep, key.end), depth);
      this.enter(entries, pair, key, value);
      if (start === -1) start = key.node.origin.span.start;
      end = value.end;
      size += value.size;
      height = Math.max(height, value.height + 1);
    }
    if (isFlow(node)) [start, end] = [node.range[0], this.flowEnd(node, end)];
    const span = this.span(start === -1 ? end : start, end);
    return { node: map(entries.entries, literal(span), entries.unseen), end, size, height };
  }

  /** Behind the closer; without one the library goes on to what ends the flow. */
  private flowEnd({ range }: YAMLMap.Parsed | YAMLSeq.Parsed, lastEnd: number): number {
    return ']}'.includes(this.source.text.charAt(range[1] - 1)) ? range[1] : Math.max(lastEnd, range[0] + 1);
  }

  /** A key is its text: `yes: 1` has the key `yes`, and a tag on a key says nothing. */
  private key(node: ParsedNode, at: Place, depth: number): Piece {
    if (!isScalar(node)) return this.piece(node, at, depth);
    const origin = isEmpty(node) ? literal(this.span(at.empty, at.empty)) : this.scalarOrigin(node);
    const piece = leaf(isOpen(node) ? this.unclosed(origin) : scalar(this.textOf(node, origin.span), origin), origin.span.end);
    if (node.anchor !== undefined) this.anchors.close(node.anchor, piece);
    return piece;
  }

  /** `{ a, b }` and `? a` have keys without values. */
  private pairValue(node: ParsedNode | null, at: Place, depth: number): Piece {
    if (node !== null) return this.piece(node, at, depth);
    return leaf(scalar(null, literal(this.span(at.empty, at.empty))), at.empty);
  }

  private enter(entries: Entries, pair: { readonly key: ParsedNode; readonly value: ParsedNode | null }, { node: key }: Piece, value: Piece): void {
    const { start, end } = key.origin.span;
    if (key.kind !== 'scalar') {
      this.faults.add('expected a key that is a text, not a list or a map', start, end);
      entries.unseen.push(unknown('its key is a list or a map', key.origin, 'malformed'));
    } else if (key.value !== MERGE || !isScalar(pair.key) || pair.key.type !== 'PLAIN') entries.write(key.text, key.origin, value.node);
    else entries.merge(key.origin, value.node);
  }

  private span(start: number, end: number): Span {
    return { source: this.source, start, end };
  }
}
