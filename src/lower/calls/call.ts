import { textValue, type Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';

/** One call of the CloudTrail API that something in a template makes, sooner or later. */
export interface Call {
  /** The operation, as it is named in the API. */
  readonly operation: string;
  /** The state, step or property that makes it; `` where nothing else of the resource could. */
  readonly maker: string;
  /** Where the operation is named. */
  readonly at: Origin;
  /** The input of the operation. */
  readonly parameters: Node;
}

/** Operations that take events away, or may. API Reference of CloudTrail, "Actions". */
const operations: ReadonlyMap<string, string> = new Map(
  ['PutEventSelectors', 'CreateEventDataStore', 'UpdateEventDataStore', 'StopLogging', 'StopEventDataStoreIngestion', 'DeleteTrail', 'DeleteEventDataStore'].map((name) => [name.toLowerCase(), name]),
);

/** `putEventSelectors`, `PutEventSelectorsCommand`, `put_event_selectors`: the operation that is meant, if it is one of those looked for. */
export const operationOf = (action: Node): string | undefined =>
  operations.get((textValue(action) ?? '').toLowerCase().replaceAll('_', '').replace(/command$/u, ''));

/** `CloudTrail`, `cloudtrail`, `@aws-sdk/client-cloudtrail`. */
export const isCloudTrail = (service: Node): boolean => /^(?:@aws-sdk\/client-)?cloudtrail$/iu.test(textValue(service) ?? '');

/** The call of `action`, if it is one of those looked for. */
export function callOf(service: Node, action: Node, parameters: Node, maker: string): readonly Call[] {
  const operation = isCloudTrail(service) ? operationOf(action) : undefined;
  return operation === undefined ? [] : [{ operation, maker, at: action.origin, parameters }];
}
