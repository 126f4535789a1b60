import { rules } from '../../rules/index.js';
import { offsetInFile } from '../../src/core/line-index.js';
import type { Span } from '../../src/core/source.js';
import { lint, type LintOptions } from '../../src/lint.js';
import type { Report } from '../../src/report/report.js';
import { told } from './told.js';

export { told } from './told.js';

export const plain: LintOptions = { rules: new Map(), strict: false, parameters: new Map() };

/** Lints texts by name, as if each had been named on the command line. */
export async function lintTexts(texts: Readonly<Record<string, string>>, options: Partial<LintOptions> = {}): Promise<Report> {
  const files = Object.entries(texts).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text), explicit: true }));
  const report = await lint(files, rules, { ...plain, ...options });
  if (report.internalErrors[0] !== undefined) throw report.internalErrors[0].error;
  return report;
}

export const toldAll = (report: Report): readonly string[] => report.findings.map(told);

/** A text in which «marks» stand around places: the text without them, and the places in order. */
export function unmark(marked: string): { readonly text: string; readonly marks: readonly (readonly [number, number])[] } {
  const marks: [number, number][] = [];
  let text = '';
  let start = 0;
  for (const part of marked.split(/([«»])/u)) {
    if (part === '«') start = text.length;
    else if (part === '»') marks.push([start, text.length]);
    else text += part;
  }
  return { text, marks };
}

/** In the file, of which the text may hold parts only. */
export const range = ({ source, start, end }: Span): readonly [number, number] => [offsetInFile(source, start), offsetInFile(source, end)];
