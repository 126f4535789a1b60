import type { Finding, Level, Place } from '../../src/check/finding.js';
import type { RuleMeta } from '../../src/check/rule.js';
import type { Problem } from '../../src/core/problem.js';
import type { Source, Span } from '../../src/core/source.js';
import type { ReportOptions } from '../../src/report/index.js';
import type { Report, SinkCoverage, Tally } from '../../src/report/report.js';

/** Reports made by hand, so that reporters are tested without readers and rules. */

export const OPTIONS: ReportOptions = { color: false, links: false, version: '1.2.3', width: 100, quiet: false, sarifProfile: 'full' };

export const source = (path: string, text: string, bom = false): Source => ({ path, text, bom });

/** The nth occurrence of some text; the span of nothing in front of it with `length` 0. */
export function at(where: Source, text: string, nth = 1, length = text.length): Span {
  let start = -1;
  for (let i = 0; i < nth; i++) start = where.text.indexOf(text, start + 1);
  if (start < 0) throw new Error(`${text} is not in ${where.path} ${nth} times`);
  return { source: where, start, end: start + length };
}

export const place = (span: Span, message: string): Place => ({ span, message });

export const finding = (primary: Place, changes: Partial<Finding> = {}): Finding => ({
  rule: 'kms-events-excluded',
  level: 'error',
  certainty: 'definite',
  message: `Trail 'Org' loses all 58 KMS events because its selector excludes kms.amazonaws.com. Remove the value.`,
  advice: 'Remove the value.',
  primary,
  related: [],
  flow: [],
  assumptions: [],
  subject: 'Org',
  declared: undefined,
  events: [],
  fixes: [],
  fingerprint: '0123456789abcdef',
  cause: 'fedcba9876543210',
  holders: [],
  state: undefined,
  suppressions: [],
  ...changes,
});

export const rule = (id: string, changes: Partial<RuleMeta> = {}): RuleMeta => ({
  id,
  level: 'error',
  severity: 8.5,
  category: 'visibility',
  summary: 'KMS events are excluded from a trail',
  description: 'A trail or event data store loses all KMS management events. Whoever then uses or destroys a key leaves no record.',
  strictOnly: false,
  moreWhenStrict: false,
  fixable: false,
  taxa: [],
  ...changes,
});

export const RULES: readonly RuleMeta[] = [
  rule('kms-events-excluded', {
    fixable: true,
    taxa: [
      { taxonomy: 'mitre-attack-v18', id: 'T1562.008' },
      { taxonomy: 'mitre-attack-v19', id: 'T1685.002' },
      { taxonomy: 'aws-config', id: 'multi-region-cloudtrail-enabled' },
      { taxonomy: 'cis-aws', id: '3.1' },
      { taxonomy: 'cwe', id: 'CWE-778' },
    ],
  }),
  rule('kms-reads-unlogged', { level: 'warning', severity: 5.5, summary: 'KMS reads are not logged', taxa: [{ taxonomy: 'cwe', id: '778' }] }),
  rule('grant-one-trail', {
    level: 'note',
    severity: 3,
    category: 'power',
    summary: 'Someone may change the selectors of one trail',
    strictOnly: true,
    taxa: [{ taxonomy: 'cwe', id: '732' }],
  }),
  rule('parse-error', { severity: 1, category: 'input', summary: 'A file cannot be parsed', description: 'The text is broken.' }),
];

export const problem = (kind: Problem['rule'], level: Level, message: string, span: Span): Report['problems'][number] => ({ rule: kind, level, message, span });

export const report = (changes: Partial<Report> = {}): Report => ({
  findings: [],
  problems: [],
  coverage: [],
  internalErrors: [],
  rules: RULES,
  files: { seen: 1, recognised: 1 },
  read: [],
  undeclaredParameters: [],
  undeclaredVariables: [],
  comparison: undefined,
  ...changes,
});

const NONE: Tally = { logged: 0, lost: 0, depends: 0 };
export const ALL_READS: Tally = { ...NONE, logged: 27 };
export const ALL_WRITES: Tally = { ...NONE, logged: 31 };

export const sink = (name: string, span: Span, changes: Partial<SinkCoverage> = {}): SinkCoverage => ({
  sink: name,
  kind: 'trail',
  span,
  reads: ALL_READS,
  writes: ALL_WRITES,
  lost: [],
  depends: [],
  culprits: [],
  presence: { exists: 'yes', declaredBy: 'resource', multiRegion: 'yes', organization: 'no' },
  ...changes,
});
