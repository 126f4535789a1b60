import type { Language } from '../../audit/detection/index.js';
import type { Dialect } from '../../audit/query/options.js';
import type { Audit, AuditTask, FailOn, Words } from './invocation.js';
import { UsageError } from '../io.js';
import { moment } from './moment.js';
import { auditKeysFormats, formats } from './options.js';
import { choice, isSet, number, oneOf, refuseTogether, telling } from './values.js';

/** What is asked for behind `audit` in place of the first path; a folder of that name is `./keys`. */
const KEYS = 'keys';

const dialects = Object.keys({ athena: true, lake: true, duckdb: true } satisfies Record<Dialect, true>) as Dialect[];
const languages = Object.keys({ eventbridge: true, cloudwatch: true, sigma: true } satisfies Record<Language, true>) as Language[];
const thresholds: readonly FailOn[] = ['error', 'warning', 'note', 'never'];

/** Options that only some tasks take; all others that `audit` takes are those of each that reads records. */
const OWN = {
  windows: ['fail-on', 'trail'],
  keys: ['key', 'trail'],
  query: ['bucket', 'organization', 'region', 'event-data-store'],
} as const;

/** Options of what is printed: nothing is read for it. */
const READING = ['format', 'mask', 'stats', 'no-progress', 'max-file-size', 'stdin-filename'] as const;

export function audit(words: Words): Audit {
  const [first, ...rest] = words.operands;
  const isKeys = first === KEYS;
  const paths = isKeys ? rest : words.operands;
  if (paths.includes('')) throw new UsageError('a path is empty');
  const task = taskOf(words, isKeys, paths);
  const isPrinted = task.kind === 'query' || task.kind === 'detection';
  if (!isPrinted && paths.length === 0) throw new UsageError(`audit needs the records to read: keytrail audit${isKeys ? ` ${KEYS}` : ''} PATH..., or - for standard input`);
  if (isSet(words, 'stdin-filename') && !paths.includes('-')) throw new UsageError("--stdin-filename names standard input, which is read only where a path is '-'");
  return {
    command: 'audit',
    ...telling(words, isKeys ? auditKeysFormats : formats.audit),
    task,
    paths,
    ...span(words),
    trails: words.values('trail'),
    accounts: accounts(words),
    mask: isSet(words, 'mask'),
    stdinFilename: words.values('stdin-filename').at(-1),
    maxSize: number(words, 'max-file-size', Infinity),
    progress: !isSet(words, 'no-progress'),
    stats: isSet(words, 'stats'),
  };
}

function taskOf(words: Words, isKeys: boolean, paths: readonly string[]): AuditTask {
  const dialect = words.values('print-query').at(-1);
  const language = words.values('print-detection').at(-1);
  if (dialect !== undefined) return query(words, oneOf(dialect, dialects, '--print-query'), isKeys, paths);
  if (language !== undefined) return detection(words, oneOf(language, languages, '--print-detection'), isKeys, paths);
  refuse(words, OWN.query, 'goes with --print-query only');
  if (isKeys) {
    refuse(words, ['fail-on'], `is not for 'audit ${KEYS}', which shows and does not judge`);
    return { kind: 'keys', key: words.values('key').at(-1) };
  }
  refuse(words, ['key'], `goes with 'audit ${KEYS}' only`);
  return { kind: 'windows', failOn: choice(words, 'fail-on', thresholds, 'error') };
}

function refuse(words: Words, options: readonly string[], why: string): void {
  const given = options.find((name) => isSet(words, name));
  if (given !== undefined) throw new UsageError(`--${given} ${why}`);
}

function query(words: Words, dialect: Dialect, isKeys: boolean, paths: readonly string[]): AuditTask {
  if (isKeys) throw new UsageError(`--print-query is not for 'audit ${KEYS}'`);
  refuseTogether(words, 'print-query', 'print-detection', ...READING, ...OWN.windows, ...OWN.keys);
  if (dialect !== 'duckdb' && paths.length > 0) throw new UsageError(`--print-query ${dialect} reads no files; '${paths[0] ?? ''}' is one too many`);
  const values = (name: string): readonly string[] | undefined => (isSet(words, name) ? words.values(name) : undefined);
  const options = {
    ...span(words),
    accounts: values('account') === undefined ? undefined : accounts(words),
    regions: values('region'),
    organization: words.values('organization').at(-1),
    bucket: words.values('bucket').at(-1),
    store: words.values('event-data-store').at(-1),
    files: paths.length === 0 ? undefined : paths,
  };
  return { kind: 'query', dialect, options };
}

function detection(words: Words, language: Language, isKeys: boolean, paths: readonly string[]): AuditTask {
  if (isKeys) throw new UsageError(`--print-detection is not for 'audit ${KEYS}'`);
  refuseTogether(words, 'print-detection', ...READING, ...OWN.windows, ...OWN.keys, ...OWN.query, 'since', 'until', 'account');
  if (paths.length > 0) throw new UsageError(`--print-detection reads no files; '${paths[0] ?? ''}' is one too many`);
  return { kind: 'detection', language };
}

function span(words: Words): Pick<Audit, 'since' | 'until'> {
  const [since, until] = (['since', 'until'] as const).map((name) => {
    const text = words.values(name).at(-1);
    return text === undefined ? undefined : moment(text, name);
  });
  if (since !== undefined && until !== undefined && since > until) throw new UsageError('--since is later than --until');
  return { since, until };
}

function accounts(words: Words): readonly string[] {
  const all = words.values('account');
  const wrong = all.find((id) => !/^\d{12}$/u.test(id));
  if (wrong !== undefined) throw new UsageError(`--account cannot be '${wrong}'; it is the 12 digits of an account`);
  return all;
}
