import type { Candidate, Input } from '../../core/worlds.js';
import type { Question } from './values/tests.js';
import type { ProgramInput, Scalar } from './values/values.js';

/** What an input can be: a value that the program compares it with, another one, or nothing. */
export type Given = { readonly kind: 'literal'; readonly value: Scalar['value'] } | { readonly kind: 'other' | 'false' | 'missing' } | { readonly kind: 'answer'; readonly holds: boolean };

const spelt = (value: Scalar['value']): string => (typeof value === 'string' && value !== '' ? value : JSON.stringify(value));

/** What an input can be, once the program has run: while it runs, more may be asked of it. */
const known = new WeakMap<ProgramInput, Input<Given>>();

/** The candidates of an input: its default first where it has one, then all that the program tells apart. */
export function inputOf(input: ProgramInput): Input<Given> {
  const before = known.get(input);
  if (before !== undefined) return before;
  const made = madeOf(input);
  known.set(input, made);
  return made;
}

function madeOf(input: ProgramInput): Input<Given> {
  const { name, default: given, outside, literals, closed, optional, tested } = input;
  const mayLack = given === undefined && (optional || (outside && tested));
  const candidates: Candidate<Given>[] = [];
  if (given !== undefined) candidates.push({ value: { kind: 'literal', value: given.value }, label: spelt(given.value), default: true });
  // What may be left out is left out if nobody chooses.
  if (mayLack) candidates.push({ value: { kind: 'missing' }, label: 'not set', default: true });
  for (const value of literals) if (value !== given?.value) candidates.push({ value: { kind: 'literal', value }, label: spelt(value), default: false });
  const isFlag = tested && given === undefined && literals.size === 0;
  if (closed !== true && (given === undefined || literals.size > 0)) candidates.push({ value: { kind: 'other' }, label: literals.size > 0 ? 'another value' : isFlag && !outside ? 'true' : 'set', default: outside && !mayLack && given === undefined });
  if (tested && given === undefined && !outside) candidates.push({ value: { kind: 'false' }, label: literals.size > 0 ? 'nothing' : 'false', default: false });
  return { name, candidates };
}

/** A question that is no input's: yes or no. */
export const expressionInput = (label: string): Input<Given> => ({
  name: label,
  candidates: [true, false].map((holds): Candidate<Given> => ({ value: { kind: 'answer', holds }, label: String(holds), default: false })),
});

/** What a choice says to a question. */
export function answered(question: Question, given: Given): boolean | undefined {
  switch (given.kind) {
    case 'answer':
      return given.holds;
    case 'missing':
      return false;
    case 'false':
      return question.kind === 'given';
    case 'other':
      return question.kind !== 'equals';
    case 'literal':
      return question.kind === 'equals' ? question.value === given.value : question.kind === 'given' ? given.value !== null : Boolean(given.value);
  }
}

/** Whether nobody in view decides: the program asks whether it is true, and never provides for its not being given. */
export const isUndecided = ({ default: given, outside, optional }: ProgramInput): boolean => given === undefined && !outside && !optional;
