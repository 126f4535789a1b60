import type { Node } from '../../core/node.js';
import type { Source } from '../../core/source.js';
import { isSign, type Language } from '../calls/language.js';
import { LiteralReader, type Resolve } from '../calls/literals.js';
import type { Token } from '../calls/tokens.js';
import type { CallTokens } from './calls.js';
import type { Scope, Scopes } from './scopes.js';

/** Variables in variables, each written once: more than scripts have. */
const MAX_DEPTH = 32;

/** What is handed to these comes back as it was. */
const onlooking: ReadonlySet<string> = new Set(['print', 'dict', 'log', 'info', 'debug', 'warning', 'error', 'dumps', 'len', 'str', 'repr']);

/** More than anything that somebody writes: what is put in at several places may grow with each. */
const MOST_NODES = 20_000;

/**
 * What a variable holds, if that can be told without running the file: it is assigned once, in its scope, and, unless it is a text or
 * a number that nothing can change, whatever uses it leaves it as it is.
 */
export function namesIn(source: Source, tokens: readonly Token[], scopes: Scopes, calls: readonly CallTokens[], language: Language): Resolve {
  const uses = new Uses(tokens, scopes, calls);
  const known = new Map<Scope, Map<string, Node | undefined>>();
  const resolve: Resolve = (name, depth, at) => {
    const from = scopes.of(at);
    const owner = depth > MAX_DEPTH ? undefined : ownerOf(name, from);
    const [binding, ...others] = owner?.bindings.get(name) ?? [];
    if (owner === undefined || binding?.value === undefined || others.length > 0) return undefined;
    // What an import of everything brings may come in its place, and in its own scope it must be there already.
    if ((owner.kind === 'module' && scopes.lastStar > binding.at) || (owner === from && at < binding.at)) return undefined;
    const ofOwner = known.get(owner) ?? new Map<string, Node | undefined>();
    known.set(owner, ofOwner);
    if (ofOwner.has(name)) return ofOwner.get(name);
    // One that is made of itself is met again before it is known.
    ofOwner.set(name, undefined);
    const node = new LiteralReader(source, tokens, language, resolve, binding.value, depth + 1).value('statement');
    const isSettled = tells(node) && (node.kind === 'scalar' || node.kind === 'unknown' || (isSmall(node) && uses.leave(name, owner, binding.at)));
    ofOwner.set(name, isSettled ? node : undefined);
    return ofOwner.get(name);
  };
  return resolve;
}

/** Where it is used says more than what it is made of, unless some of its text is known. */
const tells = (node: Node): boolean => node.kind !== 'absent' && (node.kind !== 'unknown' || node.text.some((part) => typeof part === 'string' && part !== ''));

/** The scope that a name is of: class bodies are passed over from within their functions. */
function ownerOf(name: string, from: Scope): Scope | undefined {
  for (let scope: Scope | undefined = from; scope !== undefined; scope = scope.outer) if ((scope === from || scope.kind !== 'class') && scope.bindings.has(name)) return scope;
  return undefined;
}

function isSmall(start: Node): boolean {
  const pending: Node[] = [start];
  for (let seen = 0; pending.length > 0; seen++) {
    const node = pending.pop();
    if (seen + pending.length > MOST_NODES) return false;
    if (node?.kind === 'list') for (const item of node.items) pending.push(item);
    if (node?.kind === 'map') for (const { value } of node.entries.values()) pending.push(value);
  }
  return true;
}

/** What is done with the variables of a file. */
class Uses {
  private readonly places = new Map<string, Use[]>();

  constructor(
    private readonly tokens: readonly Token[],
    private readonly scopes: Scopes,
    calls: readonly CallTokens[],
  ) {
    const given = new Set(calls.map(({ at }) => at + 1));
    /** Of each bracket that is open, whether what stands in it is left as it is. */
    const open: boolean[] = [];
    tokens.forEach((token, at) => {
      if (isSign(token, '(', '[', '{')) open.push(given.has(at) || (this.isLiteral(at) ? open.at(-1) === true : isSign(token, '(') && onlooking.has(tokens[at - 1]?.text ?? '')));
      if (isSign(token, ')', ']', '}')) open.pop();
      // Neither a member nor a named argument.
      if (token.kind !== 'name' || isSign(tokens[at - 1], '.') || (open.length > 0 && isSign(tokens[at + 1], '='))) return;
      const known = this.places.get(token.text) ?? [];
      if (known.length === 0) this.places.set(token.text, known);
      known.push({ at, isLeft: open.at(-1) === true && isSign(tokens[at - 1], '(', '[', '{', ',', '=', ':', '*', '**') && isSign(tokens[at + 1], ',', ')', ']', '}') });
    });
  }

  /** Whether all that use a variable leave it as it is: a single one is the one that asks. */
  leave(name: string, owner: Scope, binding: number): boolean {
    const uses = (this.places.get(name) ?? []).filter(({ at }) => at !== binding && ownerOf(name, this.scopes.of(at)) === owner);
    return uses.length < 2 || uses.every(({ isLeft }) => isLeft);
  }

  /** A list, a dictionary, a tuple: neither an index nor the arguments of a call. */
  private isLiteral(opener: number): boolean {
    const before = this.tokens[opener - 1];
    return before === undefined || (before.kind === 'sign' && !isSign(before, ')', ']', '}'));
  }
}

interface Use {
  readonly at: number;
  /** Whether it is handed, as it is or as a part of what is written there, to what changes nothing. */
  readonly isLeft: boolean;
}
