import { map, member, textValue, type MapNode, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';

/** What one document says of one sink. */
export interface Piece {
  /** An operation whose input it is, or what exists as its output says. */
  readonly type: 'PutEventSelectors' | 'CreateEventDataStore' | 'UpdateEventDataStore' | 'Trail' | 'EventDataStore';
  /** Which output: those of different shapes about one trail are joined. */
  readonly shape: 'input' | 'selectors' | 'trail' | 'status' | 'store';
  /** Name or ARN; undefined where the document does not say. */
  readonly name: string | undefined;
  /** The scalar to point at for the sink itself. */
  readonly at: Origin;
  readonly body: MapNode;
}

/** The sinks that a document of the CloudTrail API speaks of; none if it is none. API Reference; CLI Command Reference, `cloudtrail`. */
export function piecesOf(root: Node): readonly Piece[] {
  if (root.kind === 'list') return bareSelectors(root);
  if (root.kind !== 'map') return [];
  const has = (name: string): boolean => root.entries.has(name);
  const spoken = has('EventSelectors') || has('AdvancedEventSelectors');
  if (has('Resources') || has('AWSTemplateFormatVersion')) return [];
  if (has('trailList')) return members(root, 'trailList').map(trail);
  if (has('Trail') && member(root, 'Trail').kind === 'map') return [member(root, 'Trail')].filter(isMap).map(trail);
  if (has('EventDataStores')) return members(root, 'EventDataStores').map(store);
  if (has('EventDataStoreArn')) return [store(root)];
  if (has('TrailARN') && spoken) return [piece('Trail', 'selectors', root, ['TrailARN'])];
  if (has('IsLogging') && [...root.entries.keys()].some((name) => /^(?:Latest|TimeLogging|StartLogging|StopLogging)/u.test(name))) return [piece('Trail', 'status', root, [])];
  if (has('EventDataStore')) return [piece('UpdateEventDataStore', 'input', root, ['EventDataStore'])];
  if (has('Name') && (has('AdvancedEventSelectors') || has('StartIngestion')) && !has('FieldSelectors')) return [piece('CreateEventDataStore', 'input', root, ['Name'])];
  if (spoken) return [piece('PutEventSelectors', 'input', root, ['TrailName'])];
  return isSelector(root) ? bareSelectors(root) : [];
}

const isMap = (node: Node): node is MapNode => node.kind === 'map';

const members = (root: MapNode, name: string): readonly MapNode[] => {
  const node = member(root, name);
  return node.kind === 'list' ? node.items.filter(isMap) : [];
};

const trail = (body: MapNode): Piece => piece('Trail', 'trail', body, ['TrailARN', 'Name']);
const store = (body: MapNode): Piece => piece('EventDataStore', 'store', body, ['EventDataStoreArn', 'Name']);

function piece(type: Piece['type'], shape: Piece['shape'], body: MapNode, names: readonly string[]): Piece {
  const named = names.map((name) => member(body, name)).find((node) => textValue(node) !== undefined);
  const at = named?.origin ?? [...body.entries.values()][0]?.key ?? body.origin;
  return { type, shape, name: named === undefined ? undefined : textValue(named), at, body };
}

const selectorKeys = ['ReadWriteType', 'IncludeManagementEvents', 'ExcludeManagementEventSources', 'FieldSelectors'];

const isSelector = (node: Node): boolean => isMap(node) && selectorKeys.some((key) => node.entries.has(key));

/** The value of `--event-selectors` or `--advanced-event-selectors` by itself: a list, or a single selector. */
function bareSelectors(root: Node): readonly Piece[] {
  const items = root.kind === 'list' ? root.items : [root];
  const [first] = items;
  if (first === undefined || !isMap(first) || !isSelector(first) || !items.every(isMap)) return [];
  const name = first.entries.has('FieldSelectors') ? 'AdvancedEventSelectors' : 'EventSelectors';
  const at = [...first.entries.values()][0]?.key ?? first.origin;
  const selectors: Node = root.kind === 'list' ? root : { kind: 'list', items, unseen: [], origin: root.origin };
  return [{ type: 'PutEventSelectors', shape: 'input', name: undefined, at, body: map(new Map([[name, { key: at, value: selectors }]]), root.origin) }];
}
