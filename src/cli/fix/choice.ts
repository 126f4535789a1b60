import { addTo } from '../../core/long.js';
import type { Source } from '../../core/source.js';
import type { Edit, Finding, Fix } from '../../check/finding.js';
import { draftText, type Draft, type EditsByFile } from './draft.js';
import type { Original, Originals } from './originals.js';
import { Stretches } from './stretches.js';

/** A fix to make, with the findings that it takes away. */
export interface Chosen {
  readonly fix: Fix;
  readonly findings: readonly Finding[];
  readonly edits: EditsByFile;
}

/** What to do in one round, and files that hold fixes and are not changed, with the reason. */
export interface Choice {
  readonly chosen: readonly Chosen[];
  readonly refused: ReadonlyMap<string, string>;
}

/** What one fix is known by, wherever its lines have moved to. */
export const keyOfFix = ({ rule, primary, subject, cause }: Finding, { description }: Fix): string => [rule, primary.span.source.path, subject, cause, description].join('\u0000');

export const CHANGED = 'it is no longer what was linted';

/**
 * The fixes that can be made at once, in the order of their findings: of those that get in each other's way the first. Of one sink one
 * fix is made at a time: each knows its text as it is, and of two that empty a list together neither would see that.
 */
export function choose(findings: readonly Finding[], draft: Draft, originals: Originals, isBarred: (key: string) => boolean): Choice {
  const made = new Map<string, Chosen & { readonly findings: Finding[] }>();
  const refused = new Map<string, string>();
  const taken: Taken = { edits: new Map(), sinks: new Set() };
  const originalOf = lyingAt(draft, originals);
  for (const finding of findings) {
    const fix = finding.fixes.find((one) => one.edits.length > 0 && !isBarred(keyOfFix(finding, one)));
    if (fix === undefined) continue;
    const edits = placed(fix.edits, originalOf);
    if ('reason' in edits) {
      refused.set(edits.path, edits.reason);
      continue;
    }
    const key = [...edits].flatMap(([{ path }, own]) => own.map(({ span, text }) => [path, span.start, span.end, text].join('\u0000'))).join('\u0001');
    const same = made.get(key);
    if (same !== undefined) same.findings.push(finding);
    else if (take(finding, edits, taken)) made.set(key, { fix, findings: [finding], edits });
  }
  return { chosen: [...made.values()], refused };
}

/** The edits by file; the path of a file that is not to be changed, with the reason, where there is one. */
function placed(edits: readonly Edit[], originalOf: OriginalOf): EditsByFile | { readonly path: string; readonly reason: string } {
  const byFile = new Map<Original, Edit[]>();
  for (const edit of edits) {
    const { source } = edit.span;
    const original = originalOf(source);
    if (typeof original === 'string') return { path: source.path, reason: original };
    addTo(byFile, original, edit);
  }
  for (const own of byFile.values()) own.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return byFile;
}

/** The file that a text was read from; why it is not changed, in words that fit behind a colon. */
type OriginalOf = (source: Source) => Original | string;

/** Texts are held against files once, however many findings there are in them. */
function lyingAt(draft: Draft, originals: Originals): OriginalOf {
  const known = new Map<Source, Original | string>();
  return (source) => {
    const found = known.get(source) ?? settled(originals(source.path), source, draft);
    known.set(source, found);
    return found;
  };
}

const settled = (original: Original | string, source: Source, draft: Draft): Original | string =>
  typeof original !== 'string' && (source.bom !== original.bom || source.text !== draftText(draft, original)) ? CHANGED : original;

interface Taken {
  readonly edits: Map<Original, Stretches>;
  readonly sinks: Set<string>;
}

/** Takes the places of the edits, unless they touch some that are taken. */
function take(finding: Finding, edits: EditsByFile, taken: Taken): boolean {
  const sink = sinkOf(finding);
  if (taken.sinks.has(sink)) return false;
  for (const [original, own] of edits) if (own.some(({ span }) => taken.edits.get(original)?.touches(span) === true)) return false;
  taken.sinks.add(sink);
  for (const [original, own] of edits) {
    const places = taken.edits.get(original) ?? new Stretches();
    taken.edits.set(original, places);
    for (const { span } of own) places.add(span);
  }
  return true;
}

/** Instances of one declaration are one. */
const sinkOf = ({ declared, primary, subject }: Finding): string =>
  (declared === undefined ? [primary.span.source.path, subject] : [declared.source.path, declared.start, declared.end]).join('\u0000');
