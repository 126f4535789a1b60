import { append } from '../../core/long.js';
import { MARK, mayHoldMark, type Ignore, type Wrong } from '../../core/ignore.js';
import type { Source, Span } from '../../core/source.js';

/** A comment in a text, with the signs that open and close it. */
export interface Comment {
  readonly start: number;
  readonly end: number;
}

/** A run of anything but blanks. */
interface Word extends Comment {
  readonly text: string;
}

/**
 * `keytrail-ignore RULE[, RULE] [until YYYY-MM-DD] -- reason`, wherever a line of a comment begins with it, or goes on with it
 * behind other words. What is written in another way is told, never passed over.
 */
export function directivesIn(source: Source, { start, end }: Comment): readonly Ignore[] {
  const found: Ignore[] = [];
  for (let at = start; at < end; ) {
    const lineBreak = source.text.indexOf('\n', at);
    const lineEnd = lineBreak === -1 || lineBreak > end ? end : lineBreak;
    if (mayHoldMark(source.text.slice(at, lineEnd))) append(found, inLine(source, wordsIn(source.text, at, lineEnd)));
    at = lineEnd + 1;
  }
  return found;
}

const WORD = /[^\s]+/gu;

/** The words of a line of a comment, without the signs of the comment. */
function wordsIn(text: string, start: number, end: number): readonly Word[] {
  return [...text.slice(start, end).matchAll(WORD)].flatMap(({ 0: all, index }): readonly Word[] => {
    const opened = all.replace(OPENER, '');
    const word = opened.endsWith('*/') ? opened.replace(/\*+\/$/u, '') : opened;
    const from = start + index + all.length - opened.length;
    return opened === '' || word === '' ? [{ text: SIGN, start: from, end: from }] : [...(opened === all ? [] : [{ text: SIGN, start: from, end: from }]), { text: word, start: from, end: from + word.length }];
  });
}

const OPENER = /^(?:#+|\/\/+|\/\*+|\*+(?!\/)|;)!?/u;
/** Stands for what opens a comment, or a line of one. */
const SIGN = '';

/** A word that is meant for keytrail, whatever follows it at once. */
const isMark = (text: string): boolean => /^keytrail[-_:]?ignore(?!\w)/iu.test(text);

function inLine(source: Source, words: readonly Word[]): readonly Ignore[] {
  const found: Ignore[] = [];
  for (let at = 0; at < words.length; ) {
    const isFirst = at === 0 || words[at - 1]?.text === SIGN;
    const directive = isMark(words[at]?.text ?? '') ? new Directive(source, untilNext(words, at)) : undefined;
    if (directive === undefined || !(isFirst || directive.isWhole)) at++;
    else {
      append(found, directive.ignores().map((ignore): Ignore => (isFirst ? ignore : { ...ignore, loose: true })));
      at += directive.words.length;
    }
  }
  return found;
}

/** Up to the sign of a comment that another directive begins with. */
function untilNext(words: readonly Word[], from: number): readonly Word[] {
  const next = words.findIndex(({ text }, index) => index > from && text === SIGN && isMark(words[index + 1]?.text ?? ''));
  return words.slice(from, next === -1 ? undefined : next);
}

const FORM = `Write \`${MARK} RULE -- reason\`.`;

/** What people write for the two hyphens. */
const OTHER_DASH = /^(?:[\u2010-\u2015\u2212]|-|-{3,})$/u;

class Directive {
  private readonly mark: Word;
  /** What stands before the reason. */
  private readonly head: readonly Word[];
  private readonly reason: string;
  /** Undefined where no day is asked for; empty where none is named. */
  private readonly until: string | undefined;
  /** Whether it is written as it must be, so that it is none by chance. */
  readonly isWhole: boolean;

  constructor(
    private readonly source: Source,
    readonly words: readonly Word[],
  ) {
    const [mark, ...rest] = words;
    if (mark === undefined) throw new Error('a directive without words');
    this.mark = mark;
    const dashes = rest.findIndex(({ text }) => /^--(?!-)/u.test(text));
    const head = dashes === -1 ? rest : rest.slice(0, dashes);
    const isDated = head.at(-2)?.text === 'until' || head.at(-1)?.text === 'until';
    this.until = !isDated ? undefined : head.at(-1)?.text === 'until' ? '' : (head.at(-1)?.text ?? '');
    this.head = isDated ? head.slice(0, this.until === '' ? -1 : -2) : head;
    this.reason = dashes === -1 ? '' : this.reasonIn(rest.slice(dashes));
    this.isWhole = dashes !== -1 && this.head.length > 0 && mark.text === MARK;
  }

  private reasonIn(words: readonly Word[]): string {
    const [first, last] = [words[0], words.findLast(({ text }) => text !== SIGN)];
    return first === undefined || last === undefined ? '' : this.source.text.slice(first.start + '--'.length, last.end).trim();
  }

  ignores(): readonly Ignore[] {
    const { mark } = this;
    if (mark.text !== MARK) return [this.refused(mark, `There is no \`${mark.text}\`: nothing is ignored`)];
    const names = this.names();
    return names.length === 0 ? [this.refused(mark, `\`${MARK}\` names no rule: nothing is ignored`)] : names.map((name) => this.ignore(name));
  }

  /** What stands between the commas. */
  private names(): readonly (readonly Word[])[] {
    const names: Word[][] = [[]];
    for (const { text, start } of this.head) {
      let at = start;
      for (const [index, part] of text.split(',').entries()) {
        if (index > 0) names.push([]);
        if (part !== '') names.at(-1)?.push({ text: part, start: at, end: at + part.length });
        at += part.length + 1;
      }
    }
    return names.length === 1 && names[0]?.length === 0 ? [] : names;
  }

  private ignore([rule, ...rest]: readonly Word[]): Ignore {
    if (rule === undefined) return this.refused(this.mark, `\`${MARK}\` names no rule beside a comma`);
    const wrong = this.wrong(rule, rest);
    return { rule: rule.text, own: true, reason: this.reason, until: this.until ?? '', at: this.span(rule), limited: false, ...(wrong !== undefined && { wrong }) };
  }

  /** Between a rule and the reason there is nothing but a day. */
  private wrong({ text: rule }: Word, [first, ...rest]: readonly Word[]): Wrong | undefined {
    if (first !== undefined) {
      const message = OTHER_DASH.test(first.text)
        ? `Between \`${rule}\` and the reason stands \`${first.text}\`, not \`--\`: nothing is ignored`
        : `Behind \`${rule}\` stands \`${shortened([first, ...rest].map(({ text }) => text).join(' '))}\`, which is no reason without \`--\` before it: nothing is ignored`;
      return { rule: 'ignore-without-reason', message, advice: FORM };
    }
    return this.until === '' ? { rule: 'ignore-expired', message: `The ignore of \`${rule}\` names no day behind \`until\`: it does not act`, advice: 'Write the last day as YYYY-MM-DD.' } : undefined;
  }

  private refused(at: Word, message: string): Ignore {
    return { rule: '', own: true, reason: '', until: '', at: this.span(at), limited: false, wrong: { rule: 'ignore-unused', message, advice: FORM } };
  }

  private span({ start, end }: Word): Span {
    return { source: this.source, start, end };
  }
}

const MOST_SHOWN = 40;
const shortened = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}...` : text);
