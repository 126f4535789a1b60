import { member, textValue, type Node } from '../core/node.js';
import type { Resource } from '../core/unit.js';
import { plainText } from '../core/text.js';
import type { Trust } from '../model/grant/policy.js';
import { texts } from './policy.js';

/** Who may take a role on. IAM User Guide, "AWS JSON policy elements: Principal". */
export function trustOf(resource: Resource): Trust {
  const origin = resource.name;
  if (resource.type.startsWith('AWS::Serverless::')) return { by: resource.type === 'AWS::Serverless::Function' ? 'compute' : 'service', origin };
  // What AWS returned spells out the own account too.
  const [, own = ''] = /^arn:[^:]*:iam::(\d{12}):/u.exec(textValue(member(resource.body, 'Arn')) ?? '') ?? [];
  const document = member(resource.body, 'AssumeRolePolicyDocument');
  const statement = member(document, 'Statement');
  const statements = statement.kind === 'list' ? statement.items : [statement];
  const found = statements.flatMap((one) => (one.kind === 'map' && textValue(member(one, 'Effect')) === 'Allow' ? [trustIn(one, own)] : []));
  for (const by of ['open', 'compute', 'people', 'service', 'deployment'] as const) if (found.includes(by)) return { by, origin };
  return { by: 'unknown', origin };
}

function trustIn(statement: Node, own: string): Trust['by'] {
  const principal = member(statement, 'Principal');
  const free = member(statement, 'Condition').kind === 'absent';
  if (textValue(principal) === '*') return free ? 'open' : 'people';
  const of = (kind: string): readonly string[] => texts(member(principal, kind), principal.origin).items.map(({ text }) => plainText(text) ?? '');
  if (of('AWS').some((arn) => arn === '*' || (isForeign(arn) && (own === '' || !arn.includes(own)))) && free) return 'open';
  if (of('Federated').some(isOidc) && !isScoped(member(statement, 'Condition'))) return 'open';
  if (of('Service').some((service) => computeServices.test(service))) return 'compute';
  if (of('AWS').length > 0 || of('Federated').length > 0) return 'people';
  const services = of('Service');
  if (services.length === 0) return 'unknown';
  return services.every((service) => service === 'cloudformation.amazonaws.com') ? 'deployment' : 'service';
}

const computeServices = /^(?:ec2|lambda|ecs-tasks|edgelambda|codebuild|pods\.eks)\.amazonaws\.com(?:\.cn)?$/u;

/** An account spelt out: one's own is written with `AWS::AccountId`. */
const isForeign = (principal: string): boolean => /^\d{12}$/u.test(principal) || /^arn:[^:]*:iam::\d{12}:root$/u.test(principal);

/** SAML providers are the account's own; web identity is anyone who has an account there. */
const isOidc = (provider: string): boolean => /:oidc-provider\/|^(?:accounts\.google\.com|cognito-identity\.amazonaws\.com|graph\.facebook\.com|www\.amazon\.com)$/u.test(provider);

/** A condition on who: the subject of the token. */
function isScoped(condition: Node): boolean {
  if (condition.kind === 'unknown') return true;
  if (condition.kind !== 'map') return false;
  return [...condition.entries].some(
    ([operator, { value }]) => /^(?:foranyvalue:)?string(?:equals|like)/iu.test(operator) && value.kind === 'map' && [...value.entries].some(([key, one]) => /:(?:sub|job_workflow_ref|repository.*|amr)$/iu.test(key) && !texts(one.value, one.key).items.every(({ text }) => /^(?:repo:)?[*:/]*$/u.test(plainText(text) ?? 'x'))),
  );
}
