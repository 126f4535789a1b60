import { lineNumber } from '../../core/line-index.js';
import type { Source, Span } from '../../core/source.js';
import type { Library } from '../library.js';
import { within } from './manifest.js';

/** A frame of a stack, as far as it names a place in the user's own code. */
export interface Frame {
  /** The steps of the way to the file, from the root of the machine on which the CDK ran. */
  readonly steps: readonly string[];
  /** From 1. */
  readonly line: number;
  /** From 1; undefined where it was not told. */
  readonly column: number | undefined;
}

/** Longer ones are no frames. */
const LONGEST = 4096;

/**
 * `new Audit (/srv/app/lib/audit.ts:12:5)`, `at file:///srv/app/bin/app.mjs:3:1`, `<module> (/srv/app/app.py:7)`. The CDK
 * takes a frame without a function apart at the wrong place: `file:///srv/app/bin/app.mjs:3 (:)`.
 */
export function frameOf(text: string): Frame | undefined {
  if (text.length > LONGEST || text.includes('node_modules')) return undefined;
  const open = text.lastIndexOf('(');
  const inner = open >= 0 && text.endsWith(')') ? text.slice(open + 1, -1) : text;
  const place = inner === ':' ? text.slice(0, open) : inner;
  const parts = /^(?:\s*at )?(?:async )?(.*)$/su.exec(place.trim())?.[1]?.split(':') ?? [];
  const numbers: number[] = [];
  while (numbers.length < 2 && /^\d+$/u.test(parts.at(-1) ?? '')) numbers.unshift(Number(parts.pop()));
  const [line, column] = numbers;
  const steps = stepsOf(parts.join(':'));
  return line === undefined || steps === undefined ? undefined : { steps, line, column };
}

function stepsOf(file: string): readonly string[] | undefined {
  if (file.startsWith('node:') || !/[\\/.]/u.test(file)) return undefined;
  const steps = decoded(file).split(/[\\/]/u).filter((step) => step !== '' && step !== '.' && step !== 'file:');
  return steps.length === 0 || steps.includes('..') ? undefined : steps;
}

/** URLs of files have `%20` for a blank. */
function decoded(file: string): string {
  if (!file.startsWith('file:')) return file;
  try {
    return decodeURIComponent(file);
  } catch {
    return file;
  }
}

/** Where files of the machine on which the CDK ran lie here: below `base` what is below `prefix` there. */
interface Mapping {
  readonly base: string;
  readonly prefix: readonly string[];
}

/** Files by which the mapping is found, and those by which mappings are compared. */
const TRIED = 4;
const COMPARED = 24;
/** Steps of a way that are tried; deeper repositories are not. */
const DEEPEST = 12;

/** Opens the file of a frame; undefined for one that is not in the repository. */
export type Locate = (frame: Frame) => Source | undefined;

/**
 * The CDK writes whole paths, of a machine that may be another one. A file is looked for by the end of its path, in the
 * folder that holds the output and in those above it; the place that suits most of the files is taken for all.
 */
export function locatorOf(frames: Iterable<Frame>, project: string, library: Library): Locate {
  const files = distinct(frames);
  const mappings = files.slice(0, TRIED).flatMap((steps) => mappingsFor(steps, project, library));
  const suits = (mapping: Mapping): number => files.slice(0, COMPARED).filter((steps) => sourceAt(mapping, steps, library) !== undefined).length;
  const [best] = mappings.map((mapping) => ({ mapping, suited: suits(mapping) })).sort((a, b) => b.suited - a.suited);
  return ({ steps }) => (best === undefined ? undefined : sourceAt(best.mapping, steps, library));
}

function distinct(frames: Iterable<Frame>): readonly (readonly string[])[] {
  const found = new Map<string, readonly string[]>();
  for (const { steps } of frames) {
    if (found.size >= COMPARED) break;
    found.set(steps.join('/'), steps);
  }
  return [...found.values()];
}

/** Every place at which the end of a way is a file here, the longest end first. A mere name says something only beside the output. */
function mappingsFor(steps: readonly string[], project: string, library: Library): readonly Mapping[] {
  const found: Mapping[] = [];
  for (let length = Math.min(steps.length, DEEPEST); length > 0; length--) {
    for (const base of length > 1 ? upwards(project) : [project]) {
      const mapping = { base, prefix: steps.slice(0, -length) };
      if (sourceAt(mapping, steps, library) !== undefined) found.push(mapping);
    }
  }
  return found;
}

/** A folder and those above it, the nearest first. */
function upwards(folder: string): readonly string[] {
  const steps = folder === '' ? [] : folder.split('/');
  return [...steps.map((_, index) => steps.slice(0, steps.length - index).join('/')), ''];
}

function sourceAt({ base, prefix }: Mapping, steps: readonly string[], library: Library): Source | undefined {
  if (!prefix.every((step, index) => steps[index] === step)) return undefined;
  const opened = library.open(steps.slice(prefix.length).join('/'), within(base));
  if (opened.kind === 'closed' || isMadeFromTypeScript(opened.source.path, library)) return undefined;
  return opened.source;
}

/** The place in a compiled file says nothing to whoever wrote the other one. */
function isMadeFromTypeScript(path: string, library: Library): boolean {
  if (!/\.[cm]?js$/u.test(path)) return false;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return [name.replace(/js$/u, 'ts'), name.replace(/\.js$/u, '.tsx')].some((one) => one !== name && library.open(one, path).kind === 'read');
}

/** What makes something: `new Trail`, a call, or the name of a property that is set. */
const making = /\bnew\s+[\p{L}_$][\p{L}\p{N}_$.]*|(?<![\p{L}\p{N}_$])(?!(?:if|for|while|switch|return|function|catch)\b)[\p{L}_$][\p{L}\p{N}_$]*(?=\s*(?:\(|=(?!=|>)))/gu;

/** The longest line in which an expression is looked for. */
const LONGEST_LINE = 2000;

/** The expression on the line of a frame, by its column where that is known; undefined where nothing there makes anything, so that the file is not the one that ran. */
export function expressionAt(source: Source, { line, column }: Frame): Span | undefined {
  const whole = lineNumber(source, line);
  if (whole === undefined || whole.end - whole.start > LONGEST_LINE) return undefined;
  const found = [...source.text.slice(whole.start, whole.end).matchAll(making)].map(({ index, 0: text }) => ({ source, start: whole.start + index, end: whole.start + index + text.length }));
  if (column === undefined) return found.find(({ start, end }) => /^new\s/u.test(source.text.slice(start, end))) ?? found.find(({ end }) => /^\s*\(/u.test(source.text.slice(end, whole.end))) ?? found[0];
  const offset = whole.start + column - 1;
  return found.find(({ start, end }) => start <= offset && offset < end) ?? found.filter(({ start }) => start <= offset).at(-1);
}
