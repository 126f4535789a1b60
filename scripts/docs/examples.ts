// The examples of the rules: their files, what keytrail says of them, and the golden text that a test holds them to.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../../rules/index.js';
import { unsuppressed } from '../../src/check/finding.js';
import type { RuleMeta } from '../../src/check/rule.js';
import { regionOf } from '../../src/core/line-index.js';
import { textOf } from '../../src/core/source.js';
import { lint } from '../../src/lint.js';
import type { Report } from '../../src/report/report.js';

export interface ExampleFile {
  /** In its folder: `bad.yaml`. */
  readonly name: string;
  /** From the repository root: `examples/<id>/bad.yaml`. */
  readonly path: string;
  readonly text: string;
}

/** The input files of a rule's example, in the order of their names. */
export function exampleFiles(root: string, id: string): readonly ExampleFile[] {
  const folder = `examples/${id}`;
  const names = readdirSync(join(root, folder)).filter((name) => /^(?:bad|good)\./u.test(name));
  return names.sort().map((name) => ({ name, path: `${folder}/${name}`, text: readFileSync(join(root, folder, name), 'utf8') }));
}

/** Lints files as a walk over their folder would. */
export async function lintFiles(files: readonly ExampleFile[], strict = false): Promise<Report> {
  const input = files.map(({ path, text }) => ({ path, bytes: new TextEncoder().encode(text), explicit: false }));
  const report = await lint(input, rules, { rules: new Map(), strict, parameters: new Map() });
  const [failure] = report.internalErrors;
  if (failure !== undefined) throw failure.error;
  return report;
}

/** Lints all files of a rule's example together; a rule that is off by default is turned on. */
export const lintExample = (root: string, { id, strictOnly }: RuleMeta): Promise<Report> => lintFiles(exampleFiles(root, id), strictOnly);

/** One finding a line: `file:line:column-column rule level certainty "text pointed at"`. examples/README.md explains it. */
export const golden = ({ findings }: Report): string =>
  unsuppressed(findings)
    .map(({ primary: { span }, rule, level, certainty }) => {
      const { start, end } = regionOf(span);
      const file = span.source.path.slice(span.source.path.lastIndexOf('/') + 1);
      return `${file}:${start.line}:${start.column}-${end.column} ${rule} ${level} ${certainty} ${JSON.stringify(textOf(span))}\n`;
    })
    .join('');
