import { expect, it } from 'vitest';
import { commandsOf } from '../../../src/read/shell/syntax/commands.js';
import type { Assignment, Part, Word } from '../../../src/read/shell/syntax/tree.js';

/** A word as its parts: what is written as it is, `$name`, `$()` for what is expanded. */
const partOf = (part: Part): string => {
  switch (part.kind) {
    case 'literal':
      return part.text;
    case 'use':
      return `$${part.name}`;
    case 'output':
      return '$()';
    case 'unread':
      return '?';
  }
};
const wordOf = ({ parts }: Word): string => parts.map(partOf).join('');
const assignmentOf = ({ name, value, items, kind }: Assignment): string => `${kind === 'loop' ? 'for ' : ''}${name}${kind === 'append' ? '+' : ''}=${value === undefined ? `(${items?.map(wordOf).join(' ') ?? ''})` : wordOf(value)}`;

/** Every command on its own: assignments, words, redirections. */
const shown = (text: string): readonly string[] =>
  commandsOf(text).all.map(({ words, assignments, redirects }) => [...assignments.map(assignmentOf), ...words.map(wordOf), ...redirects.map(({ operator, target, body }) => `${operator}${body === undefined ? wordOf(target) : JSON.stringify(wordOf(body))}`)].join('|'));

const cases: readonly (readonly [name: string, text: string, ...commands: readonly string[]])[] = [
  ['words', 'a b  c\td', 'a|b|c|d'],
  ['quotes', `a 'b c' "d e" f'g'"h" '' i\\ j`, 'a|b c|d e|fgh||i j'],
  ['escapes in double quotes', '"\\$a \\"b\\" \\\\ \\n \\`"', '$a "b" \\ \\n `'],
  ['ANSI-C quotes', `$'a\\tb\\x41\\'\\u00e9'`, "a\tbA'é"],
  ['lines that go on', 'a \\\n b\\\nc \\\r\n d', 'a|bc|d'],
  ['comments', "a # it's\nb#c # d", 'a', 'b#c'],
  ['separators', 'a; b & c && d || e | f |& g', 'a', 'b', 'c', 'd', 'e', 'f', 'g'],
  ['variables', 'a $b ${c} "${d:-e f}" $1 $@ ${g%x} ${#h} $', 'a|$b|$c|$d|$1|$@|?|?|$'],
  ['substitutions', 'a $(b "$(c)") `d e`', 'a|$()|$()', 'b|$()', 'c', 'd|e'],
  ['arithmetic', 'a $((1 + (2))) ; ((i++)); b', 'a|?', 'b'],
  ['subshells', '(a; (b)) ; { c; }', 'a', 'b', 'c'],
  ['assignments', `a=b c='d e' f; g=; export h=i j; k+=l m[1]=n`, 'a=b|c=d e|f', 'g=', 'h=i|export|j', 'k+=l|m+=n'],
  ['arrays', 'a=(b "c d"\n # no\n $e)', 'a=(b c d $e)'],
  ['if', 'if a; then b; elif c; then d; else e; fi; f', 'a', 'b', 'c', 'd', 'e', 'f'],
  ['loops', 'for a in b "c"; do d; done; while e; do f; done\nuntil g\ndo\n h\ndone; for ((i=0;i<1;i++)); do j; done', 'for a=(b c)', 'd', 'e', 'f', 'g', 'h', 'j'],
  ['case', 'case $a in b|"c d") e;; (f) g ;& *) h\nesac; i', 'e', 'g', 'h', 'i'],
  ['functions', 'a() { b; }; function c { d; }\nfunction e() (f)\ng ()\n{ h; }', 'b', 'd', 'f', 'h'],
  ['tests', '[[ a < b && ! ( c > d ) ]] && e; [ f ]', '[[|a|b|!|c|d|]]', 'e', '[|f|]'],
  ['redirections', 'a >b 2>&1 <c >>d &>e {f}>g', 'a|{f}|>b|>&1|<c|>>d|&>e|>g'],
  ['here-documents', 'a <<B <<-\'C\' d\nx $y \\$z\nB\n\t$w\n\tC\ne', 'a|d|<<"x $y $z\\n"|<<-"$w\\n"', 'e'],
  ['a here-document in a substitution', "a $(b <<'C'\n) it's\nC\n) d", 'a|$()|d', 'b|<<") it\'s\\n"'],
  ['a here-string', 'a <<<"b c"', 'a|<<<"b c"'],
  ['substitutions of processes', 'a <(b) >(c) < <(d)', 'a|?|?|<?', 'b', 'c', 'd'],
  ['reserved words only where a command begins', 'a if then { } done', 'a|if|then|{|}|done'],
  ['carriage returns', 'a b\r\nc <<D\r\ne\r\nD\r\nf', 'a|b', 'c|<<"e\\r\\n"', 'f'],
  ['a here-document that never ends', 'a <<B\nc', 'a|<<"c"'],
];

it.each(cases)('%s', (_name, text, ...commands) => {
  expect(shown(text)).toEqual(commands);
});

it.each([
  ["a 'b", 2],
  ['a "b', 2],
  ["a $'b", 2],
  ['a "b$(c', 2],
  ["a 'b'", undefined],
  ["# it's", undefined],
])('tells of a quote that is never closed: %s', (text, at) => {
  expect(commandsOf(text).unclosed).toBe(at);
});
