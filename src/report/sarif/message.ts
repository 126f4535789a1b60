import type { Message } from './log.js';

/**
 * Text as a SARIF message string.
 *
 * - Section 3.11.6: `[text](target)` is a link. Only where both halves meet are brackets and backslashes escaped;
 *   elsewhere they may stand as they are, and the VS Code viewer and GitHub show escapes as they are written.
 * - Section 3.11.5: `{0}` is a placeholder, so its braces are doubled. The section asks for that with every brace, but
 *   the viewers that people use take back none of them unless the message has arguments: `${var.env}` would be shown
 *   as `${{var.env}}`. Other braces therefore stay.
 */
export const messageText = (text: string): string => doubleBraces(text.includes('](') ? escapeBrackets(text) : text);

/** Markdown of ours with words of ours in it: links stay, HTML is not allowed (section 3.11.4.2). */
export const markdownText = (text: string): string =>
  doubleBraces(
    text
      .split('`')
      .map((part, i) => (i % 2 === 0 ? part.replaceAll('<', '\\<') : part))
      .join('`'),
  );

export const message = (text: string): Message => ({ text: messageText(text) });

/** A link to the related location with this id; GitHub shows related locations only where the message links to them. */
export const link = (label: string, id: number): string => `[${escapeBrackets(label)}](${id})`;

const doubleBraces = (text: string): string => (text.includes('{') ? text.replace(/\{\d+\}/gu, '{$&}') : text);

const escapeBrackets = (text: string): string => text.replace(/[[\]\\]/gu, '\\$&');
