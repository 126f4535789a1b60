import type { Entry, MapNode, Node } from '../../../core/node.js';
import { withOrigin } from '../../../core/node.js';
import { through, type Origin } from '../../../core/source.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { quoted, type Faults } from '../faults.js';

/** The key that merges other maps into its own: https://yaml.org/type/merge.html */
export const MERGE = '<<';

/** `origin` seen from `use`, where `use` is an alias to what it belongs to. */
const seenFrom = (use: Origin, origin: Origin): Origin => (use.via === 'reference' ? through(use.span, 'reference', origin) : origin);

/** The entries of a YAML map as they are put together. */
export class Entries {
  readonly entries = new Map<string, Entry>();
  readonly unseen: Unknown[] = [];
  /** Keys that were merged in: a written one replaces them wherever it stands. */
  private readonly merged = new Set<string>();
  private merges = 0;

  constructor(private readonly faults: Faults) {}

  /** The last of several equal keys counts, and stands where it is written. */
  write(text: string, key: Origin, value: Node): void {
    const isMerged = this.merged.delete(text);
    if (this.entries.delete(text) && !isMerged) this.tellRepeated(text, key);
    this.entries.set(text, { key, value });
  }

  /** `<<: *a`, `<<: [*a, *b]`, `<<: { ... }`: of several equal keys the one of the earliest map counts. */
  merge(key: Origin, value: Node): void {
    if (this.merges++ > 0) this.tellRepeated(MERGE, key);
    const lists = value.kind === 'list' ? value.items : [value];
    for (const from of lists) this.mergeOne(from, value.kind === 'list' ? value.origin : undefined);
  }

  private mergeOne(from: Node, list: Origin | undefined): void {
    if (from.kind === 'map') return this.mergeMap(from, list);
    if (from.kind === 'unknown') return void this.unseen.push(from);
    const { start, end } = from.origin.span;
    this.faults.add('expected a map, or a list of maps, behind `<<`', start, end);
    this.unseen.push(unknown('what is merged into the map is no map', from.origin, 'malformed'));
  }

  private mergeMap(from: MapNode, list: Origin | undefined): void {
    const seen = (origin: Origin): Origin => {
      const inner = seenFrom(from.origin, origin);
      return list === undefined ? inner : seenFrom(list, inner);
    };
    for (const [text, { key, value }] of from.entries) {
      if (this.entries.has(text)) continue;
      this.merged.add(text);
      this.entries.set(text, { key: seen(key), value: withOrigin(value, seen(value.origin)) });
    }
    for (const part of from.unseen) this.unseen.push(part);
  }

  /** Readers agree on which of two equal keys counts, but not on which of two merges. */
  private tellRepeated(text: string, { span }: Origin): void {
    const told = `the key ${quoted(text)} is written more than once`;
    if (text === MERGE) this.faults.add(`${told}; readers differ on which one counts`, span.start, span.end);
    else this.faults.add(told, span.start, span.end, 'warning');
  }
}
