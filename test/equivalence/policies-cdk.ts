import { Code } from './hcl.js';
import type { Files } from './model.js';
import type { HeldText, PolicyJson, PolicyText, Statement } from './policies.js';
import { policyTemplate } from './policies-cloudformation.js';
import { typescript } from './programs.js';

const head = `import * as cdk from 'aws-cdk-lib';
import { aws_iam as iam, aws_organizations as organizations, aws_sso as sso } from 'aws-cdk-lib';
import { Construct } from 'constructs';
`;

const app = (body: string, before = ''): string => `${head}${before}
class Access extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
${body}
  }
}
new Access(new cdk.App(), 'S');
`;

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Properties that are documents: they are written as the template has them. */
const documents: ReadonlySet<string> = new Set(['PolicyDocument', 'AssumeRolePolicyDocument', 'InlinePolicy', 'Content']);
const services: Readonly<Record<string, string>> = { IAM: 'iam', Organizations: 'organizations', SSO: 'sso' };
/** What synthesis refuses to be without. */
const required: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'AWS::SSO::PermissionSet': { instanceArn: 'arn:aws:sso:::instance/ssoins-1111222233334444' },
};

type Document = (document: unknown) => unknown;

function levelOneValue(value: unknown, write: Document): unknown {
  if (Array.isArray(value)) return value.map((item) => levelOneValue(item, write));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref } = value as { readonly Ref?: string };
  if (Ref !== undefined) return new Code(`${lowerFirst(Ref)}.ref`);
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined).map(([name, one]) => [lowerFirst(name), documents.has(name) ? write(one) : levelOneValue(one, write)]));
}

/** The resources of the template as L1 constructs, those first that others refer to. */
function levelOne(text: PolicyText, write: Document): string {
  const resources = Object.entries(policyTemplate(text).Resources);
  const rank = ([name]: readonly [string, unknown]): number => (name === 'Boundary' || name === 'Group' ? 0 : name === 'Holder' ? 1 : 2);
  return [...resources]
    .sort((a, b) => rank(a) - rank(b))
    .map(([name, { Type, Properties }]) => {
      const [, service = '', kind = ''] = Type.split('::');
      const body = { ...required[Type], ...(levelOneValue(Properties, write) as object) };
      return `const ${lowerFirst(name)} = new ${services[service] ?? ''}.Cfn${kind}(this, '${name}', ${typescript(body)});\n`;
    })
    .join('');
}

/** A statement as the properties of `PolicyStatement`. */
function properties({ Sid, Effect, Action, NotAction, Resource, NotResource, Condition }: Statement): Readonly<Record<string, unknown>> {
  return {
    ...(Sid !== undefined && { sid: Sid }),
    ...(Effect === 'Deny' && { effect: new Code('iam.Effect.DENY') }),
    ...(Action !== undefined && { actions: Action }),
    ...(NotAction !== undefined && { notActions: NotAction }),
    ...(Resource !== undefined && { resources: Resource }),
    ...(NotResource !== undefined && { notResources: NotResource }),
    ...(Condition !== undefined && { conditions: Condition }),
  };
}

/** The statements of a document, as a list in the program. */
type Statements = (document: PolicyJson) => string;

const byProperties: Statements = ({ Statement }) => `[${Statement.map((one) => `new iam.PolicyStatement(${typescript(properties(one))})`).join(', ')}]`;
const byJson: Statements = ({ Statement }) => `[${Statement.map((one) => `iam.PolicyStatement.fromJson(${typescript(one)})`).join(', ')}]`;
const ofDocument: Statements = (document) => `iam.PolicyDocument.fromJson(${typescript(document)})`;

/** Methods that add to a statement. */
const adders: Readonly<Record<string, string>> = { Action: 'addActions', NotAction: 'addNotActions', Resource: 'addResources', NotResource: 'addNotResources' };

const byMethods: Statements = ({ Statement }) =>
  `[${Statement.map((one) => {
    const added = Object.entries(adders).flatMap(([name, method]) => (one[name] === undefined ? [] : [`statement.${method}(...${typescript(one[name])});`]));
    const tests = Object.entries((one['Condition'] ?? {})).map(([operator, keys]) => `statement.addCondition('${operator}', ${typescript(keys)});`);
    return `(() => { const statement = new iam.PolicyStatement(); ${one['Sid'] === undefined ? '' : `statement.sid = ${typescript(one['Sid'])}; `}${one['Effect'] === 'Deny' ? 'statement.effect = iam.Effect.DENY; ' : ''}${[...added, ...tests].join(' ')} return statement; })()`;
  }).join(', ')}]`;

const document = (given: string): string => (given.startsWith('[') ? `new iam.PolicyDocument({ statements: ${given} })` : given);
const propsOf = (given: string): string => (given.startsWith('[') ? `statements: ${given}` : `document: ${given}`);

const classes = { role: 'Role', user: 'User', group: 'Group' } as const;
type Kind = keyof typeof classes;

const managed = (arn: string): string => `iam.ManagedPolicy.fromAwsManagedPolicyName('${arn.replace(/^.*:policy\//u, '')}')`;
const serviceOf = (trust: Statement | undefined): string => (trust?.['Principal'] as { readonly Service?: readonly string[] } | undefined)?.Service?.[0] ?? '';

/** How what is given inline comes to its holder. */
type Inline = (holder: string, kind: Kind, name: string, given: string) => { readonly props?: string; readonly line?: string };

const inRole: Inline = (holder, kind, name, given) => (kind === 'role' ? { props: `${name}: ${document(given)}` } : attached(holder, kind, name, given));
const attached: Inline = (holder, _kind, name, given) => ({ line: `${holder}.attachInlinePolicy(new iam.Policy(this, '${name}', { ${propsOf(given)} }));\n` });
const listed: Inline = (holder, kind, name, given) => ({ line: `new iam.Policy(this, '${name}', { ${propsOf(given)}, ${kind}s: [${holder}] });\n` });
const attaching: Inline = (holder, kind, name, given) => ({ line: `const ${name} = new iam.Policy(this, '${name}', { ${propsOf(given)} });\n${name}.attachTo${classes[kind]}(${holder});\n` });

function holderOf(held: HeldText, kind: Kind, write: Statements, inline: Inline): string {
  const lines: string[] = [];
  if (held.boundary !== undefined) lines.push(`const boundary = new iam.ManagedPolicy(this, 'Boundary', { ${propsOf(write(held.boundary))} });\n`);
  if (held.group !== undefined) lines.push(`const group = new iam.Group(this, 'Group');\ngroup.attachInlinePolicy(new iam.Policy(this, 'OfGroup', { ${propsOf(write(held.group))} }));\n`);
  const given = (held.inline ?? []).map((one, index) => inline('holder', kind, `p${String(index)}`, write(one)));
  const props = [
    ...(kind === 'role' ? [`assumedBy: new iam.ServicePrincipal('${serviceOf(held.trust)}')`] : []),
    ...(given.some((one) => one.props !== undefined) ? [`inlinePolicies: { ${given.flatMap((one) => one.props ?? []).join(', ')} }`] : []),
    ...(held.managed === undefined ? [] : [`managedPolicies: [${held.managed.map(managed).join(', ')}]`]),
    ...(held.boundary === undefined ? [] : ['permissionsBoundary: boundary']),
    ...(held.group === undefined ? [] : ['groups: [group]']),
  ];
  lines.push(`const holder = new iam.${classes[kind]}(this, 'Holder', { ${props.join(', ')} });\n`, ...given.flatMap((one) => one.line ?? []));
  for (const [index, one] of (held.attached ?? []).entries()) lines.push(`new iam.ManagedPolicy(this, 'Attached${String(index)}', { ${propsOf(write(one))}, ${kind}s: [holder] });\n`);
  return lines.join('');
}

/** Permission sets and service control policies have no L2 construct: those are written by L1 ones, or not at all. */
function levelTwo({ holder, loose, control }: PolicyText, write: Statements, inline: Inline): string | undefined {
  if (holder?.kind === 'permission-set') return undefined;
  return [
    holder === undefined ? '' : holderOf(holder, holder.kind, write, inline),
    loose === undefined ? '' : `new iam.ManagedPolicy(this, 'Loose', { ${propsOf(write(loose))} });\n`,
    control === undefined ? '' : levelOne({ holder: undefined, control }, (one) => one),
  ].join('');
}

const fromLevelTwo =
  (write: Statements, inline: Inline) =>
  (text: PolicyText): Files | undefined => {
    const body = levelTwo(text, write, inline);
    return body === undefined ? undefined : { 'app.ts': app(body) };
  };

/** A policy and its holder in every way to write them for the CDK; undefined where the constructs cannot express it. */
export const cdkPolicyForms: Readonly<Record<string, (text: PolicyText) => Files | undefined>> = {
  'L1, objects': (text) => ({ 'app.ts': app(levelOne(text, (one) => one)) }),
  'L1, documents from JSON': (text) => ({ 'app.ts': app(levelOne(text, (one) => new Code(`iam.PolicyDocument.fromJson(${typescript(one)})`))) }),
  'L1, documents of statements': (text) => ({ 'app.ts': app(levelOne(text, (one) => (hasPrincipal(one as PolicyJson) ? one : new Code(document(byProperties(one as PolicyJson)))))) }),
  'L1, documents of another file': (text) => {
    const given: string[] = [];
    const body = levelOne(text, (one) => new Code(`documents.d${String(given.push(typescript(one)) - 1)}`));
    return { 'bin/app.ts': app(body, "import * as documents from '../lib/documents';\n"), 'lib/documents.ts': given.map((one, index) => `export const d${String(index)} = ${one};\n`).join('') };
  },
  'L2, in the role': fromLevelTwo(byProperties, inRole),
  'L2, documents from JSON in the role': fromLevelTwo(ofDocument, inRole),
  'L2, attached': fromLevelTwo(byProperties, attached),
  'L2, statements from JSON, with the holder listed': fromLevelTwo(byJson, listed),
  'L2, statements put together, attached by the policy': fromLevelTwo(byMethods, attaching),
};

/** Of a trust policy: principals are written as objects of their own there. */
const hasPrincipal = ({ Statement }: PolicyJson): boolean => Statement.some((one) => one['Principal'] !== undefined);
