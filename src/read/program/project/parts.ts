import { addTo, append } from '../../../core/long.js';
import { Ties } from '../../../core/ties.js';
import { labelOf } from '../run.js';
import type { Standing } from '../tables.js';
import type { External, Item, Slot, TextPiece, UnknownValue, Value } from '../values/values.js';

/**
 * The parts of what is deployed together that say nothing of each other: permissions that are tied by what they are given or by the names
 * that they use, and all the rest. What decides on one of them need not be tried together with what decides on another, so that
 * conditions which would make thousands of worlds make a few each. One part where nothing can be told apart.
 */
export function partsOf(makers: readonly External[], standing: (external: External) => Standing): readonly (readonly External[])[] {
  const walk = new Walk(new Set(makers), standing);
  const reached = makers.map((maker) => walk.from(maker));
  if (walk.isTooMuch || makers.some((maker) => standing(maker) === 'everywhere')) return [makers];
  const ties = new Ties<External>();
  const [rest] = makers.filter((maker) => standing(maker) !== 'apart');
  for (const { maker, makers: others } of reached) {
    for (const other of others) ties.join(maker, other);
    if (rest !== undefined && standing(maker) !== 'apart') ties.join(maker, rest);
  }
  for (const { maker, names } of reached) {
    const own = [...names].flatMap(namesIn);
    for (const other of reached) if (ties.first(other.maker) !== ties.first(maker) && own.some((name) => speaksOf(other, name))) ties.join(maker, other.maker);
  }
  const parts = new Map<External, External[]>();
  for (const maker of makers) {
    addTo(parts, ties.first(maker), maker);
  }
  return [...parts.values()];
}

/** All that something is made of, as far as the next that is looked at by itself. */
interface Reached {
  readonly maker: External;
  readonly makers: Set<External>;
  /** The values of properties that are called names. */
  readonly names: Set<Value>;
  /** Texts as a whole. */
  readonly texts: Set<string>;
  /** Texts with something between them that is not known. */
  readonly pieces: Set<string>;
  /** What is not known of texts: externals, and what others are called. */
  readonly open: Set<External | string>;
}

type Step = Value | External | Slot | Item | TextPiece;

/** Steps for all parts of one stack: more than that is not worth it. */
const MOST_STEPS = 1_000_000;

class Walk {
  isTooMuch = false;
  private steps = 0;

  constructor(
    private readonly makers: ReadonlySet<External>,
    private readonly standing: (external: External) => Standing,
  ) {}

  from(maker: External): Reached {
    const reached: Reached = { maker, makers: new Set(), names: new Set(), texts: new Set(), pieces: new Set(), open: new Set() };
    const seen = new Set<unknown>();
    const waiting: Step[] = [];
    goInto(maker, waiting);
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (++this.steps > MOST_STEPS) {
        this.isTooMuch = true;
        break;
      }
      const shared = cellOf(at);
      if (seen.has(shared)) continue;
      seen.add(shared);
      this.follow(at, reached, waiting);
    }
    return reached;
  }

  private follow(at: Step, reached: Reached, waiting: Step[]): void {
    if ('how' in at) {
      if (this.makers.has(at)) reached.makers.add(at);
      // What others are put into is said nothing of by them.
      else if (this.standing(at) !== 'around') goInto(at, waiting);
      return;
    }
    if (!('kind' in at)) {
      if ('text' in at) reached.pieces.add(at.text);
      else waiting.push(at.value);
      return;
    }
    switch (at.kind) {
      case 'scalar':
        if (typeof at.value === 'string') reached.texts.add(at.value);
        return;
      case 'text':
        append(waiting, at.parts);
        return;
      case 'list':
        append(waiting, at.cell.items);
        return;
      case 'object':
        for (const [key, slot] of at.cell.entries) {
          if (NAME.test(key)) reached.names.add(slot.value);
          waiting.push(slot);
        }
        append(waiting, at.cell.rest);
        return;
      case 'json':
        waiting.push(at.value);
        return;
      case 'choice':
        waiting.push(at.then, at.otherwise);
        return;
      case 'external':
        reached.open.add(at.external);
        waiting.push(at.external);
        return;
      case 'instance':
        if (at.cell.base !== undefined) waiting.push(at.cell.base);
        if (at.cell.base === undefined || this.standing(at.cell.base) !== 'around') for (const slot of at.cell.fields.entries.values()) waiting.push(slot);
        return;
      case 'unknown':
        reached.open.add(labelIn(at));
        return;
      case 'undefined':
      case 'function':
      case 'class':
    }
  }
}

/** What was used to make something, and what was done with it. */
function goInto({ how, effects, members }: External, waiting: Step[]): void {
  if (how.kind === 'import') return;
  if (how.kind === 'member') waiting.push(how.of);
  else {
    waiting.push(how.callee);
    for (const { value } of how.args) waiting.push(value);
    if (how.kind === 'new' && how.by !== undefined) for (const slot of how.by.fields.entries.values()) waiting.push(slot);
  }
  for (const { args, result } of effects) {
    for (const { value } of args) waiting.push(value);
    if (result !== undefined) waiting.push(result);
  }
  for (const member of members.values()) waiting.push(member);
}

/** Values that share a cell are one. */
const cellOf = (step: Step): unknown => ('cell' in step ? step.cell : step);

const NAME = /name$/iu;

const labelIn = ({ input, origin }: UnknownValue): string => input?.name ?? labelOf(origin);

/** What a name may be: a text, the longest part of one that is not known as a whole, or something that stands for it. */
type Name = { readonly kind: 'text' | 'piece'; readonly text: string } | { readonly kind: 'open'; readonly of: External | string };

/** Alternatives and parts that are looked at of one name. */
const MOST_NAMES = 256;

function namesIn(value: Value): readonly Name[] {
  const names: Name[] = [];
  const seen = new Set<Value>();
  const waiting: Value[] = [value];
  for (let at = waiting.pop(); at !== undefined && seen.size < MOST_NAMES; at = waiting.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    if (at.kind === 'scalar' && typeof at.value === 'string' && at.value !== '') names.push({ kind: 'text', text: at.value });
    if (at.kind === 'external') names.push({ kind: 'open', of: at.external });
    if (at.kind === 'unknown') names.push({ kind: 'open', of: labelIn(at) });
    if (at.kind === 'choice') waiting.push(at.then, at.otherwise);
    if (at.kind !== 'text') continue;
    const [longest] = at.parts.flatMap((part) => ('kind' in part || part.text === '' ? [] : [part.text])).sort((a, b) => b.length - a.length);
    if (longest !== undefined) names.push({ kind: 'piece', text: longest });
    else for (const part of at.parts) if ('kind' in part) waiting.push(part);
  }
  return names;
}

/** Whether something may mean what has this name: rather once too often, as an ARN holds a name and more. */
function speaksOf({ texts, pieces, open }: Reached, name: Name): boolean {
  if (name.kind === 'open') return open.has(name.of);
  return [...texts, ...pieces].some((text) => text.includes(name.text)) || (name.kind === 'text' && [...pieces].some((piece) => piece.length > 1 && name.text.includes(piece)));
}
