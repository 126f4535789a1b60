import { positionAt } from '../core/line-index.js';
import type { Problem } from '../core/problem.js';
import { oneLine } from './io.js';

/** A config that cannot be used: each fault is a line, `path:line:column: what`. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly Problem[]) {
    super(faults.map(lineOf).join('\n'));
  }
}

const lineOf = ({ span, message }: Problem): string => {
  const { line, column } = positionAt(span.source, span.start);
  return oneLine(`${span.source.path}:${line}:${column}: ${message}`);
};
