import { append } from '../../../core/long.js';
import { list, map, scalar, type Entry, type MapNode, type Node } from '../../../core/node.js';
import { parseError, type Problem } from '../../../core/problem.js';
import { onOneLine } from '../../../core/source.js';
import type { Use } from '../../../core/unit.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { parseNow } from '../../parse.js';
import type { Parsed } from '../../text/text.js';
import type { Source } from '../../../core/source.js';
import type { Field, Point } from '../values/expander.js';
import type { Content } from '../values/files.js';
import { originOfAll, slice, textWithHoles, type Located } from '../values/located.js';
import { documentOf } from './documents.js';
import type { Given, Invocation } from './invocation.js';
import { memberOf } from './operations.js';
import { parseShorthand } from './shorthand.js';

/** The input of an operation, as the CLI makes it of a command line. */
export interface Input {
  readonly node: MapNode;
  readonly problems: readonly Problem[];
  readonly uses: readonly Use[];
}

/** What the file that a value names holds, or why that is not known. */
export type ReadFile = (name: Located, at: Point, origin: Field['origin']) => Content;

/** Puts together the input of an operation. What the command line says comes before what `--cli-input-json` says of the same member. */
export function inputOf(invocation: Invocation, at: Point, readFile: ReadFile): Input {
  const reader = new InputReader(at, readFile);
  for (const given of invocation.given) reader.take(given, invocation);
  return reader.input(invocation);
}

const FILE = /^fileb?:\/\//u;

class InputReader {
  private readonly entries = new Map<string, Entry>();
  private readonly skeleton = new Map<string, Entry>();
  private readonly unseen: Unknown[] = [];
  private readonly problems: Problem[] = [];
  private readonly uses: Use[] = [];

  constructor(
    private readonly at: Point,
    private readonly readFile: ReadFile,
  ) {}

  input({ at, unseen }: Invocation): Input {
    for (const [name, entry] of this.skeleton) if (!this.entries.has(name)) this.entries.set(name, entry);
    const parts = unseen.map(({ value, origin }) => unknown(value.missing[0]?.reason ?? 'it is put in when the script runs', origin));
    return { node: map(this.entries, at, [...this.unseen, ...parts]), problems: this.problems, uses: this.uses };
  }

  take({ option, key, values }: Given, { operation }: Invocation): void {
    const kind = operation.options.get(option);
    const [value] = values;
    if (kind === 'flag') {
      const isOff = option.startsWith('no-');
      this.set(isOff ? option.slice('no-'.length) : option, key, scalar(!isOff, key));
    } else if (value === undefined || kind === undefined || kind === 'list') return;
    else if (option === 'cli-input-json' || option === 'cli-input-yaml') this.all(value, option === 'cli-input-json' ? undefined : parseNow);
    else this.set(option, key, kind === 'structures' ? this.structures(values, value) : kind === 'document' ? this.document(value) : this.string(value));
  }

  private set(option: string, key: Given['key'], value: Node): void {
    this.entries.set(memberOf(option), { key, value });
  }

  /** What stands behind `file://`, or the value itself. */
  private content({ value, origin }: Field): Content {
    const prefix = FILE.exec(value.text)?.[0];
    if (prefix === undefined) {
      append(this.uses, value.uses);
      return value.missing[0]?.at === 0 && value.text.length === 1 ? value.missing[0].reason : value;
    }
    const content = this.readFile(slice(value, prefix.length, value.text.length), this.at, origin);
    if (typeof content === 'object') append(this.uses, content.uses);
    return content;
  }

  private string(field: Field): Node {
    const content = this.content(field);
    if (typeof content === 'string') return unknown(content, field.origin, 'open', FILE.test(field.value.text) ? undefined : textWithHoles(field.value));
    const [missing] = content.missing;
    const origin = content === field.value ? field.origin : originOfAll(content);
    return missing === undefined ? scalar(content.text, origin) : unknown(missing.reason, origin, 'open', textWithHoles(content));
  }

  private document(field: Field, parse?: (source: Source) => Parsed): Node {
    const content = this.content(field);
    if (typeof content === 'string') return unknown(content, field.origin);
    const { node, problems } = documentOf(content, parse);
    append(this.problems, problems);
    return node.kind === 'unknown' ? { ...node, origin: field.origin } : node;
  }

  private all(field: Field, parse?: (source: Source) => Parsed): void {
    const node = this.document(field, parse);
    if (node.kind === 'map') {
      for (const [name, entry] of node.entries) this.skeleton.set(name, entry);
      append(this.unseen, node.unseen);
    } else this.unseen.push(node.kind === 'unknown' ? node : unknown('it is no map', node.origin, 'malformed'));
  }

  /** A list of structures: one JSON list, or for each of them an object in JSON or a word in the shorthand syntax. */
  private structures(fields: readonly Field[], first: Field): Node {
    const content = this.content(first);
    if (typeof content === 'string') return unknown(content, first.origin);
    const contents = [content, ...fields.slice(1).map(({ value }) => value)];
    const opener = /^\s*([[{])/u.exec(content.text)?.[1];
    if (opener === '[' && contents.length === 1) return this.json(content, first);
    const items = contents.map((one, index) => (opener === undefined ? this.shorthand(one) : this.json(one, fields[index] ?? first)));
    const open = items.find((item) => item.kind === 'unknown');
    return open ?? list(items, first.origin);
  }

  private json(content: Located, field: Field): Node {
    const { node, problems } = documentOf(content);
    append(this.problems, problems);
    return node.kind === 'unknown' ? { ...node, origin: field.origin } : node;
  }

  private shorthand(value: Located): Node {
    const read = parseShorthand(value);
    if ('kind' in read) return read;
    const [missing] = value.missing;
    const origin = originOfAll(value);
    if (missing !== undefined) return unknown(missing.reason, origin);
    const reason = `expected ${read.expected} in the shorthand syntax of the AWS CLI`;
    this.problems.push(parseError(reason, onOneLine(value.originOf(read.at, Math.min(read.at + 1, value.text.length)).span)));
    return unknown(reason, origin, 'malformed');
  }
}
