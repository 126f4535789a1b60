import type { Finding } from '../../src/check/finding.js';
import { textOf } from '../../src/core/source.js';

/** What a test says of a finding: id, certainty, the text pointed at and, where the finding has them, its assumptions. */
export function told(finding: Finding): string {
  const when = finding.assumptions.map(({ input, label }) => `${input}=${label}`).join(' & ');
  return `${finding.rule} ${finding.certainty} ${finding.level} «${textOf(finding.primary.span)}»${when === '' ? '' : ` when ${when}`}`;
}
