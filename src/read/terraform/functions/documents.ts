import type { Entry, Node, ScalarNode } from '../../../core/node.js';
import type { Span } from '../../../core/source.js';
import type { Unknown } from '../../../core/value.js';
import { compose, piecesOf } from '../../pieces.js';
import { asDecimal } from './values/decimal.js';
import { isNull, MAX_RUNS, MAX_TEXT, type CallSite } from './call.js';
import { hole, rewritten, rowOf, type Run } from './values/texts.js';

/** A string that holds a document: what it holds stands for it, since readers take the one for the other. */
export type DocumentSyntax = 'json' | 'yaml';

const documents = new WeakMap<Node, DocumentSyntax>();
const loose = new WeakSet<Node>();

/** The value as the string that `jsonencode` or `yamlencode` makes of it. The node is a new one. */
export function asDocument<N extends Node>(node: N, syntax: DocumentSyntax): N {
  const copy = node.kind === 'scalar' || node.kind === 'unknown' ? compose({ ...node }, piecesOf(node)) : { ...node };
  documents.set(copy, syntax);
  if (loose.has(node)) loose.add(copy);
  return copy;
}

/** The value that stands for a string, as the value that the string holds. */
export function withoutDocument<N extends Node>(node: N): N {
  const copy = node.kind === 'scalar' || node.kind === 'unknown' ? compose({ ...node }, piecesOf(node)) : { ...node };
  if (loose.has(node)) loose.add(copy);
  return copy;
}

/** Whether a node that looks like a list, a map or another value is a string that holds it. */
export const documentSyntax = (node: Node): DocumentSyntax | undefined => documents.get(node);

/** A list whose items are all known to be there, but not their order or how often: a set of values that may be the same. */
export function asLoose<N extends Node>(node: N): N {
  loose.add(node);
  return node;
}

export const isLoose = (node: Node): boolean => loose.has(node);

/**
 * Whoever makes a copy of a node to use it at another place hands on with this what is known of the node itself: that it
 * stands for a string, that its order is open. Returns the copy.
 */
export function marked<N extends Node>(copy: N, original: Node): N {
  const syntax = documents.get(original);
  if (syntax !== undefined) documents.set(copy, syntax);
  if (loose.has(original)) loose.add(copy);
  return copy;
}

/** Nesting that is written out. */
const MAX_DEPTH = 512;

/** The text that `jsonencode` makes of a value: keys in order, `<`, `>` and `&` escaped. Undefined where that is too much. */
export function jsonRuns(node: Node, call: CallSite): readonly Run[] | undefined {
  const writer = new JsonWriter(call);
  return writer.write(node, 0) ? writer.runs : undefined;
}

/** The text for which a JSON document stands. */
export function documentRuns(document: Node, call: CallSite): readonly Run[] | undefined {
  const writer = new JsonWriter(call);
  return writer.value(document, 0) ? writer.runs : undefined;
}

class JsonWriter {
  readonly runs: Run[] = [];
  private length = 0;

  constructor(private readonly call: CallSite) {}

  /** False once it is too much. */
  write(node: Node, depth: number): boolean {
    if (depth > MAX_DEPTH) return false;
    if (documentSyntax(node) === 'yaml') return this.open('yamlencode');
    return documentSyntax(node) === 'json' ? this.document(node) : this.value(node, depth);
  }

  value(node: Node, depth: number): boolean {
    const at = node.origin.span;
    if (isNull(node)) return this.put('null', at);
    switch (node.kind) {
      case 'scalar':
      case 'unknown':
        return this.leaf(node);
      case 'list':
        if (node.unseen[0] !== undefined) return this.open(node.unseen[0].reason);
        return this.put('[', at) && node.items.every((item, index) => (index === 0 || this.put(',', at)) && this.write(item, depth + 1)) && this.put(']', at);
      case 'map':
        if (node.unseen[0] !== undefined) return this.open(node.unseen[0].reason);
        return this.put('{', at) && [...node.entries].sort(([a], [b]) => byBytes(a, b)).every(([key, entry], index) => this.member(key, entry, index === 0 ? '' : ',', depth)) && this.put('}', at);
      case 'absent':
        return this.put('null', at);
    }
  }

  private member(key: string, entry: Entry, comma: string, depth: number): boolean {
    return this.put(`${comma}${JSON.stringify(key).replace(/[<>&\u2028\u2029]/gu, escaped)}:`, entry.key.span) && this.write(entry.value, depth + 1);
  }

  private leaf(node: ScalarNode | Unknown): boolean {
    const at = node.origin.span;
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return this.put(String(node.value), at);
    if (node.kind === 'scalar' && typeof node.value === 'number') {
      const text = asDecimal(node);
      return text === undefined ? this.open('a number') : this.put(text, at);
    }
    const { runs } = rowOf(node);
    // Of what kind it is shows only where some of its text is known.
    if (node.kind === 'unknown' && !isText(node)) return this.open(node.text.map((part) => (typeof part === 'string' ? part : part.name)).join(''));
    return this.string(runs, at);
  }

  /** The quotes are those of what was written, so that the whole string leads there. */
  private string(runs: readonly Run[], at: Span): boolean {
    return this.put('"', at) && runs.every((run) => this.add(rewritten(run, escaped, 'jsonencode'))) && this.put('"', at);
  }

  /** A document within another is a string in it. */
  private document(node: Node): boolean {
    const inner = documentRuns(node, this.call);
    return inner !== undefined && this.string(inner, node.origin.span);
  }

  private open(name: string): boolean {
    return this.add(hole(`jsonencode(${name})`, this.call));
  }

  private put(text: string, at: Span): boolean {
    return this.add({ text, locate: () => at });
  }

  private add(run: Run): boolean {
    this.runs.push(run);
    this.length += typeof run.text === 'string' ? run.text.length : 1;
    return this.length <= MAX_TEXT && this.runs.length <= MAX_RUNS;
  }
}

const short: ReadonlyMap<string, string> = new Map([['\b', '\\b'], ['\f', '\\f'], ['\n', '\\n'], ['\r', '\\r'], ['\t', '\\t'], ['"', '\\"'], ['\\', '\\\\']]);

/** A character as Go's `encoding/json` writes it. */
function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const plain = code >= 0x20 && !/["\\<>&\u2028\u2029]/u.test(character);
  return plain ? character : (short.get(character) ?? `\\u${code.toString(16).padStart(4, '0')}`);
}

/** What is not known may be a list, unless something is known of its text. */
export const isText = ({ text }: Unknown): boolean => text.some((part) => (typeof part === 'string' ? part !== '' : part.holds === 'one'));

/** The order of Terraform: that of the bytes in UTF-8, which is that of the code points. */
export function byBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    // Surrogates stand for code points beyond all others of sixteen bits.
    if (left !== right) return (isSurrogate(left) ? left + 0x10000 : left) - (isSurrogate(right) ? right + 0x10000 : right);
  }
  return a.length - b.length;
}

const isSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdfff;
