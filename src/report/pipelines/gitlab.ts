import type { Finding } from '../../check/finding.js';
import { fingerprint } from '../../core/hash.js';
import { regionOf } from '../../core/line-index.js';
import { onOneLine, type Span } from '../../core/source.js';
import { docsUrl } from '../docs.js';
import { jsonText } from '../json-text.js';
import { prose } from '../markdown/escape.js';
import type { Reporter } from '../options.js';
import { visible } from '../pretty/screen.js';
import type { Report } from '../report.js';
import { conditionsOf, gravestFirst, seeAlso, severityOf, untold } from './shown.js';

/**
 * An entry of GitLab's Code Quality report (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format), which
 * has a part of what an issue is to Code Climate (codeclimate/platform, spec/analyzers/SPEC.md). GitLab ignores `type`,
 * `categories` and `content`; others that read the format ask for them.
 */
interface Issue {
  readonly type: 'issue';
  readonly check_name: string;
  /** One line. */
  readonly description: string;
  readonly content: { readonly body: string };
  readonly categories: readonly ['Security'];
  readonly severity: Severity;
  /** Unique: of two that are the same GitLab keeps one. */
  readonly fingerprint: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } };
}

type Severity = 'info' | 'minor' | 'major' | 'critical' | 'blocker';

/** An array, empty where there is nothing: findings gravest first, then what failed in keytrail, then what was not read. */
export const renderGitlab: Reporter = (report) =>
  jsonText(distinct([...gravestFirst(report).map((finding) => findingIssue(finding, report)), ...report.internalErrors.map(errorIssue), ...untold(report).map(problemIssue)]));

function findingIssue(finding: Finding, report: Report): Issue {
  const { rule, message, primary } = finding;
  return {
    type: 'issue',
    check_name: rule,
    description: visible(message),
    content: { body: bodyOf([message, ...conditionsOf(finding), ...seeAlso(finding)], rule) },
    categories: ['Security'],
    severity: severityFor(finding, severityOf(rule, report)),
    fingerprint: finding.fingerprint,
    location: locationOf(primary.span),
  };
}

/** Markdown. */
const bodyOf = (texts: readonly string[], rule: string): string => [...texts.map(prose), `<${docsUrl(rule)}>`].join('\n\n');

/** A rule's own severity tells two kinds of errors apart: from this one on, most of the evidence is gone. */
const BLOCKER = 8;

function severityFor({ level }: Finding, severity: number): Severity {
  if (level === 'error') return severity >= BLOCKER ? 'blocker' : 'critical';
  return level === 'warning' ? 'major' : 'minor';
}

const problemIssue = ({ rule, message, span }: Report['problems'][number]): Issue => ({
  type: 'issue',
  check_name: rule,
  description: visible(message),
  content: { body: bodyOf([message], rule) },
  categories: ['Security'],
  severity: 'info',
  fingerprint: fingerprint([rule, span.source.path, message]),
  location: locationOf(span),
});

/** Whoever reads the report should not take it for whole. */
const errorIssue = ({ where, file, error }: Report['internalErrors'][number]): Issue => {
  const description = visible(`keytrail itself failed, this report is incomplete: ${where}: ${error.message}`);
  return {
    type: 'issue',
    check_name: 'internal-error',
    description,
    content: { body: prose(description) },
    categories: ['Security'],
    severity: 'critical',
    fingerprint: fingerprint(['internal-error', where, file]),
    // GitLab makes a link of the path: there has to be one.
    location: { path: file === '' ? '.' : file, lines: { begin: 1, end: 1 } },
  };
};

function locationOf(span: Span): Issue['location'] {
  const { start, end } = regionOf(onOneLine(span));
  return { path: span.source.path, lines: { begin: start.line, end: end.line } };
}

/** The second of two that are alike gets a fingerprint of its own, the same in each run in which it is the second. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Map<string, number>();
  const taken = new Set(issues.map((issue) => issue.fingerprint));
  return issues.map((issue) => {
    const before = seen.get(issue.fingerprint) ?? 0;
    seen.set(issue.fingerprint, before + 1);
    if (before === 0) return issue;
    for (let nth = before + 1; ; nth++) {
      const own = fingerprint([issue.fingerprint, String(nth)]);
      if (taken.has(own)) continue;
      taken.add(own);
      return { ...issue, fingerprint: own };
    }
  });
}
