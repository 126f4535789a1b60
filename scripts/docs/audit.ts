// What `keytrail audit --print-query` and `--print-detection` print, and the table that it comes from.
import { callNames } from '../../src/audit/audit.js';
import { detectionFor, languages, signs, type Language } from '../../src/audit/detection/index.js';
import { dialects, queryFor } from '../../src/audit/query/index.js';
import { fenced, table } from './markdown.js';

const languageOf: Readonly<Record<Language, string>> = { eventbridge: 'json', cloudwatch: 'text', sigma: 'yaml' };

export const auditBlocks = (): Readonly<Record<string, string>> => ({
  'audit-calls': callsTable(),
  ...Object.fromEntries(dialects.map((dialect) => [`query-${dialect}`, fenced('sql', queryFor(dialect))])),
  ...Object.fromEntries(languages.map((language) => [`detection-${language}`, fenced(languageOf[language], detectionFor(language))])),
});

function callsTable(): string {
  const rows = callNames.map((name) => {
    const found = signs[name];
    return [`\`${name}\``, found === 'itself' ? 'always' : found === 'nothing' ? 'never: it takes nothing away by itself' : `if it says so: ${found.map(({ path, signs: all }) => members(path, all.flatMap((sign) => [...sign.keys()]))).join('; ')}`];
  });
  return table(['call', 'the detection rings'], rows);
}

/** `eventSelectors`: what is said of them; else the parameters themselves. */
const members = ([, ...path]: readonly string[], names: readonly string[]): string => (path.length > 0 ? `\`${path.join('.')}\`` : [...new Set(names)].map((name) => `\`${name}\``).join(', '));
