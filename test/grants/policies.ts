import { lintTexts, toldAll } from '../helpers/lint.js';

/** What is told of one text, strict rules and all but `gap`: no test here is about that. */
export async function toldOf(text: string, options: { readonly strict?: boolean; readonly name?: string } = {}): Promise<readonly string[]> {
  const report = await lintTexts({ [options.name ?? (/^\s*[[{]/u.test(text) ? 'input.json' : 'input.yaml')]: text }, { strict: options.strict ?? true, rules: new Map([['gap', 'off']]) });
  return toldAll(report);
}

/** Parameters and conditions that the tests share: `Wide` holds in `dev`, `Free` has no default, `Chosen` is one of two. */
export const head = (chosen = 'cloudtrail:PutEventSelectors', other = 'cloudtrail:GetTrail'): string =>
  [
    'Parameters:',
    '  Env: { Type: String, AllowedValues: [dev, prod] }',
    '  Free: { Type: String }',
    `  Chosen: { Type: String, AllowedValues: ["${chosen}", "${other}"] }`,
    'Conditions:',
    '  Wide: !Equals [!Ref Env, dev]',
    'Resources:',
    '',
  ].join('\n');

/** Resources in flow style, one a line. */
export const template = (resources: Readonly<Record<string, string>>, top = head()): string => top + Object.entries(resources).map(([name, body]) => `  ${name}: ${body}\n`).join('');

export const document = (...statements: readonly string[]): string => `{ Version: "2012-10-17", Statement: [${statements.join(', ')}] }`;

/** A policy that nobody in view holds. */
export const policy = (...statements: readonly string[]): string => `{ Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: ${document(...statements)} } }`;

/** A role that a service takes on, which moves no level. */
export const role = (properties: string, trusted = '{ Service: states.amazonaws.com }', condition = ''): string =>
  `{ Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: ${trusted}, Action: sts:AssumeRole${condition === '' ? '' : `, Condition: ${condition}`} }] }, ${properties} } }`;

export const inline = (...statements: readonly string[]): string => `Policies: [{ PolicyName: p, PolicyDocument: ${document(...statements)} }]`;

export const PUT = '{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "*" }';
export const DENY = '{ Effect: Deny, Action: "cloudtrail:PutEventSelectors", Resource: "*" }';
