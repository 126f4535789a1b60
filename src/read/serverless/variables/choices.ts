import type { Span } from '../../../core/source.js';
import type { Candidate, Choose, Input } from '../../../core/worlds.js';

/** What an option, an environment variable or a parameter is in a world: not given, a text, or any text but the ones on which something turns. */
export type Choice = { readonly kind: 'none' } | { readonly kind: 'text'; readonly text: string } | { readonly kind: 'other' };

/** A text that came from an input: what stands before and after the value of the input in it. */
export interface Dependence {
  readonly input: string;
  readonly before: string;
  readonly after: string;
}

/** More values of one input than this are never tried: the world cap is lower. */
const MAX_TURNS = 64;
/** Nor are more inputs than this: two values each would be too many worlds. */
const MAX_INPUTS = 16;

/**
 * The values on which something turns, by input: keys that it selects, texts that it is compared with. They show only while
 * worlds are evaluated; once there are new ones, all worlds are evaluated again.
 */
export class Turns {
  grown = false;
  private readonly known = new Map<string, Set<string>>();
  private readonly labels = new Map<string, string>();
  private readonly tried = new Set<string>();

  of(input: string): ReadonlySet<string> {
    return this.known.get(input) ?? new Set();
  }

  /** Whether the values of an input on which something turns are left out, since there are too many such inputs. */
  isLeftOut(input: string): boolean {
    if (this.of(input).size === 0 || this.tried.has(input)) return false;
    if (this.tried.size >= MAX_INPUTS) return true;
    this.tried.add(input);
    return false;
  }

  /** What holds where an input is not given, in words. */
  label(input: string, make: () => string): string {
    const label = this.labels.get(input) ?? make();
    this.labels.set(input, label);
    return label;
  }

  /** Notes the values that make one of the texts of what depends on an input. */
  add({ input, before, after }: Dependence, texts: Iterable<string>): void {
    const values = this.known.get(input) ?? new Set<string>();
    this.known.set(input, values);
    for (const text of texts) {
      if (text.length <= before.length + after.length || !text.startsWith(before) || !text.endsWith(after)) continue;
      const value = text.slice(before.length, text.length - after.length);
      if (values.size >= MAX_TURNS || values.has(value)) continue;
      values.add(value);
      this.grown = true;
    }
  }
}

/** Asks for the inputs of one world. */
export class Choices {
  constructor(
    readonly turns: Turns,
    private readonly choose: Choose<Choice>,
    /** Where each input is used first: what was left open is told there. */
    readonly places: Map<string, Span>,
    /** Inputs that were left open before any world was looked at. */
    readonly leftOpen: Set<string>,
  ) {}

  /**
   * What the input is in this world; undefined where it was left open. `fallback` is what holds where it is not given, as it is
   * shown: undefined where nothing does, so that it must be given.
   */
  ask(name: string, at: Span, fallback: (() => string) | undefined): Choice | undefined {
    if (!this.places.has(name)) this.places.set(name, at);
    if (!this.turns.isLeftOut(name)) return this.choose(this.input(name, fallback))?.value;
    this.leftOpen.add(name);
    return undefined;
  }

  private input(name: string, fallback: (() => string) | undefined): Input<Choice> {
    const values = [...this.turns.of(name)];
    const label = fallback === undefined || values.length === 0 ? '' : this.turns.label(name, fallback);
    const none: readonly Candidate<Choice>[] = fallback === undefined ? [] : [{ value: { kind: 'none' }, label, default: true }];
    const others = values.filter((text) => none.length === 0 || text !== label).map((text): Candidate<Choice> => ({ value: { kind: 'text', text }, label: text, default: false }));
    // What nothing turns on keeps what holds by default, like a parameter of a template.
    const open: readonly Candidate<Choice>[] = none.length > 0 && values.length === 0 ? [] : [{ value: { kind: 'other' }, label: 'another value', default: false }];
    return { name, candidates: [...none, ...others, ...open] };
  }
}
