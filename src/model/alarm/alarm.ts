import type { Origin } from '../../core/source.js';
import type { Truth } from '../../core/truth.js';
import type { Sink } from '../sink.js';
import type { Pattern } from './pattern.js';

/** A sink that delivers its events to where an alarm looks. */
export interface Feed {
  readonly sink: Sink;
  readonly truth: Exclude<Truth, 'no'>;
}

/**
 * What watches events while they happen: a metric filter of CloudWatch Logs, or a rule of EventBridge. Both see only what a
 * trail logs:
 *
 * - "CloudTrail sends only the events that you specify in your trail" to its log group (User Guide, "Logging management events");
 * - "To record events with one of the CloudTrail detail-type values, you must enable a CloudTrail trail with logging"
 *   (EventBridge User Guide, "AWS service events delivered via AWS CloudTrail"). Event data stores deliver nothing.
 */
export interface Alarm {
  readonly kind: 'metric-filter' | 'event-rule';
  /** Unique in its unit: the logical id. */
  readonly address: string;
  readonly exists: Truth;
  readonly pattern: Pattern;
  /**
   * Whether every read event is handed over. EventBridge leaves out those called `Describe`, `Get` or `List` unless the rule is
   * `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`; of other reads its pages say different things (EventBridge User Guide,
   * "Receiving read-only management events from AWS services").
   */
  readonly everyRead: Truth;
  /** The trails in view that deliver to it; empty where none is known to. */
  readonly feeds: readonly Feed[];
  /** The name of the declaration. */
  readonly origin: Origin;
}
