import type { Node } from '../../core/node.js';
import type { Call } from '../audit.js';

/** What a node says, whatever the order of its keys and wherever it stands: equal texts mean equal settings. As deep as the reader of JSON goes. */
export function written(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return `${typeof node.value} ${JSON.stringify(node.text)}`;
    case 'list':
      return `[${[...node.items, ...node.unseen].map(written).join()}]`;
    case 'map':
      return `{${[...[...node.entries].map(([key, { value }]) => `${JSON.stringify(key)}:${written(value)}`), ...node.unseen.map(written)].sort().join()}}`;
    case 'unknown':
      return `unknown ${JSON.stringify(node.reason)}`;
    case 'absent':
      return 'absent';
  }
}

/** Everything that a call says but who made it, and its id: copies of one call in the logs of several accounts differ in the id. */
export const saidBy = ({ name, time, failure, request, response, omitted }: Call): string =>
  [name, time, failure?.code ?? '', String(omitted), request === undefined ? '' : written(request), response === undefined ? '' : written(response)].join(' ');

const wholeText = (call: Call): string => [saidBy(call), call.region, call.account, call.caller.principal, call.sourceIPAddress, call.userAgent].join(' ');

/** Each call once, by time, then eventID, then all that it says, so that the order in which they were read does not matter. */
export function inOrder(calls: readonly Call[]): readonly Call[] {
  const texts = new Map<Call, string>();
  const text = (call: Call): string => {
    const known = texts.get(call) ?? wholeText(call);
    texts.set(call, known);
    return known;
  };
  const sorted = [...calls].sort((a, b) => a.time - b.time || compare(a.eventId ?? '', b.eventId ?? '') || compare(text(a), text(b)));
  const seen = new Set<string>();
  return sorted.filter((call) => {
    const identity = call.eventId === undefined ? `text ${text(call)}` : `id ${call.eventId}`;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

/** By code unit: the same order everywhere, whatever the locale. */
export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
