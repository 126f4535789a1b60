import { append } from '../../core/long.js';
import type { MapNode } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, Spans, type Span } from '../../core/source.js';
import type { Resource, Unit, Use } from '../../core/unit.js';
import { explore, WORLD_CAP, type World } from '../../core/worlds.js';
import { readTemplate } from '../cloudformation/read.js';
import type { ReadOptions } from '../reader.js';
import { Choices, Turns, type Choice } from './variables/choices.js';
import { pluginProblems } from './plugins.js';
import { templateOf } from './template.js';
import { emptyLedger, Variables, type Service } from './variables/evaluate.js';

/** Worlds of a service: those of its variables, times those of the template that each of them makes. */
const MAX_WORLDS = 4 * WORLD_CAP;

/** Values of inputs show while worlds are evaluated. Each round finds those that the ones before led to. */
const MAX_ROUNDS = 8;

/** What Serverless makes of a service, as units: its own stack, then what its StackSets make. */
export function unitsOf(service: Service, options: ReadOptions): readonly Unit[] {
  for (const cap of [WORLD_CAP, WORLD_CAP / 4]) {
    const units = unitsBelow(cap, service, options);
    if (units !== undefined) return units;
  }
  return unitsBelow(1, service, options) ?? [];
}

/** Undefined where the worlds of the templates are too many for so many worlds of variables. */
function unitsBelow(cap: number, service: Service, options: ReadOptions): readonly Unit[] | undefined {
  const { worlds, problems, uses } = templates(cap, service);
  const made: Unit[][] = [];
  let count = 0;
  for (const { assumptions, value } of worlds) {
    readTemplate(value, service.source, options).forEach((unit, index) => {
      (made[index] ??= []).push({ ...unit, worlds: unit.worlds.map((world): World<readonly Resource[]> => ({ ...world, assumptions: [...assumptions, ...world.assumptions] })) });
      count += unit.worlds.length;
    });
    if (count > MAX_WORLDS && cap > 1) return undefined;
  }
  const own: Unit = { vocabulary: 'cloudformation', source: service.source, uses, worlds: [], problems: [...problems, ...pluginProblems(service)] };
  return made.length === 0 ? [own] : made.map((units, index) => together(index === 0 ? own : { ...own, problems: [] }, units, service));
}

/** What is told of a service itself, with the units that one template each made. */
const together = (own: Unit, units: readonly Unit[], { source }: Service): Unit => ({
  vocabulary: 'cloudformation',
  source,
  uses: [...own.uses, ...units.flatMap(({ uses }) => uses)],
  worlds: units.flatMap(({ worlds }) => worlds),
  problems: onceAtEachPlace(own.problems, units.flatMap(({ problems }) => problems)),
});

/** What the service tells of a place says why; the template made of it could only say that something is not known. */
function onceAtEachPlace(own: readonly Problem[], made: readonly Problem[]): readonly Problem[] {
  const told = new Spans(own.map(({ span }) => span));
  return [...own, ...made.filter(({ span }) => !told.has(span))];
}

interface Templates {
  readonly worlds: readonly World<MapNode>[];
  readonly problems: readonly Problem[];
  readonly uses: readonly Use[];
}

/** The template of each world. */
function templates(cap: number, service: Service): Templates {
  const turns = new Turns();
  for (let round = 1; ; round++) {
    turns.grown = false;
    const places = new Map<string, Span>();
    const leftOpen = new Set<string>();
    const problems: Problem[] = [];
    const uses: Use[] = [];
    const { worlds, givenUp } = explore<Choice, MapNode>((choose) => {
      const ledger = emptyLedger();
      const variables = new Variables(service, new Choices(turns, choose, places, leftOpen), ledger, false);
      try {
        return templateOf(variables);
      } finally {
        append(problems, ledger.problems);
        append(uses, ledger.uses.filter(({ of, at }) => !uses.some((use) => use.of === of && use.at.span.start === at.span.start)));
      }
    }, cap);
    if (turns.grown && round < MAX_ROUNDS) continue;
    const whole = onOneLine(service.root.origin.span);
    for (const name of [...leftOpen, ...givenUp]) problems.push(gap(`Too many combinations: \`${name}\` is left open`, onOneLine(places.get(name) ?? whole)));
    if (worlds.length === 0) problems.push(gap('No combination of variables can be deployed: each lacks the value of one of them', whole));
    return { worlds, problems, uses };
  }
}
