import { onOneLine } from '../../core/source.js';
import type { InternalError, Report } from '../report.js';
import type { Artifacts } from './artifacts.js';
import { physicalLocationOf } from './locations.js';
import type { DescriptorReference, Exception, Invocation, Location, Notification } from './log.js';
import { message } from './message.js';

/** What notifications are about, in the order in which the driver describes them. */
export const NOTIFICATION_IDS = ['parse-error', 'gap', 'internal-error', 'left-out'] as const;

/**
 * Section 3.20. A notification of level `error` says that the run failed (section 3.20.21), which only a fault of ours
 * makes it: what is wrong with the input is told at most as `warning`, "the analysis might be incomplete but the
 * results that were generated are probably valid" (section 3.58.6). A parse error is a result of level `error` beside.
 */
export const invocationOf = ({ problems, internalErrors }: Pick<Report, 'problems' | 'internalErrors'>, artifacts: Artifacts): Invocation => ({
  executionSuccessful: internalErrors.length === 0,
  toolExecutionNotifications: [
    ...problems.map((problem) => problemNotification(problem, artifacts)),
    ...internalErrors.map((error) => errorNotification(error, artifacts)),
  ],
});

/** Says what a log lacks because of a limit. */
export const leftOutNotification = (remark: string): Notification => ({ descriptor: descriptor('left-out'), level: 'warning', message: message(remark) });

const problemNotification = ({ rule, level, message: text, span }: Report['problems'][number], artifacts: Artifacts): Notification => ({
  descriptor: descriptor(rule),
  level: level === 'error' ? 'warning' : level,
  message: message(text),
  locations: [{ physicalLocation: physicalLocationOf(onOneLine(span), artifacts) }],
});

const errorNotification = ({ where, file, error }: InternalError, artifacts: Artifacts): Notification => ({
  descriptor: descriptor('internal-error'),
  level: 'error',
  message: message(`${where} failed${file === '' ? '' : ` on ${file}`}: ${error.message}`),
  ...(file !== '' && { locations: [{ physicalLocation: { artifactLocation: artifacts.at(file) } }] }),
  exception: exceptionOf(error),
});

const descriptor = (id: (typeof NOTIFICATION_IDS)[number]): DescriptorReference => ({ id, index: NOTIFICATION_IDS.indexOf(id) });

/** Section 3.59. */
function exceptionOf(error: Error): Exception {
  const frames = (error.stack ?? '').split('\n').flatMap(frameOf);
  return { kind: error.name, message: error.message, ...(frames.length > 0 && { stack: { frames } }) };
}

/**
 * Section 3.45.2: a frame whose location is no part of the run has a message. The folder of the installation is cut
 * off: it is this machine's business, and output must be the same on every one.
 */
function frameOf(line: string): readonly { readonly location: Location }[] {
  const frame = /^\s*at (.+)$/u.exec(line)?.[1];
  if (frame === undefined) return [];
  return [{ location: { message: message(frame.replace(/^(.*?\()?.*[\\/]([^\\/]*:\d+:\d+\)?)$/u, '$1$2')) } }];
}
