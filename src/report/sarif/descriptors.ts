import type { Level } from '../../check/finding.js';
import { HOMEPAGE, docsUrl } from '../docs.js';
import type { ReportingDescriptor } from './log.js';
import { message } from './message.js';
import { NOTIFICATION_IDS } from './notifications.js';

type Id = (typeof NOTIFICATION_IDS)[number];

const TEXTS: Readonly<Record<Id, readonly [name: string, level: Level, text: string]>> = {
  'parse-error': ['ParseError', 'warning', 'A file could not be parsed, so that what it declares may be missing from the results.'],
  gap: ['UnreadInput', 'note', 'Something that could matter was not read or not followed.'],
  'internal-error': ['InternalError', 'error', 'keytrail itself failed on a file; the other results are kept.'],
  'left-out': ['LeftOut', 'warning', 'The log has a limit, and lacks something for that.'],
};

/** `tool.driver.notifications`. GitHub's rules for descriptors hold for these as well (GH2012). */
export const NOTIFICATIONS: readonly ReportingDescriptor[] = NOTIFICATION_IDS.map((id) => described(id, ...TEXTS[id]));

function described(id: Id, name: string, level: Level, text: string): ReportingDescriptor {
  const helpUri = helpUriOf(id);
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

function helpUriOf(id: Id): string {
  if (id === 'internal-error') return `${HOMEPAGE}/issues`;
  return id === 'left-out' ? `${HOMEPAGE}/blob/main/docs/output.md` : docsUrl(id);
}
