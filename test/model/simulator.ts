import { runSimulation, runUnsafeSimulation, type EvaluationResult, type Simulation } from '@cloud-copilot/iam-simulate';
import { parseJson } from '../../src/read/text/json/json.js';
import { lowerDocument } from '../../src/lower/policy.js';
import type { PolicyDocument } from '../../src/model/grant/policy.js';
import { type decides, type Request } from '../../src/model/grant/reach.js';
import { ACCOUNT } from './requests.js';

/** The other evaluator of IAM policies. It stands under the AGPL: nothing but tests may import it. */
export type Verdict = ReturnType<typeof decides>;
export type RequestContext = Readonly<Record<string, string | string[]>>;

const verdicts: Readonly<Record<EvaluationResult, Verdict>> = { Allowed: 'allowed', ExplicitlyDenied: 'denied', ImplicitlyDenied: 'implicitly-denied' };

/** As if the trail were in the account of the caller: trails of other accounts would need a resource policy, which trails have not. */
const simulation = (policy: unknown, { action, trail }: Request, context: RequestContext): Simulation => ({
  request: { principal: `arn:aws:iam::${ACCOUNT}:role/subject`, action, contextVariables: context, resource: { resource: trail, accountId: ACCOUNT } },
  identityPolicies: [{ name: 'document', policy }],
  serviceControlPolicies: [],
  resourceControlPolicies: [],
});

/** Its verdict without looking whether the document is a legal one: fifteen times as fast. */
export const simulated = (policy: unknown, request: Request, context: RequestContext = {}): Verdict => verdicts[runUnsafeSimulation(simulation(policy, request, context), {})];

/** Its verdict on a document that it takes for legal. `Discovery` lets conditions pass that some request could meet. */
export async function simulatedStrictly(policy: unknown, request: Request, context: RequestContext = {}): Promise<Verdict | 'refused'> {
  const result = await runSimulation(simulation(policy, request, context), { simulationMode: 'Strict' });
  if (result.resultType !== 'error') return verdicts[result.overallResult];
  if (result.errors.message === 'policy.errors') return 'refused';
  throw new Error(`the simulator cannot be asked this: ${JSON.stringify(result.errors)}`);
}

/** A document as the linter reads it. */
export function lowered(policy: unknown): PolicyDocument {
  const [node] = parseJson({ path: 'policy.json', text: JSON.stringify(policy), bom: false }).documents;
  const document = node === undefined ? undefined : lowerDocument(node, 'policy.json');
  if (document === undefined) throw new Error('this is no policy document');
  return document;
}
