import type { Truth } from '../../core/truth.js';
import { isNo, since, type Test } from './values/tests.js';
import type { Effect, External } from './values/values.js';

/** Something done to an external, in one world. */
export interface Done extends Effect {
  /** As sure as what it depends on. */
  readonly exists: Exclude<Truth, 'no'>;
}

/** What a member is a member of, in the end: members come to be when somebody asks for them. */
function makerOf(external: External): External {
  const { how } = external;
  if (how.kind !== 'member') return external;
  const of = how.of.kind === 'instance' ? how.of.cell.base : how.of.kind === 'external' ? how.of.external : undefined;
  return of === undefined ? external : makerOf(of);
}

/** What is the same of an effect in all worlds. */
export interface Standing {
  /** Whether something is done where the thing itself is there: what makes that unsure is told of it, not of what is done to it. */
  readonly test: Test;
  readonly sure: Done;
  readonly unsure: Done;
}

const standings = new WeakMap<Effect, Standing>();

export function standingOf(effect: Effect, external: External): Standing {
  const known = standings.get(effect);
  if (known !== undefined) return known;
  const standing: Standing = { test: since(effect.guards, makerOf(external).guards), sure: { ...effect, exists: 'yes' }, unsure: { ...effect, exists: 'maybe' } };
  standings.set(effect, standing);
  return standing;
}

const alwaysDone = new WeakMap<External, { readonly of: number; readonly done: readonly Done[] | undefined }>();

/** What is done to an external in all worlds alike, which is most; undefined where they differ. */
export function doneAlike(external: External): readonly Done[] | undefined {
  const { effects } = external;
  const known = alwaysDone.get(external);
  if (known?.of === effects.length) return known.done;
  const all = effects.map((effect) => standingOf(effect, external));
  const done = all.every(({ test }) => test.kind === 'fixed') ? all.flatMap(({ test, sure }) => (isNo(test) ? [] : [sure])) : undefined;
  alwaysDone.set(external, { of: effects.length, done });
  return done;
}
