import { onOneLine, type Origin } from '../core/source.js';
import { asText, type Node } from '../core/node.js';
import { parseError, type Problem } from '../core/problem.js';
import { absent, known, unknown, type Many, type Setting, type Unknown, type Value } from '../core/value.js';

/** What a vocabulary takes where another would refuse it. */
export interface Leniency {
  /** The texts that are taken for a boolean. */
  readonly boolean: (text: string) => boolean | undefined;
  /** Whether a single map may stand for a list of one. */
  readonly single: boolean;
}

/** CloudFormation and the API take `"true"` for true. */
const ofAws: Leniency = { boolean: (text) => (/^true$/iu.test(text) ? true : /^false$/iu.test(text) ? false : undefined), single: false };

/** Reads typed values out of nodes. What has the wrong type is a problem and comes out as unknown, never as nothing. */
export class Settings {
  readonly problems: Problem[] = [];

  constructor(private readonly leniency: Leniency = ofAws) {}

  boolean(node: Node, name: string): Value<boolean> {
    return this.scalar(node, name, 'a boolean', this.leniency.boolean);
  }

  string(node: Node, name: string): Value<string> {
    return this.scalar(node, name, 'a string', (text) => text);
  }

  /** One of a closed set of words in exact case; another word is unknown and invalid, which is for a rule to tell. */
  word<W extends string>(node: Node, name: string, words: readonly W[]): Value<W> {
    const value = this.string(node, name);
    if (value.kind !== 'known') return value;
    const word = words.find((one) => one === value.value);
    return word === undefined ? unknown(`\`${value.value}\` is not ${choice(words)}`, value.origin, 'invalid') : known(word, value.origin);
  }

  /** The items of a list; undefined where there is none. A single value is told, and taken for a list of one. */
  items(node: Node, name: string): Many<Node> | Unknown | undefined {
    switch (node.kind) {
      case 'absent':
        return undefined;
      case 'unknown':
        return node;
      case 'list':
        return { items: node.items.filter((item) => item.kind !== 'absent' && !isNull(item)), unseen: node.unseen, origin: node.origin };
      case 'scalar':
        if (node.value === null) return undefined;
        this.expected(node, name, 'a list');
        return { items: [node], unseen: [], origin: node.origin };
      case 'map':
        if (!this.leniency.single) this.expected(node, name, 'a list');
        return { items: [node], unseen: [], origin: node.origin };
    }
  }

  /** A list of strings; unknown items stay items, an unknown list is a list of which nothing is seen. */
  strings(node: Node, name: string): Many<Setting<string>> | undefined {
    const items = this.items(node, name);
    if (items === undefined) return undefined;
    if ('kind' in items) return { items: [], unseen: [items], origin: items.origin };
    return {
      items: items.items.map((item) => {
        const value = this.string(item, `an item of ${name}`);
        return value.kind === 'absent' ? unknown('it is empty', value.origin, 'invalid') : value;
      }),
      unseen: items.unseen,
      origin: items.origin,
    };
  }

  expected(node: Node, name: string, wanted: string): void {
    this.problems.push(parseError(`${name} must be ${wanted}, not ${describe(node)}`, onOneLine(node.origin.span)));
  }

  private scalar<T>(node: Node, name: string, wanted: string, read: (text: string) => T | undefined): Value<T> {
    switch (node.kind) {
      case 'absent':
      case 'unknown':
        return node;
      case 'list':
      case 'map':
        this.expected(node, name, wanted);
        return unknown(`it is ${describe(node)}`, node.origin, 'malformed');
      case 'scalar': {
        if (node.value === null) return absent(node.origin);
        const value = read(asText(node));
        if (value !== undefined) return known(value, node.origin);
        this.expected(node, name, wanted);
        return unknown(`\`${node.text}\` is not ${wanted}`, node.origin, 'malformed');
      }
    }
  }
}

const isNull = (node: Node): boolean => node.kind === 'scalar' && node.value === null;

export const choice = (words: readonly string[]): string =>
  words.length < 2 ? words.map((word) => `\`${word}\``).join('') : `${words.slice(0, -1).map((word) => `\`${word}\``).join(', ')} or \`${words.at(-1) ?? ''}\``;

function describe(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? 'empty' : typeof node.value === 'string' ? 'a string' : `a ${typeof node.value}`;
    case 'list':
      return 'a list';
    case 'map':
      return 'a map';
    case 'unknown':
    case 'absent':
      return node.kind;
  }
}

/** A setting with the service's default for what is not declared. */
export const withDefault = <T>(value: Value<T>, fallback: T, at: Origin): Setting<T> =>
  value.kind === 'absent' ? known(fallback, { span: at.span, via: 'service-default' }) : value;
