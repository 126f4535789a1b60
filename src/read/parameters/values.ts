import { parseError, type Problem } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import type { GivenParameters, ParameterSet, ParameterValue } from './set.js';

/**
 * The values given for a run, and which of them are for no template of it: a name misspelt would otherwise change nothing and
 * say nothing. Templates in which nothing can matter are never parsed, so a name counts as declared where it stands in the text of one.
 */
export class Values {
  private readonly missing: Set<string>;
  private sawTemplate = false;

  /** `ofRun` are the sets given for this run alone. The others may well be for templates that are not in it. */
  constructor(
    private readonly given: GivenParameters,
    private readonly ofRun: readonly ParameterSet[],
  ) {
    const names = given.sets.flatMap(({ values }) => values.map(({ name }) => name));
    // A pseudo parameter has no declaration.
    this.missing = new Set([...given.byHand.keys(), ...names].filter((name) => !name.startsWith('AWS::')));
  }

  /** Takes note of a text, if it may be a template. */
  see(text: string): void {
    if (!text.includes('Resources')) return;
    this.sawTemplate = true;
    for (const name of this.missing) if (stands(name, text)) this.missing.delete(name);
  }

  /** Once every text was seen: what is given, without what is for none of them. */
  known(): GivenParameters {
    const known = (values: readonly ParameterValue[]): readonly ParameterValue[] => values.filter(({ name }) => !this.missing.has(name));
    // A set of which nothing is left is for templates that are not here.
    const sets = this.given.sets.filter(({ values }) => values.length === 0 || known(values).length > 0);
    return { ...this.given, sets: sets.map((set) => ({ ...set, values: known(set.values) })) };
  }

  /** Those of files, each at its key. */
  problems(): readonly Problem[] {
    const told = (value: ParameterValue): boolean => this.sawTemplate && this.missing.has(value.name);
    return this.ofRun.flatMap(({ values }) => values.filter(told)).map(({ name, key }) => parseError(`no template that is linted here has a parameter \`${name}\``, onOneLine(key.span), 'warning', 'Correct its name, or take it out.'));
  }

  /** Those given by hand, by name. */
  names(): readonly string[] {
    return this.sawTemplate ? [...this.given.byHand.keys()].filter((name) => this.missing.has(name)) : [];
  }
}

/** Whether `name` stands in `text` as a word. */
function stands(name: string, text: string): boolean {
  if (name === '') return true;
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    if (!isLetter(text.charAt(at - 1)) && !isLetter(text.charAt(at + name.length))) return true;
  }
  return false;
}

const isLetter = (character: string): boolean => /^[A-Za-z0-9]$/u.test(character);
