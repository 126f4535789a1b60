import { coversIn, withDeclarations } from '../check/declared.js';
import { levelsFor } from '../check/levels.js';
import { check } from '../check/run.js';
import { summarise } from '../check/summary.js';
import { withUses } from '../check/uses.js';
import { append } from '../core/long.js';
import type { MadeFrom, Unit } from '../core/unit.js';
import type { World } from '../core/worlds.js';
import { loweringOf } from '../lower/lazy.js';
import type { WholeLowering } from '../lower/removals.js';
import { withoutTrusted } from '../lower/trusted.js';
import type { Model } from '../model/model.js';
import { withoutInstances } from '../read/terraform/json/at-source.js';
import { mark, type Run } from './run.js';

/** Lowers and checks what was read. */
export async function checkUnits(units: readonly Unit[], run: Run): Promise<void> {
  for (const unit of units) {
    // Where nothing is declared there is nothing to judge, in any world.
    const worlds = declaresNothing(unit) ? [] : await judged(unit, run);
    note(unit, run);
    append(run.coverage, summarise(worlds).filter(({ sink }) => !isSettled(sink, unit, run)));
  }
}

const declaresNothing = ({ worlds }: Unit): boolean => worlds.every(({ value }) => value.length === 0);

/** Remembers of a unit what it takes to tell of it, beside what is found in it. */
export function note(unit: Unit, run: Run): void {
  const { source, uses, vocabulary, problems, said, madeFrom } = unit;
  const isEmpty = declaresNothing(unit);
  if (!isEmpty || said !== undefined) append(run.covers, coversIn(unit));
  const texts = uses.length === 0 ? [source] : [source, ...uses.map(({ of }) => of)];
  for (const text of texts) mark(text, run);
  // A text by itself makes nothing together.
  const together = problems.length === 0 ? texts : [...texts, ...problems.map(({ span }) => span.source)];
  if (together.some((text) => text !== source)) run.together.push(together);
  if (vocabulary === 'cloudformation') for (const template of texts) run.templates.add(template);
  if (madeFrom !== undefined) settle(madeFrom, run);
  for (const { of } of uses) run.shared.add(of);
  // Of a text in which nothing is modelled, nor could be, its form is no matter: a resource without a type, a section that is no map.
  if (!isEmpty || !run.idle.has(source)) append(run.problems, problems);
}

/** Of what was made from a configuration, more is known than from the configuration itself. */
const isSettled = (address: string, { source }: Unit, run: Run): boolean => run.settled.get(source)?.has(withoutInstances(address)) === true;

/** Takes note of what is found in a unit; gives back its worlds. */
async function judged(unit: Unit, run: Run): Promise<readonly World<Model>[]> {
  const rules = await run.load();
  const worlds = lowered(unit, run, await loweringOf(unit.vocabulary));
  const { findings, failures } = check(worlds, rules, levelsFor(run.options), run.options.strict, run.options.coveredBy);
  const declared = withDeclarations(withUses(findings, unit.uses), unit);
  append(run.findings, declared.filter(({ subject }) => !isSettled(subject, unit, run)));
  append(run.former, declared.filter(({ subject }) => isSettled(subject, unit, run)));
  if (unit.vocabulary === 'terraform' || unit.repeats === true) for (const { primary } of findings) run.repeated.add(primary.span.source);
  for (const { rule, error } of failures) run.internalErrors.push({ where: `rule ${rule}`, file: unit.source.path, error });
  return worlds;
}

function settle({ sources, settled }: MadeFrom, run: Run): void {
  const [first] = sources;
  for (const source of sources) run.settled.set(source, new Set([...(run.settled.get(source) ?? []), ...(source === first ? settled : [])]));
}

function lowered(unit: Unit, run: Run, lower: WholeLowering): readonly World<Model>[] {
  return unit.worlds.map(({ assumptions, value }) => {
    const { model, problems } = lower(value);
    append(run.problems, problems);
    return { assumptions, value: withoutTrusted(model, value, run.options.trusted ?? []) };
  });
}
