import { replacedIn, type Change } from './change.js';

/** An argument is a variable that has no default: whoever applies the configuration says what it is. */
export const inConfiguration: Change = (text, random) => {
  if (decides.test(text)) return undefined;
  const changed = replacedIn(text, values, 'var.nobody_knows', random);
  return changed === undefined ? undefined : { ...changed, text: `${changed.text}\nvariable "nobody_knows" {}\n` };
};

/** What says whether, or how often, something is there. */
const decides = /\b(?:count|for_each|dynamic|lifecycle|for|try|can|lookup|null|keytrail)\b|\?|%\{|<<|#|\/[/*]|nobody_knows/u;

/** Arguments that say what is logged or granted, as far as they stand in a line. */
const values = /^[ \t]*(?:enable_logging|is_multi_region_trail|suspend|read_write_type|include_management_events|exclude_management_event_sources|field|(?:not_)?(?:equals|starts_with|ends_with)|effect|(?:not_)?(?:actions|resources)|Effect|Action|Resource)[ \t]*=[ \t]*(?:"[^"\n]*"|true|false|\[[^[\]\n]*\])[ \t]*$/gmu;
