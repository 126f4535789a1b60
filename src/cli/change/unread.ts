import type { Finding } from '../../check/finding.js';
import { leavesUnread } from '../../core/problem.js';
import type { Report, SinkCoverage } from '../../report/report.js';
import { partOf } from './files.js';

/** The files of which a run could not read all. */
export const unreadIn = ({ problems, internalErrors }: Pick<Report, 'problems' | 'internalErrors'>): ReadonlySet<string> =>
  new Set([...problems.filter(leavesUnread).map(({ span }) => span.source.path), ...internalErrors.map(({ file }) => file)]);

/** What a change leaves open, because of files that it touches and that could not be read on a side. */
export interface Doubts {
  /** Paths, sorted. */
  readonly files: readonly string[];
  /** Whether what is there no longer may be there all the same, out of sight. */
  readonly mayHide: (finding: Finding) => boolean;
  /** Whether a sink that seems to log more may only be seen in part. */
  readonly mayMislead: (sink: SinkCoverage) => boolean;
}

/** Paths, as they are reported. */
export interface Touched {
  readonly touched: ReadonlySet<string>;
  readonly deciding: ReadonlySet<string>;
  readonly renamed: (path: string) => string;
}

/**
 * `touched` are the paths that the change touches: what nobody touched is as unread as it was. `deciding` are files with values,
 * which decide on anything. `renamed` is what a path is called now.
 */
export function doubtsOf(before: Report, after: Report, { touched, deciding, renamed }: Touched): Doubts {
  const [then, now] = [unreadIn(before), unreadIn(after)];
  const differs = (path: string): boolean => then.has(path) !== now.has(path) || touched.has(path);
  const [hidden, files] = [[...now].filter(differs), [...new Set([...then, ...now])].filter(differs).sort()];
  const [hides, misleads] = [among(hidden, deciding, renamed), among(files, deciding, renamed)];
  return {
    files,
    mayHide: (finding) => hides(pathsOf(finding)),
    mayMislead: ({ span, culprits }) => misleads([span, ...culprits.map((culprit) => culprit.span)].map(({ source }) => source.path)),
  };
}

/** Whether files, or what is deployed together with them, are among those that were not read, or those decide on anything. */
function among(unread: readonly string[], deciding: ReadonlySet<string>, renamed: Touched['renamed']): (paths: readonly string[]) => boolean {
  const decides = unread.some((path) => deciding.has(path));
  const parts = new Set(unread.map(partOf));
  return (paths) => decides || (parts.size > 0 && paths.some((path) => parts.has(partOf(path)) || parts.has(partOf(renamed(path)))));
}

/** All the files that a finding speaks of. */
const pathsOf = ({ primary, related, flow, declared }: Finding): readonly string[] =>
  [...[primary, ...related, ...flow].map(({ span }) => span), ...(declared === undefined ? [] : [declared])].map(({ source }) => source.path);
