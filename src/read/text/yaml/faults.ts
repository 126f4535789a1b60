/** From here on the library reads no more of the document and tells every token: the first is enough. */
export const STRAY = 'what stands here belongs to nothing above it; the rest of the document is not read';

/** The library's words where they speak of its own terms, and ours for them. The first that fits is taken. */
const SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/^Implicit map keys need to be followed/u, 'expected `:` after this key'],
  [/^Implicit keys (?:of flow sequence pairs )?need to be on a single line/u, 'expected a key on one line, with `:` behind it'],
  [/^Nested mappings are not allowed in compact/u, 'expected one `key: value` on a line: a value that holds `: ` needs quotes'],
  [/^All mapping items must start/u, 'expected the indentation of the keys above'],
  [/^All sequence items must start/u, 'expected the indentation of the items above'],
  [/^Sequence item without -/u, 'expected `- ` before an item of the list'],
  [/^A block sequence may not be used as an implicit/u, 'expected a key, found a list'],
  [/^Unexpected block-seq-ind on same line/u, 'expected a list to begin on the line below its key'],
  [/^Tabs are not allowed as indentation/u, 'expected spaces: a tab cannot indent'],
  [/^(Flow (?:map|sequence)) .*end with a (.)$/u, 'expected `$2`, indented more than the key it belongs to'],
  [/^Block scalar values in collections must be indented/u, 'expected the lines of this text to be indented'],
  [/^Block scalars with more-indented leading/u, 'expected no more blanks than in the first line of the text'],
  [/^Block collections are not allowed within flow/u, 'expected `{` or `[` for what is nested in `{ }` or `[ ]`'],
  [/^Plain value cannot start with (.+)$/u, 'a value that starts with the $1 needs quotes'],
  [/^Missing (.) (?:or (.) )?between flow (?:map|sequence) items/u, 'expected `$1` between the items'],
  [/^Missing space after :/u, 'expected a blank after `:`'],
  [/^Tags and anchors must be separated/u, 'expected a blank after the tag or anchor'],
  [/^Comments must be separated/u, 'expected a blank before `#`'],
  [/^An alias node must not specify/u, 'an alias takes neither tag nor anchor'],
  [/^Missing directives-end/u, 'expected `---` after the directives'],
  [/^Document contains trailing content/u, 'expected `---` before another document'],
  [/^Unexpected \S+ token in YAML (?:document|stream)/u, STRAY],
  [/^(?:Not a YAML token|Unexpected \S+ (?:token|at node end))/u, 'expected the end of the line: what stands here belongs to nothing before it'],
  [/^(Anchor|Alias) ending in : is ambiguous/u, 'expected a blank before `:`, or it may be read as a part of the name'],
];

/** One clear sentence for a message of the library: without its pictures of the source, and short. */
export function sentence(message: string): string {
  const line = message.split('\n', 1)[0] ?? '';
  for (const [pattern, words] of SENTENCES) {
    const match = pattern.exec(line);
    if (match !== null) return words.replace(/\$(\d)/gu, (_, group: string) => match[Number(group)] ?? '');
  }
  return line === '' ? 'this is no YAML' : `${line.charAt(0).toLowerCase()}${line.slice(1, 160)}`;
}
