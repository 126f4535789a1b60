import { member, type Node } from '../../../core/node.js';
import { unknown } from '../../../core/value.js';
import { addressText, HOLE } from './texts.js';
import type { Variables } from './evaluate.js';

/** Where parameters of a stage stand: `stages.<stage>.params` since version 4, `params.<stage>` before. */
const sections: readonly (readonly [string, readonly string[]])[] = [['stages', ['params']], ['params', []]];

/**
 * The value that a service gives a parameter in a stage, or in all stages; undefined where it gives none. Serverless Framework,
 * "Parameters".
 */
export function stageParameter(name: string, stage: Node, variables: Variables): Node | undefined {
  const { provenance } = variables;
  const text = addressText(stage);
  const isOpen = text.includes(HOLE) && !provenance.isOther(stage);
  for (const key of [text, 'default']) {
    for (const [section, way] of sections) {
      const stages = variables.value(member(variables.service.root, section));
      if (stages.kind === 'map') for (const dependence of provenance.of(stage)) variables.turns(dependence, [...stages.entries.keys()].filter((one) => one !== 'default'));
      if (isOpen && stages.kind === 'map' && [...stages.entries.values()].some(({ value }) => held(name, way, value, variables) !== undefined)) {
        return unknown(stage.kind === 'unknown' ? stage.reason : 'the stage is not known', stage.origin);
      }
      const found = held(name, way, member(stages, key), variables);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function held(name: string, way: readonly string[], stage: Node, variables: Variables): Node | undefined {
  const value = [...way, name].reduce((at, key) => variables.value(member(at, key)), variables.value(stage));
  return value.kind === 'absent' || (value.kind === 'scalar' && value.value === null) ? undefined : value;
}
