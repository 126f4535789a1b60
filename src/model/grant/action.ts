import { matches } from '../../core/pattern.js';
import { isSettled, plainText, widest, type Text } from '../../core/text.js';
import type { Truth } from '../../core/truth.js';

export const PUT_EVENT_SELECTORS = 'cloudtrail:PutEventSelectors';

/** The other actions that make KMS events vanish: they stop, delete or redirect, which is louder. */
export const sabotage: readonly string[] = [
  'cloudtrail:StopLogging',
  'cloudtrail:DeleteTrail',
  'cloudtrail:UpdateTrail',
  'cloudtrail:UpdateEventDataStore',
  'cloudtrail:StopEventDataStoreIngestion',
  'cloudtrail:DeleteEventDataStore',
];

/**
 * Whether an action pattern of a policy matches an action. Names are case-insensitive; wildcards stand in the name only,
 * but a prefix that is exactly `*` is taken for every service. IAM refuses other wildcards in the prefix, so that such a
 * pattern grants nothing. IAM User Guide, "IAM JSON policy elements: Action".
 */
export function actionMatches(pattern: string, action: string): boolean {
  if (/^\*+$/u.test(pattern)) return true;
  // Most patterns are of other services: nothing is cut or copied for them (a policy of 6,144 characters asks 2,000 times).
  const colon = pattern.indexOf(':');
  const dot = action.indexOf(':');
  if (colon < 0 || pattern.includes(':', colon + 1)) return false;
  if (!(colon === 1 && pattern.startsWith('*')) && (colon !== dot || pattern.slice(0, colon).toLowerCase() !== action.slice(0, dot).toLowerCase())) return false;
  return matches(pattern.slice(colon + 1).toLowerCase(), action.slice(dot + 1).toLowerCase());
}

/** The same for a pattern of which parts may be unknown. */
export function actionMayMatch(text: Text, action: string): Truth {
  const plain = plainText(text);
  if (plain !== undefined) return actionMatches(plain, action) ? 'yes' : 'no';
  return reachable(text, action) ? 'maybe' : 'no';
}

/** A hole may hold the colon too: `${Service}${Name}`. */
function reachable(text: Text, action: string): boolean {
  return !isSettled(text) && matches(widest(text).toLowerCase(), action.toLowerCase());
}

/** How far a pattern that reaches PutEventSelectors reaches beyond it. */
export type Breadth = 'everything' | 'service' | 'wildcard' | 'named';

export function breadthOf(pattern: string): Breadth {
  if (/^\*+(?::\*+)?$/u.test(pattern)) return 'everything';
  if (pattern.startsWith('*:')) return 'wildcard';
  const name = pattern.slice(pattern.indexOf(':') + 1);
  if (/^(?:\*|\?(?=[*?]*\*))[*?]*$/u.test(name)) return 'service';
  return /[*?]/u.test(name) ? 'wildcard' : 'named';
}
