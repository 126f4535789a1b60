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
    const isEmpty = unit.worlds.every(({ value }) => value.length === 0);
    const rules = isEmpty ? [] : await run.load();
    const worlds = isEmpty ? [] : lowered(unit, run, await loweringOf(unit.vocabulary));
    const { findings, failures } = check(worlds, rules, levelsFor(run.options), run.options.strict, run.options.coveredBy);
    // Of what was made from a configuration, more is known than from the configuration itself.
    const isSettled = (address: string): boolean => run.settled.get(unit.source)?.has(withoutInstances(address)) === true;
    const declared = withDeclarations(withUses(findings, unit.uses), unit);
    append(run.findings, declared.filter(({ subject }) => !isSettled(subject)));
    append(run.former, declared.filter(({ subject }) => isSettled(subject)));
    append(run.covers, coversIn(unit));
    const texts = [unit.source, ...unit.uses.map(({ of }) => of)];
    for (const text of texts) mark(text, run);
    run.together.push([...texts, ...unit.problems.map(({ span }) => span.source)]);
    if (unit.vocabulary === 'cloudformation') for (const template of [unit.source, ...unit.uses.map(({ of }) => of)]) run.templates.add(template);
    if (unit.madeFrom !== undefined) settle(unit.madeFrom, run);
    for (const { of } of unit.uses) run.shared.add(of);
    if (unit.vocabulary === 'terraform' || unit.repeats === true) for (const { primary } of findings) run.repeated.add(primary.span.source);
    // Of a text in which nothing is modelled, nor could be, its form is no matter: a resource without a type, a section that is no map.
    if (!isEmpty || !run.idle.has(unit.source)) append(run.problems, unit.problems);
    append(run.coverage, summarise(worlds).filter(({ sink }) => !isSettled(sink)));
    for (const { rule, error } of failures) run.internalErrors.push({ where: `rule ${rule}`, file: unit.source.path, error });
  }
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
