import { isDay } from '../../core/day.js';
import type { Ignore, IgnoreRule } from '../../core/ignore.js';
import { nearest } from '../../core/nearest.js';
import type { Catalogue } from './suppress.js';

/** Why an ignore does not act, or need not be there. */
export interface IgnoreFault {
  readonly rule: IgnoreRule;
  /** Without a full stop. */
  readonly message: string;
  /** A sentence. */
  readonly advice: string;
}

/** What is wrong with an ignore of a rule, whatever there is to hide. */
export function faultOf({ reason, limited, until, wrong }: Ignore, rule: string, { rules, today }: Catalogue): IgnoreFault | undefined {
  if (wrong !== undefined) return wrong;
  if (!rules.has(rule)) {
    const meant = nearest(rule, [...rules]);
    return { rule: 'ignore-unused', message: `There is no rule \`${rule}\`: nothing is ignored`, advice: meant === undefined ? '`keytrail rules` lists them.' : `Did you mean \`${meant}\`?` };
  }
  if (limited) return { rule: 'ignore-unused', message: `The ignore of \`${rule}\` is limited by \`applies_to\`, which says nothing about what this rule finds: it does not act`, advice: 'Leave `applies_to` out.' };
  if (reason.trim() === '') return { rule: 'ignore-without-reason', message: `The ignore of \`${rule}\` gives no reason: it does not act`, advice: 'Say why it is accepted.' };
  if (until !== '' && !isDay(until)) return { rule: 'ignore-expired', message: `\`${until}\` is no day: the ignore of \`${rule}\` does not act`, advice: 'Write the last day as YYYY-MM-DD.' };
  if (until !== '' && until < today) return { rule: 'ignore-expired', message: `The ignore of \`${rule}\` ended with ${until}: it does not act any more`, advice: 'Look at what it hid again: mend that, or name a later day.' };
  return undefined;
}

export const unusedFault = (rule: string): IgnoreFault => ({ rule: 'ignore-unused', message: `\`${rule}\` finds nothing here: the ignore hides nothing`, advice: 'Remove it.' });
