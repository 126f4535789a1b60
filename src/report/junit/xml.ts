import { visible } from '../pretty/screen.js';

/** An element of XML 1.0, built so that nothing in a text or an attribute can end it. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Elements, each on lines of their own, or a text. */
  readonly content: readonly Element[] | string;
}

export const element = (name: string, attributes: Element['attributes'] = {}, content: Element['content'] = []): Element => ({ name, attributes, content });

export const documentOf = (root: Element): string => `<?xml version="1.0" encoding="UTF-8"?>\n${written(root, '')}\n`;

function written({ name, attributes, content }: Element, indent: string): string {
  const head = [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${escaped(visible(value))}"`)].join(' ');
  if (content.length === 0) return `${indent}<${head}/>`;
  if (typeof content === 'string') return `${indent}<${head}>${textOf(content)}</${name}>`;
  return [`${indent}<${head}>`, ...content.map((child) => written(child, `${indent}  `)), `${indent}</${name}>`].join('\n');
}

/** Lines stay lines; of what else is in them control characters are shown. */
const textOf = (text: string): string => text.split('\n').map((line) => escaped(visible(line))).join('\n');

/** `>` as well: `]]>` may not stand in a text. What `visible` leaves and XML 1.0 has no room for is replaced (section 2.2, Char). */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replace(/[\uFFFE\uFFFF]/gu, '\uFFFD');
