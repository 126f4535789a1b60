import { rules } from '../../rules/index.js';
import { check } from '../../src/check/run.js';
import type { Finding } from '../../src/check/finding.js';
import type { Model } from '../../src/model/model.js';
import { told } from '../helpers/told.js';

/** All that is found in one model, strictly. */
export function findingsIn(model: Model): readonly Finding[] {
  const { findings, failures } = check([{ assumptions: [], value: model }], rules, (rule) => rule.meta.level, true);
  if (failures[0] !== undefined) throw failures[0].error;
  return findings;
}

export const toldIn = (model: Model): readonly string[] => findingsIn(model).map(told);
