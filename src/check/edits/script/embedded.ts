import type { Collection, Leaf, Part } from '../layout.js';
import { jsonIn } from './json.js';
import { shorthandIn } from './shorthand.js';

/** What is written as a structure in a script, from `from` to `to`. */
export const structuresIn = (text: string, from = 0, to = text.length): readonly Collection[] => [...jsonIn(text, from, to), ...shorthandIn(text, from, to)];

/** The structures in the scripts that documents in YAML hold, such as workflows; of a template nothing is known to be a script. */
export function scriptsIn(text: string, documents: readonly Part[]): readonly Collection[] {
  return documents.filter((document) => !isTemplate(text, document)).flatMap((document) => [...scalarsOf(document)].flatMap(({ start, end }) => (CALL.test(text.slice(start, end)) ? structuresIn(text, start, end) : [])));
}

const isTemplate = (text: string, document: Part): boolean => document.kind !== 'map' || document.members.some(({ key }) => key !== undefined && ['Resources', '"Resources"', "'Resources'"].includes(text.slice(key.start, key.end)));

/** Commands of the AWS CLI about CloudTrail. */
const CALL = /\bcloudtrail\s/u;

function* scalarsOf(part: Part): Iterable<Leaf> {
  if (part.kind === 'leaf') yield part;
  else for (const { value } of part.members) yield* scalarsOf(value);
}
