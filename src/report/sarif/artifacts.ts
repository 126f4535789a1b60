import type { Finding } from '../../check/finding.js';
import type { Report } from '../report.js';
import type { Artifact, ArtifactLocation } from './log.js';
import type { Profile } from './profile.js';
import { repositoryUriOf, uriOf } from './uri.js';

/** `run.artifacts`, and the way to point into it. */
export interface Artifacts {
  readonly all: readonly Artifact[];
  readonly at: (path: string) => ArtifactLocation;
  /** Whether a place is told with the text that stands there and with offsets, besides lines and columns. */
  readonly texts: boolean;
}

export const artifactsOf = (report: Report, { details, gone }: Profile): Artifacts =>
  details ? listed(report, gone) : { all: [], at: (path) => ({ uri: repositoryUriOf(path) }), texts: false };

/** Section 3.14.15: everything that was read, and everything a location points at. */
function listed(report: Report, withGone: boolean): Artifacts {
  const paths = new Set([...report.read, ...report.findings.flatMap(pathsOf), ...report.problems.map(({ span }) => span.source.path)]);
  if (withGone) for (const { span } of report.comparison?.gone ?? []) if (span !== undefined) paths.add(span.source.path);
  for (const { file } of report.internalErrors) if (file !== '') paths.add(file);
  const hit = new Set(report.findings.map(({ primary }) => uriOf(primary.span.source.path)));
  // By URI: two spellings of one path are one artifact (section 3.14.15 wants them unique).
  const uris = [...new Set([...paths].map(uriOf))].sort();
  const indexes = new Map(uris.map((uri, index) => [uri, index]));
  const at = (path: string): ArtifactLocation => ({ uri: uriOf(path), index: indexes.get(uriOf(path)) ?? 0 });
  return { all: uris.map((uri, index) => artifact(uri, index, hit.has(uri))), at, texts: true };
}

const artifact = (uri: string, index: number, hit: boolean): Artifact => ({
  location: { uri, index },
  roles: hit ? ['analysisTarget', 'resultFile'] : ['analysisTarget'],
});

const pathsOf = ({ primary, related, flow, fixes, suppressions }: Finding): readonly string[] => [
  ...[primary, ...related, ...flow].map(({ span }) => span.source.path),
  ...suppressions.map(({ at }) => at.source.path),
  ...fixes.flatMap(({ edits }) => edits.map(({ span }) => span.source.path)),
];
