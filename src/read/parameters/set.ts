import type { Node } from '../../core/node.js';
import type { Origin } from '../../core/source.js';

/** The value that a file gives a parameter. */
export interface ParameterValue {
  readonly name: string;
  /** The stack that it is for, as the CDK writes it (`Stack:Name`); undefined where it is for any. */
  readonly stack: string | undefined;
  readonly key: Origin;
  /** A text, a list of texts for a list parameter, or unknown with the reason (`UsePreviousValue`). */
  readonly node: Node;
}

/** The values of one deployment, which hold together: those of a file, or of an environment in one. */
export interface ParameterSet {
  /** As messages name it: `prod.json`, `samconfig.toml prod`. No two sets of a run have the same. */
  readonly name: string;
  readonly values: readonly ParameterValue[];
}

/** What is known of the parameters of templates from outside of them. */
export interface GivenParameters {
  /** By hand, by name: they override every set. */
  readonly byHand: ReadonlyMap<string, string>;
  /** Each stands for a deployment; a template is looked at under each that fits it. */
  readonly sets: readonly ParameterSet[];
  /** What holds where neither of them says otherwise. */
  readonly common: readonly ParameterValue[];
}

export const noParameters: GivenParameters = { byHand: new Map(), sets: [], common: [] };

/** The values that are for the template at `path`, by name; of several the last one for its stack counts, else the last one. */
export function valuesFor(values: readonly ParameterValue[], path: string): ReadonlyMap<string, ParameterValue> {
  const found = new Map<string, ParameterValue>();
  for (const value of values) if (value.stack === undefined) found.set(value.name, value);
  for (const value of values) if (value.stack !== undefined && isFor(value.stack, path)) found.set(value.name, value);
  return found;
}

/** The CDK calls the template of a stack by its name. Of any other file it is not known which stack it makes. */
function isFor(stack: string, path: string): boolean {
  const [, name] = /([^/]*)\.template\.json$/u.exec(path) ?? [];
  return name === undefined || name === stack;
}
