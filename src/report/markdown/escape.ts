import { visible } from '../pretty/screen.js';
import { cut } from '../pipelines/shown.js';

/**
 * Words of the user's in a comment on GitHub or GitLab: they make no format, no HTML and no link, mention nobody, refer to no
 * issue and are no command. (CommonMark 0.31, sections 2.4 and 6.1.)
 */

/** Longer texts are cut: a value that a message quotes has no limit of its own. */
const LONGEST = 1500;

/** Not to be seen. GitHub and GitLab look for `@name` and `#1` when the escapes are gone: this keeps them apart. */
const APART = '&#8203;';

/** What would begin a heading, a list or a block of code at the beginning of a line, or a quick action of GitLab. */
const BLOCK = /^(?:\s|[#+\-=/]|\d+[.)])/u;

/**
 * A text. What stands between two backticks becomes code, as it does in our own sentences; where a name of the user's has a
 * backtick of its own, other parts of it become code, and nothing else happens.
 */
export function prose(text: string): string {
  const parts = cut(visible(text), LONGEST).split('`');
  // With an even number of parts, the last backtick has none that closes it.
  const last = parts.length % 2 === 0 ? parts.pop() : undefined;
  const written = parts.map((part, index) => {
    if (index % 2 === 1) return part === '' ? '\\`\\`' : spanOf(part);
    // Two spans side by side would be read as one.
    return part === '' && index > 0 && index < parts.length - 1 ? APART : plain(part);
  });
  return `${BLOCK.test(text) ? APART : ''}${written.join('')}${last === undefined ? '' : `\\\`${plain(last)}`}`;
}

/** Code. */
export const code = (text: string): string => (text === '' ? '' : spanOf(cut(visible(text), LONGEST)));

/** Code in a cell of a table; with a bar, which ends the cell even in code, or behind a backslash, words (GitHub Flavored Markdown, section 4.10). */
export const cell = (text: string): string => (text.includes('|') ? plain(cut(visible(text), LONGEST)) : code(text));

/** Code in HTML, where Markdown has no say. */
export const htmlCode = (text: string): string => `<code>${cut(visible(text), LONGEST).replace(/[&<>"]/gu, (mark) => HTML[mark] ?? '')}</code>`;

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The fence is longer than any in the text. One blank at each end is taken off again by whoever reads it. */
function spanOf(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/gu)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^[` ]|[` ]$/u.test(text) ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** Marks of Markdown, and what GitHub and GitLab make links of: addresses, `@name`, `#1`, `!1`, `~label`, `%milestone`, `&1`, `GH-1`. */
const plain = (text: string): string =>
  text.replace(/[@#!~%&](?=[\w"])|gh-(?=\d)|:(?=\/\/)|www(?=\.)|[\\`*_[\]~|<>&$]/giu, (mark, offset: number) => {
    const refers = mark.length > 1 || mark === ':' || ('@#!~%&'.includes(mark) && /^[\w"]/u.test(text.slice(offset + 1, offset + 2)));
    return `${escaped(mark)}${refers ? APART : ''}`;
  });

function escaped(mark: string): string {
  // GitHub reads two of them in a line as a formula; this is its own way out.
  if (mark === '$') return '<span>$</span>';
  return HTML[mark] ?? (/^[\\`*_[\]~|]$/u.test(mark) ? `\\${mark}` : mark);
}
