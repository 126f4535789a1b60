import { decides, type Request } from '../../src/model/grant/reach.js';
import { CONTEXT, concerning, corrected, divergences, requested, type Divergence } from './divergences.js';
import { anyDocument, type DocumentText } from './documents.js';
import type { Chance } from './random.js';
import { requests } from './requests.js';
import { lowered, simulated, type Verdict } from './simulator.js';

export { chanceOf } from './random.js';

/** keytrail and the simulator, asked the same of generated documents. */
export interface Comparison {
  documents: number;
  /** Requests by keytrail's verdict. */
  readonly verdicts: Record<Verdict, number>;
  /** Requests on which the two agree as they are. */
  agreements: number;
  /** Requests judged otherwise for that reason. */
  readonly divergences: Map<string, number>;
  /** Requests judged otherwise for no reason that is listed: the first of them. */
  readonly unexplained: Disagreement[];
}

export interface Disagreement {
  readonly document: DocumentText;
  readonly request: Request;
  readonly keytrail: Verdict;
  readonly simulator: Verdict;
}

/** More than this many need not be looked at. */
const MOST = 20;

export const newComparison = (): Comparison => ({
  documents: 0,
  verdicts: { allowed: 0, denied: 0, 'implicitly-denied': 0 },
  agreements: 0,
  divergences: new Map(divergences.map(({ name }) => [name, 0])),
  unexplained: [],
});

export function compare(chance: Chance, count: number, comparison = newComparison()): Comparison {
  for (let done = 0; done < count; done++) compareDocument(anyDocument(chance), comparison);
  return comparison;
}

function compareDocument(document: DocumentText, comparison: Comparison): void {
  const policy = lowered(requested(document));
  const concerned = concerning(document);
  const plainly = concerned.length === 0 ? document : corrected(document);
  comparison.documents++;
  for (const request of requests) {
    const keytrail = decides([policy], request);
    comparison.verdicts[keytrail]++;
    const simulator = simulated(plainly, request, CONTEXT);
    if (keytrail !== simulator && comparison.unexplained.length < MOST) comparison.unexplained.push({ document, request, keytrail, simulator });
    const reasons = concerned.length === 0 ? [] : reasonsOf(document, request, concerned, simulator);
    if (reasons.length === 0) comparison.agreements++;
    for (const { name } of reasons) comparison.divergences.set(name, (comparison.divergences.get(name) ?? 0) + 1);
  }
}

/** The divergences without which the simulator would have agreed; where only several together make it disagree, all of them. */
function reasonsOf(document: DocumentText, request: Request, concerned: readonly Divergence[], expected: Verdict): readonly Divergence[] {
  if (answer(document, request) === expected) return [];
  const needed = concerned.filter((one) => answer(corrected(document, concerned.filter((other) => other !== one)), request) !== expected);
  return needed.length === 0 ? concerned : needed;
}

/** The unvalidated simulator throws on an action of one part. */
function answer(document: DocumentText, request: Request): Verdict | 'fails' {
  try {
    return simulated(document, request, CONTEXT);
  } catch {
    return 'fails';
  }
}
