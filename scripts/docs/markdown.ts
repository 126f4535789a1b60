// Markdown with parts that a generator writes: `<!-- generated: NAME -->` to `<!-- /generated -->`.

const block = /(<!-- generated: ([\w-]+) -->\n)[^]*?(<!-- \/generated -->)/gu;

/** `text` with its generated parts written anew. A part that nobody knows how to write is a mistake. */
export function withBlocks(text: string, path: string, contentOf: Readonly<Record<string, string>>): string {
  return text.replace(block, (_whole, open: string, name: string, close: string) => {
    const content = contentOf[name];
    if (content === undefined) throw new Error(`${path}: nothing writes the generated part '${name}'`);
    return `${open}\n${content.trim()}\n\n${close}`;
  });
}

/** A fenced block; the fence is longer than any in the text. */
export function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`{3,}/gu)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text.replace(/\n*$/u, '\n')}${fence}`;
}

/** A table; bars in cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** The text under each `## Heading`, by heading. */
export function sections(text: string): ReadonlyMap<string, string> {
  const parts = text.split(/^## (.+)\n/mu).slice(1);
  return new Map(parts.flatMap((part, index) => (index % 2 === 0 ? [[part.trim(), (parts[index + 1] ?? '').trim()] as const] : [])));
}
