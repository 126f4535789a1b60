import type { Node } from '../../../core/node.js';
import type { Run } from '../run.js';
import { YES } from '../values/tests.js';
import type { ObjectCell, Value } from '../values/values.js';

/** A document as a program has it that reads it. */
export function fromNode(node: Node, run: Run): Value {
  run.step();
  const { origin } = node;
  switch (node.kind) {
    case 'scalar':
      return { kind: 'scalar', value: node.value, origin };
    case 'list':
      return { kind: 'list', cell: { items: [...node.items.map((item) => ({ value: fromNode(item, run), test: YES, rest: false })), ...node.unseen.map(({ reason, origin: place }) => ({ value: run.unknown(reason, place), test: YES, rest: true }))], made: run.guards }, origin };
    case 'map': {
      const entries: ObjectCell['entries'] = new Map();
      for (const [name, { key, value }] of node.entries) entries.set(name, { key, value: fromNode(value, run), getter: false });
      return { kind: 'object', cell: { entries, rest: node.unseen.map(({ reason, origin: place }) => run.unknown(reason, place)), made: run.guards }, origin };
    }
    case 'unknown':
      return run.unknown(node.reason, origin);
    case 'absent':
      return { kind: 'undefined', origin };
  }
}
