import { positionAt } from '../../../src/core/line-index.js';
import type { Span } from '../../../src/core/source.js';
import type { LintOptions } from '../../../src/lint.js';
import { lintTexts, range, unmark } from '../../helpers/lint.js';

/** Files by path, in which «marks» stand around what findings must point at. */
export type MarkedFiles = Readonly<Record<string, string>>;

export interface Outcome {
  /** Rule, certainty, level, what it rests on, and the lines that are related: `x possible warning when var.a=b <- main.tf:3`. */
  readonly told: readonly string[];
  /** `rule path:line`. */
  readonly problems: readonly string[];
}

const place = ({ source, start }: Span): string => `${source.path}:${String(positionAt(source, start).line)}`;

/** What is told of a configuration, and whether it stands at the marks and nowhere else. */
export async function outcomeOf(marked: MarkedFiles, options: Partial<LintOptions> = {}): Promise<Outcome & { readonly places: readonly string[]; readonly marks: readonly string[] }> {
  const files = Object.entries(marked).map(([path, text]) => ({ path, ...unmark(text) }));
  const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]));
  const byName = (path: string): Uint8Array | string => (texts[path] === undefined ? 'there is no such file' : new TextEncoder().encode(texts[path]));
  const report = await lintTexts(Object.fromEntries(Object.entries(texts).filter(([path]) => !/\.terraform\/|\.tftpl$/u.test(path))), {
    open: byName,
    list: (folder) => Object.keys(texts).filter((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder).map((path) => path.slice(path.lastIndexOf('/') + 1)),
    ...options,
  });
  const findings = report.findings.filter(({ rule }) => rule !== 'gap' && rule !== 'parse-error');
  return {
    told: findings.map(({ rule, certainty, level, assumptions, related }) => {
      const when = assumptions.map(({ input, label }) => `${input}=${label}`).join(' & ');
      const from = related.map(({ span }) => place(span)).join(', ');
      return `${rule} ${certainty} ${level}${when === '' ? '' : ` when ${when}`}${from === '' ? '' : ` <- ${from}`}`;
    }),
    problems: report.problems.map(({ rule, span }) => `${rule} ${place(span)}`),
    places: [...new Set(findings.map(({ primary: { span } }) => `${span.source.path} ${range(span).join('-')}`))].sort(),
    marks: files.flatMap(({ path, marks }) => marks.map(([start, end]) => `${path} ${String(start)}-${String(end)}`)).sort(),
  };
}

/** A trail of all Regions that excludes what an expression yields. */
export const trail = (exclusions: string, more = '', name = 't'): string => `resource "aws_cloudtrail" "${name}" {
  ${more}
  name                  = "x"
  is_multi_region_trail = true
  event_selector {
    exclude_management_event_sources = ${exclusions}
  }
}
`;

/** A role of Step Functions that is given what a policy document says. */
export const role = (policy: string): string => `resource "aws_iam_role" "r" {
  name               = "r"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Principal = { Service = "states.amazonaws.com" }, Action = "sts:AssumeRole" }] })
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = ${policy}
}
`;
