import { describe, expect, test } from 'vitest';
import { link, markdownText, messageText } from '../../src/report/sarif/message.js';

describe('a message string', () => {
  test.each([
    ['plain', 'plain'],
    ['brackets that are no link stay', "aws_cloudtrail.org[0] has ['kms']", "aws_cloudtrail.org[0] has ['kms']"],
    ['what would be a link is none', "'[a](b)' and \\x [c]", "'\\[a\\](b)' and \\\\x \\[c\\]"],
    ['what would be a placeholder is none', 'key {0} of {12}', 'key {{0}} of {{12}}'],
    ['other braces stay', '${var.env} {{resolve:ssm:x}} {}', '${var.env} {{resolve:ssm:x}} {}'],
  ])('%s', (_name, text, expected = text) => {
    expect(messageText(text)).toBe(expected);
  });

  test('links with escaped words', () => {
    expect(link('app/[id]\\x.ts:3', 2)).toBe('[app/\\[id\\]\\\\x.ts:3](2)');
  });

  test('has no HTML in markdown, and leaves code alone', () => {
    expect(markdownText('a <b>c</b> `<id>` [x](https://y) {0}')).toBe('a \\<b>c\\</b> `<id>` [x](https://y) {{0}}');
  });
});
