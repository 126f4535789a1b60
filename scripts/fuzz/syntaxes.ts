import type { Report } from '../../src/report/report.js';
import { asBlocks, type Tree } from './grammar/tree.js';
import type { Input } from './input.js';
import { linted } from './linted.js';

/** What a template in JSON says, it says in YAML as well: the same text, and the same document in blocks. Others may name it by its path. */
export async function syntaxFaults({ as, read, beside }: Input, report: Report): Promise<readonly string[]> {
  const [only] = Object.entries(read);
  if (beside !== undefined || only?.[0].endsWith('.template.json') !== true) return [];
  const [path, text] = only;
  const value = plainJson(text);
  if (value === undefined) return [];
  const faults = await Promise.all([text, asBlocks(value)].map(async (other) => {
    const yaml = said(await linted({ as, read: { [path.replace(/json$/u, 'yaml')]: other } }));
    return yaml === said(report) ? [] : [`as YAML it says\n${yaml}\nand as JSON\n${said(report)}\nof ${JSON.stringify(other)}`];
  }));
  return faults.flat();
}

const said = ({ findings }: Report): string => findings.map(({ rule, certainty, subject, message }) => `${rule} ${certainty} ${subject} ${message}`).sort().join('\n');

/** The value of JSON that is YAML as well: without signs that YAML takes otherwise, and without repeated keys. */
function plainJson(text: string): Tree | undefined {
  // YAML has no halves of pairs and no keys of more than 1024 characters in blocks, and tabs, marks and separators mean something in it.
  if (/"[^"\n]{1000}/u.test(text) || /[\t\u0085\u2028\u2029\ufeff\ud800-\udfff]|\\u[dD][89a-fA-F]|__proto__/.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as Tree;
    return typeof value === 'object' && value !== null && keysIn(value) === (text.match(/"(?:[^"\\]|\\.)*"\s*:/gu) ?? []).length ? value : undefined;
  } catch {
    return undefined;
  }
}

const keysIn = (value: unknown): number =>
  typeof value !== 'object' || value === null ? 0 : Object.values(value).reduce<number>((sum, inner) => sum + keysIn(inner), Array.isArray(value) ? 0 : Object.keys(value).length);
