import type { Node } from '../../../core/node.js';
import { parseError, type Problem } from '../../../core/problem.js';
import { onOneLine, type Source, type Span } from '../../../core/source.js';
import type { Expression } from '../../text/hcl/syntax.js';

/** A file of variables, as `-var-file` takes it: HCL, or JSON where its name ends in `.json`. */
export interface VariableFile {
  readonly kind: 'file';
  /** Relative to the repository root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Whether it holds for whatever is linted (the config names it): then it may well give variables that no module of the run has. */
  readonly standing: boolean;
}

/** Something that gives values to the variables of root modules. */
export type VariableSource =
  | VariableFile
  /** By hand, as `-var` takes it: a text, or an expression where the type of the variable is no primitive one. */
  | { readonly kind: 'text'; readonly name: string; readonly text: string }
  /** A map that is written in another file, such as the config. */
  | { readonly kind: 'map'; readonly values: Node };

/** A value that a variable of a root module is given: an expression with its place, or the text that stands in no file. */
export interface GivenVariable {
  readonly name: string;
  readonly value: Expression | string;
}

/** What a source gives. */
export interface SourceRead {
  readonly source: VariableSource;
  readonly given: readonly GivenVariable[];
  /** Where the names stand. */
  readonly keys: readonly { readonly name: string; readonly at: Span }[];
  readonly problems: readonly Problem[];
}

/** Reads what gives values. To read HCL is a part that is loaded by need. */
export async function givenVariables(sources: readonly VariableSource[]): Promise<GivenVariables> {
  if (sources.length === 0) return new GivenVariables([]);
  const { readSource } = await import('./files.js');
  return new GivenVariables(sources.map(readSource));
}

/** The values given for the variables of root modules, and which of them are for none of a run: a name misspelt would otherwise change nothing and say nothing. */
export class GivenVariables {
  /** In the order in which they were given: of one name the last counts. */
  readonly all: readonly GivenVariable[];
  /** What is wrong with the files. */
  readonly faults: readonly Problem[];
  private readonly byHand: readonly string[];
  /** What files give for this run alone, and where. */
  private readonly ofRun: readonly { readonly name: string; readonly at: Span }[];
  private readonly missing: Set<string>;
  private sawModule = false;

  constructor(read: readonly SourceRead[]) {
    this.all = read.flatMap(({ given }) => given);
    this.faults = read.flatMap(({ problems }) => problems);
    this.byHand = read.flatMap(({ source, given }) => (source.kind === 'text' ? given.map(({ name }) => name) : []));
    this.ofRun = read.flatMap(({ source, keys }) => (source.kind === 'file' && !source.standing ? keys : []));
    this.missing = new Set([...this.byHand, ...this.ofRun.map(({ name }) => name)]);
  }

  /** Takes note of a file of a configuration. Folders in which nothing can matter are never parsed: a name counts as declared where it stands in the text behind `variable`. */
  see({ path, text }: Source): void {
    if (/\.tfvars(?:\.json)?$/u.test(path)) return;
    this.sawModule = true;
    if (this.missing.size === 0) return;
    if (path.endsWith('.json')) for (const name of this.missing) if (text.includes(JSON.stringify(name))) this.missing.delete(name);
    for (const [, name = ''] of text.matchAll(/\bvariable\s+"?([\p{L}_][\p{L}\p{N}_-]*)/gu)) this.missing.delete(name);
  }

  /** Those that files give and no module has, each at its name. */
  problems(): readonly Problem[] {
    const told = this.sawModule ? this.ofRun.filter(({ name }) => this.missing.has(name)) : [];
    return told.map(({ name, at }) => parseError(`no configuration that is linted here has a variable \`${name}\``, onOneLine(at), 'warning', 'Correct its name, or take it out.'));
  }

  /** Those given by hand, by name. */
  names(): readonly string[] {
    return this.sawModule ? [...new Set(this.byHand)].filter((name) => this.missing.has(name)) : [];
  }
}
