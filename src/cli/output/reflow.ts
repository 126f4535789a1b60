/** Breaks text anew so that lines fit: blank lines part its paragraphs, `- ` begins an item of a list, `$ ` a command, which stays as it is. */
export function reflow(text: string, width: number): string {
  return text
    .trim()
    .split(/\n\s*\n/u)
    .map((paragraph) => (paragraph.startsWith('$ ') ? paragraph : paragraph.split(/\n(?=- )/u).map((item) => wrap(item, width)).join('\n')))
    .join('\n\n');
}

/** Later lines of an item stand under its first word. */
function wrap(text: string, width: number): string {
  const indent = text.startsWith('- ') ? '  ' : '';
  const lines = [''];
  for (const word of text.split(/\s+/u)) {
    const line = lines.at(-1) ?? '';
    if (line.trim() === '') lines[lines.length - 1] = line + word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(indent + word);
  }
  return lines.join('\n');
}
