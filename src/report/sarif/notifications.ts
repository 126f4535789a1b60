import type { Level } from '../../check/finding.js';
import { onOneLine } from '../../core/source.js';
import { HOMEPAGE, docsUrl } from '../docs.js';
import type { InternalError, Report } from '../report.js';
import type { Artifacts } from './artifacts.js';
import { physicalLocationOf } from './locations.js';
import type { DescriptorReference, Exception, Invocation, Location, Notification, ReportingDescriptor } from './log.js';
import { message } from './message.js';

/** `tool.driver.notifications`. GitHub's rules for descriptors hold for these as well (GH2012). */
export const NOTIFICATIONS: readonly ReportingDescriptor[] = [
  described('parse-error', 'ParseError', 'warning', 'A file could not be parsed, so that what it declares may be missing from the results.'),
  described('gap', 'UnreadInput', 'note', 'Something that could matter was not read or not followed.'),
  described('internal-error', 'InternalError', 'error', 'keytrail itself failed on a file; the other results are kept.'),
];

function described(id: string, name: string, level: Level, text: string): ReportingDescriptor {
  const helpUri = id === 'internal-error' ? `${HOMEPAGE}/issues` : docsUrl(id);
  return {
    id,
    name,
    shortDescription: message(text),
    fullDescription: message(text),
    help: { text: `${text} See ${helpUri}.`, markdown: `${text} [More](${helpUri})` },
    helpUri,
    defaultConfiguration: { level },
  };
}

/**
 * Section 3.20. A notification of level `error` says that the run failed (section 3.20.21), which only a fault of ours
 * makes it: what is wrong with the input is told at most as `warning`, "the analysis might be incomplete but the
 * results that were generated are probably valid" (section 3.58.6). A parse error is a result of level `error` beside.
 */
export const invocationOf = (report: Report, artifacts: Artifacts): Invocation => ({
  executionSuccessful: report.internalErrors.length === 0,
  toolExecutionNotifications: [
    ...report.problems.map((problem) => problemNotification(problem, artifacts)),
    ...report.internalErrors.map((error) => errorNotification(error, artifacts)),
  ],
});

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

const descriptor = (id: string): DescriptorReference => ({ id, index: NOTIFICATIONS.findIndex((notification) => notification.id === id) });

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
