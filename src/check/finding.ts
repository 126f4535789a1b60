import type { Span } from '../core/source.js';
import type { Assumption } from '../core/worlds.js';

/** SARIF 2.1.0 section 3.27.10, without `none`. */
export type Level = 'error' | 'warning' | 'note';

/** `possible`: it holds under values that cannot be known here, or that the input merely allows. */
export type Certainty = 'definite' | 'possible';

/** A place with the words to say there. */
export interface Place {
  readonly span: Span;
  readonly message: string;
}

export interface Edit {
  readonly span: Span;
  /** What replaces the text of `span`. */
  readonly text: string;
}

/** A change that makes the finding go away and nothing else. */
export interface Fix {
  readonly description: string;
  readonly edits: readonly Edit[];
}

/** Words that say that a finding is accepted. SARIF 2.1.0 section 3.35. */
export interface Suppression {
  /** Whether they stand in the input itself or in the config. */
  readonly kind: 'inSource' | 'external';
  /** Why it is accepted, in the words of whoever does. */
  readonly justification: string;
  /** Where that is written, on one line. */
  readonly at: Span;
}

/** What reporters show. Spans are on one line. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  readonly certainty: Certainty;
  /** Plain text, two sentences at most: what is wrong, then what to do. */
  readonly message: string;
  /** What to do: the second sentence of `message`. */
  readonly advice: string;
  /** The one scalar that causes it; its message is a short label for the caret. */
  readonly primary: Place;
  /** Where the value came from, other culprits, what would have saved it. */
  readonly related: readonly Place[];
  /** The way of the value from where it was written to where it is used; empty if it was written there. */
  readonly flow: readonly Place[];
  /** The choices under which it holds; empty if it holds whatever is chosen. */
  readonly assumptions: readonly Assumption[];
  /** The address of the sink or statement it is about. */
  readonly subject: string;
  /** The name of what `subject` is, where it is declared; undefined where that is not known. */
  readonly declared: Span | undefined;
  /** KMS events that are lost, by name, sorted; empty where the rule is not about a loss. */
  readonly events: readonly string[];
  readonly fixes: readonly Fix[];
  /** Stable across moves of lines: 16 hexadecimal digits over rule, path, subject and cause. */
  readonly fingerprint: string;
  /** 16 hexadecimal digits over the evaluated cause, wherever it stands: the culprit, the events that are lost, the choices under which they are. */
  readonly cause: string;
  /** Who holds a grant, each with 16 hexadecimal digits over how, sorted; empty where it is about none. It is part of the cause: one less is the same, one more is not. */
  readonly holders: readonly string[];
  /** What a baseline, or what was there before a change, says of it; undefined where nothing was compared. */
  readonly state: 'new' | 'unchanged' | undefined;
  /** Not empty: it stays in reports for machines, and neither fails a run nor is shown. */
  readonly suppressions: readonly Suppression[];
}

/** Findings that nobody has accepted. */
export const unsuppressed = (findings: readonly Finding[]): readonly Finding[] => findings.filter(({ suppressions }) => suppressions.length === 0);

/** Findings that are shown and that fail a run: neither accepted nor known before. */
export const judged = (findings: readonly Finding[]): readonly Finding[] => unsuppressed(findings).filter(({ state }) => state !== 'unchanged');
