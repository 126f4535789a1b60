import { list, map, type Entry, type Node } from '../../../core/node.js';
import type { Origin } from '../../../core/source.js';
import { quoted, type Faults } from '../faults.js';

/** One part of a key, `deploy` in `[prod.deploy]`. */
export interface Part {
  readonly text: string;
  readonly origin: Origin;
}

interface Member {
  readonly key: Origin;
  readonly value: Node | Table | Tables;
}

/** `[[name]]`: each adds a table to a list. */
interface Tables {
  readonly kind: 'tables';
  readonly items: Table[];
  readonly origin: Origin;
}

/** A table while it is put together: headers and dotted keys add to it from several places. https://toml.io/en/v1.0.0#table */
export class Table {
  readonly kind = 'table';
  private readonly members = new Map<string, Member>();
  /** Whether a header names it: a second one is a fault. */
  private named = false;

  constructor(
    private readonly origin: Origin,
    private readonly faults: Faults,
  ) {}

  /** `a.b = value` in this table. Of several equal keys the last one counts. */
  write(path: readonly Part[], value: Node): void {
    const [part, ...rest] = path;
    if (part === undefined) return;
    if (rest.length > 0) {
      this.inner(part)?.write(rest, value);
      return;
    }
    if (this.members.delete(part.text)) this.repeated(part);
    this.members.set(part.text, { key: part.origin, value });
  }

  /** The table that `[path]` opens, or `[[path]]` where it is `listed`. */
  open(path: readonly Part[], listed: boolean): Table {
    const [part, ...rest] = path;
    if (part === undefined) return this;
    if (rest.length > 0) return this.inner(part)?.open(rest, listed) ?? this.detached(part);
    return listed ? this.append(part) : this.header(part);
  }

  private header(part: Part): Table {
    const table = this.inner(part) ?? this.detached(part);
    if (table.named) this.repeated(part);
    table.named = true;
    return table;
  }

  private append(part: Part): Table {
    const table = this.detached(part);
    const known = this.members.get(part.text)?.value;
    if (known?.kind === 'tables') known.items.push(table);
    else if (known === undefined) this.members.set(part.text, { key: part.origin, value: { kind: 'tables', items: [table], origin: part.origin } });
    else this.repeated(part);
    return table;
  }

  /** The table of that name, made where there is none; undefined where the name has another value. */
  private inner(part: Part): Table | undefined {
    const known = this.members.get(part.text)?.value;
    if (known?.kind === 'table') return known;
    if (known?.kind === 'tables') return known.items.at(-1);
    if (known !== undefined) {
      this.repeated(part);
      return undefined;
    }
    const made = this.detached(part);
    this.members.set(part.text, { key: part.origin, value: made });
    return made;
  }

  private detached(part: Part): Table {
    return new Table(part.origin, this.faults);
  }

  private repeated({ text, origin: { span } }: Part): void {
    this.faults.add(`the key ${quoted(text)} is written more than once`, span.start, span.end);
  }

  /** The table as it has become. `at` is its place, where that is known only now. */
  node(at = this.origin): Node {
    return map(new Map([...this.members].map(([name, { key, value }]): [string, Entry] => [name, { key, value: nodeOf(value) }])), at);
  }
}

function nodeOf(value: Node | Table | Tables): Node {
  if (value.kind === 'table') return value.node();
  return value.kind === 'tables' ? list(value.items.map((table) => table.node()), value.origin) : value;
}
