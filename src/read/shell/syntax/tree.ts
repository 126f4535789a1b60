/** What is written in a script: commands and their words, with places in its text. Nothing is expanded yet. */

export type Part = Literal | Use | Output | Unread;

interface Place {
  readonly start: number;
  readonly end: number;
  /** Whether it stands in quotes: what comes out of it is one word then. */
  readonly quoted: boolean;
}

/** Characters that stand for `text`: themselves where `verbatim`. */
export interface Literal extends Place {
  readonly kind: 'literal';
  readonly text: string;
  readonly verbatim: boolean;
}

/** `$name`, `${name}`, `${name:-fallback}`; `every` for `${name[@]}`. */
export interface Use extends Place {
  readonly kind: 'use';
  readonly name: string;
  readonly every: boolean;
  readonly fallback: Word | undefined;
}

/** `$(commands)`, and the same in backticks. */
export interface Output extends Place {
  readonly kind: 'output';
  readonly commands: readonly Command[];
}

/** An expansion that is not looked into: arithmetic, patterns, processes. */
export interface Unread extends Place {
  readonly kind: 'unread';
}

export interface Word {
  readonly parts: readonly Part[];
  readonly start: number;
  readonly end: number;
}

export interface Assignment {
  readonly name: string;
  /** Undefined where it is set to something that is not written here. */
  readonly value: Word | undefined;
  /** `name=(...)`, and what a loop goes through. */
  readonly items: readonly Word[] | undefined;
  readonly kind: 'set' | 'append' | 'loop';
  readonly start: number;
  readonly block: Block;
}

export interface Redirect {
  readonly operator: string;
  readonly target: Word;
  /** What a here-document or here-string holds. */
  readonly body: Word | undefined;
}

/** A simple command. */
export interface Command {
  readonly words: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirects: readonly Redirect[];
  readonly block: Block;
  readonly start: number;
  readonly end: number;
}

/** A part of a script. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Commands of which all run, or none: the body of a loop, a branch, what stands behind `&&`. */
export interface Block {
  readonly parent: Block | undefined;
  /** The function of which it is the body; `` for a block of another kind. */
  readonly defines: string;
}

/** What a text comes to. */
export interface Commands {
  /** All of them, those in substitutions and functions too, in the order in which they begin. */
  readonly all: readonly Command[];
  readonly comments: readonly Stretch[];
  /** Where a quote opens that is never closed: what is behind it is one word. */
  readonly unclosed: number | undefined;
}

/** Deeper nesting than scripts have: what is deeper may or may not run. */
const MAX_BLOCKS = 64;

/** Whether what was done in `before` is done in `block`. */
export function isWithin(block: Block, before: Block): boolean {
  let at: Block | undefined = block;
  for (let steps = 0; at !== undefined && steps < MAX_BLOCKS; steps++) {
    if (at === before) return true;
    at = at.parent;
  }
  return false;
}

/** The name of the function in which a block stands, if it stands in one. */
export function functionOf(block: Block): string {
  let at: Block | undefined = block;
  for (let steps = 0; at !== undefined && steps < MAX_BLOCKS; steps++) {
    if (at.defines !== '') return at.defines;
    at = at.parent;
  }
  return '';
}

/** The text of a word that is written out, in one piece or several; undefined for one in which anything is expanded. */
export function literalText({ parts }: Word): string | undefined {
  let text = '';
  for (const part of parts) {
    if (part.kind !== 'literal') return undefined;
    text += part.text;
  }
  return text;
}
