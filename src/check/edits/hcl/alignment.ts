import { tokensOf, type Token } from './tokens.js';

/** The blanks before an equals sign, or before a comment behind something, and how many there are to be. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  readonly wanted: number;
}

interface Line {
  readonly start: number;
  /** What stands before the equals sign, or all that stands in the line but its comment. */
  readonly lead: readonly Token[];
  /** The equals sign and the value, where all of the value stands in the line. */
  readonly assign: readonly Token[];
  readonly comment: Token | undefined;
}

/**
 * The gaps of a text that are not as `terraform fmt` makes them: equals signs of lines that follow each other stand in one
 * column, and so do comments behind something. hashicorp/hcl, `hclwrite`, "format". Throws `Unclear`.
 */
export function misaligned(text: string): readonly Gap[] {
  const lines = linesOf(tokensOf(text));
  const widths = new Map<Line, number>();
  const equals = chains(lines, ({ assign }) => assign.length > 0).flatMap((chain) => {
    const leads = chain.map((line) => columns(text.slice(line.start, endOf(line.lead))));
    const most = greatest(leads);
    return chain.flatMap((line, i): readonly Gap[] => {
      widths.set(line, most + 1 + columns(text.slice(line.assign[0]?.start ?? 0, endOf(line.assign))));
      return [{ start: endOf(line.lead), end: line.assign[0]?.start ?? 0, wanted: most - (leads[i] ?? 0) + 1 }];
    });
  });
  const comments = chains(lines, ({ comment }) => comment !== undefined).flatMap((chain) => {
    const all = chain.map((line) => widths.get(line) ?? columns(text.slice(line.start, endOf(line.lead))));
    const most = greatest(all);
    return chain.map(({ lead, assign, comment }, i): Gap => ({ start: endOf([...lead.slice(-1), ...assign.slice(-1)]), end: comment?.start ?? 0, wanted: most - (all[i] ?? 0) + 1 }));
  });
  return [...equals, ...comments].filter(({ start, end, wanted }) => text.slice(start, end) !== ' '.repeat(wanted));
}

const greatest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), 0);

const endOf = (tokens: readonly Token[]): number => tokens.at(-1)?.end ?? 0;

/** Made when a text needs it: that takes 10 ms. */
let segments: Intl.Segmenter | undefined;
const segmenter = (): Intl.Segmenter => (segments ??= new Intl.Segmenter('en', { granularity: 'grapheme' }));

/** What a reader counts as characters. */
const columns = (text: string): number => (/^[ -~]*$/u.test(text) ? text.length : [...segmenter().segment(text)].length);

/** Lines that follow each other and have something to align. */
function chains(lines: readonly Line[], has: (line: Line) => boolean): readonly (readonly Line[])[] {
  const found: Line[][] = [];
  let last: Line[] | undefined;
  for (const line of lines) {
    if (!has(line)) last = undefined;
    else if (last === undefined) found.push((last = [line]));
    else last.push(line);
  }
  return found;
}

/** Lines as tokens end them: a heredoc, or a remark over lines, does not. */
function linesOf(tokens: readonly Token[]): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  let from = 0;
  tokens.forEach((token, i) => {
    if (token.kind !== 'break') return;
    lines.push(lineOf(start, tokens.slice(from, i)));
    [start, from] = [token.end, i + 1];
  });
  return [...lines, lineOf(start, tokens.slice(from))];
}

function lineOf(start: number, tokens: readonly Token[]): Line {
  const last = tokens.at(-1);
  const comment = tokens.length > 1 && last?.kind === 'comment' ? last : undefined;
  const rest = comment === undefined ? tokens : tokens.slice(0, -1);
  const equals = rest.findIndex(({ mark }, i) => i > 0 && mark === '=');
  const isWhole = equals !== -1 && rest.slice(equals).reduce((open, token) => open + opened(token), 0) === 0;
  return { start, comment, lead: isWhole ? rest.slice(0, equals) : rest, assign: isWhole ? rest.slice(equals) : [] };
}

function opened({ mark }: Token): number {
  if (mark === '(' || mark === '[' || mark === '{') return 1;
  return mark === ')' || mark === ']' || mark === '}' ? -1 : 0;
}
