import { list, map, scalar, type Entry, type Node } from '../../core/node.js';
import { literal, type Source } from '../../core/source.js';
import type { Parsed } from '../text/text.js';
import { isSign, languageOf, type Language } from './language.js';
import { LiteralReader } from './literals.js';
import { tokensOf, type Token } from './tokens.js';
import { variables } from './variables.js';

/**
 * The calls of CloudTrail in the source text of a function, as a list of what `AwsSdkCall` of the CDK says of one: `service`,
 * `action` and `parameters`, of which those are known that are written out. Nothing is run. JavaScript and Python.
 */
export function callsInSource(source: Source): Parsed {
  const language = languageOf(source.text);
  const tokens = tokensOf(source, language.lexis);
  const resolve = variables(source, tokens, language);
  const calls: Node[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined || !isCall(tokens, at, language)) continue;
    const reader = new LiteralReader(source, tokens, language, resolve, at + 2);
    const parameters = reader.parameters();
    if (isOfCloudTrail(token.text, parameters, source.text)) calls.push(callOf(source, token, parameters));
    // What stands in its arguments is read: looking for calls in them too would make the whole quadratic.
    at = Math.max(at, reader.at - 1);
  }
  return { documents: [list(calls, literal({ source, start: 0, end: source.text.length }))], problems: [] };
}

/** A definition of that name is no call; nor is one of Python's without named arguments, for Boto3 takes no others. */
export function isCall(tokens: readonly Token[], at: number, language: Language): boolean {
  const token = tokens[at];
  if (token?.kind !== 'name' || !isSign(tokens[at + 1], '(')) return false;
  const isMember = isSign(tokens[at - 1], '.', '?.');
  const isMade = language.commands.has(token.text) && (isMember || tokens[at - 1]?.text === 'new');
  if (!isMade && !(isMember && language.methods.has(token.text))) return false;
  return !language.named || isSign(tokens[at + 2], ')', '**') || (tokens[at + 2]?.kind === 'name' && isSign(tokens[at + 3], '='));
}

/**
 * Others have a `stopLogging` of their own: that of CloudTrail names the trail. The handler of a custom resource deletes what it
 * made when the stack is deleted: that is to clear up.
 */
function isOfCloudTrail(name: string, parameters: Node, text: string): boolean {
  if (/^delete/iu.test(name) && text.includes('RequestType')) return false;
  if (!/stop_?logging|delete_?trail/iu.test(name)) return true;
  if (!/cloud_?trail/iu.test(text)) return false;
  return parameters.kind === 'unknown' || (parameters.kind === 'map' && (parameters.entries.has('Name') || parameters.unseen.length > 0));
}

function callOf(source: Source, token: Token, parameters: Node): Node {
  const origin = literal({ source, start: token.start, end: token.end });
  const members: readonly (readonly [string, Node])[] = [
    ['service', scalar('cloudtrail', origin)],
    ['action', scalar(token.text, origin)],
    ['parameters', parameters],
  ];
  return map(new Map(members.map(([name, value]): [string, Entry] => [name, { key: origin, value }])), origin);
}
