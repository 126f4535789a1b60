import type { MapNode } from '../../core/node.js';
import { literal, type Origin, type Source } from '../../core/source.js';
import { isLikely, operations, snakeCase, type Service } from '../aws/calls.js';
import { boto, isSign } from '../calls/language.js';
import { LiteralReader } from '../calls/literals.js';
import { isCall } from '../calls/source-code.js';
import { tokensOf, type Token } from '../calls/tokens.js';
import { namesIn } from './names.js';
import { scopesOf } from './scopes.js';

/** A call through Boto3 of an operation that is looked for. */
export interface PythonCall {
  readonly operation: string;
  readonly input: MapNode;
  readonly at: Origin;
  /** The function that it stands in. */
  readonly within: string | undefined;
}

const methods: ReadonlyMap<string, string> = new Map([...operations].map((name) => [snakeCase(name), name]));
const language = { ...boto, methods: new Set(methods.keys()) };

/** The calls in a file. Nothing is run: what is not written out, there or in what is assigned once, is unknown. */
export function callsIn(source: Source): readonly PythonCall[] {
  const tokens = tokensOf(source, language.lexis);
  const found = placesOf(tokens);
  if (found.length === 0) return [];
  const scopes = scopesOf(source, tokens);
  const resolve = namesIn(source, tokens, scopes, found, language);
  return found.flatMap(({ at }) => {
    const token = tokens[at];
    const operation = methods.get(token?.text ?? '');
    if (token === undefined || operation === undefined) return [];
    const input = new LiteralReader(source, tokens, language, resolve, at + 2).parameters();
    if (input.kind !== 'map') return [];
    if (!isLikely(operation, input.entries.size === 0 && input.unseen[0] !== undefined ? input.unseen[0] : input, (service) => speaksOf(source, service))) return [];
    return [{ operation, input, at: literal({ source, start: token.start, end: token.end }), within: scopes.nameAt(at) }];
  });
}

/** A call, and the tokens of its arguments with their brackets. */
export interface CallTokens {
  /** The index of the name. */
  readonly at: number;
  readonly end: number;
}

function placesOf(tokens: readonly Token[]): readonly CallTokens[] {
  const found: CallTokens[] = [];
  for (let at = 0; at < tokens.length; at++) {
    if (!isCall(tokens, at, language)) continue;
    const end = closerOf(tokens, at + 1);
    found.push({ at, end });
    // What stands in its arguments is read with it.
    at = end;
  }
  return found;
}

function closerOf(tokens: readonly Token[], opener: number): number {
  let open = 0;
  for (let at = opener; at < tokens.length; at++) {
    if (isSign(tokens[at], '(', '[', '{')) open++;
    else if (isSign(tokens[at], ')', ']', '}') && --open === 0) return at;
  }
  return tokens.length;
}

const words: ReadonlyMap<Service, RegExp> = new Map([
  ['cloudtrail', /cloud_?trail/iu],
  ['iam', /["']iam["']/u],
  ['organizations', /["']organizations["']/u],
  ['sso-admin', /["']sso-admin["']/u],
]);

/** Whether the text of a program speaks of a service, for Boto3 by its name in quotes. */
const speaksOf = ({ text }: Source, service: Service): boolean => words.get(service)?.test(text) === true;
