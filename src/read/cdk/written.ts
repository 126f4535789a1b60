import { isHarmlessAction, isHarmlessPolicy } from '../aws/harmless.js';
import { mentionsCall } from '../calls/mentions.js';
import type { WrittenCall, WrittenValue, Written } from '../program/written/written.js';
import { isCallerClass } from './calls.js';
import { mayGive } from './iam/derived.js';
import { statementMethods } from './iam/givings.js';
import { isIamClass } from './iam/index.js';
import { isLevelOneClass } from './level1.js';
import { cdkName } from './names.js';

/** What is made by this may matter: whatever makes a resource, or gives somebody something by its properties. */
const isLoud = (name: string): boolean => LOUD.test(name) || INLINE.test(name) || isLevelOneClass(name) || isCallerClass(name) || isIamClass(name) || mayGive(name);

/** What stands in no table of classes: trails, templates of other files, what visits or changes whatever there is, code and states in texts. */
const LOUD =
  /^aws-cloudtrail\.|\.CfnInclude$|^aws-cloudformation\.|^core\.(?:CfnStack|CfnStackSet|Aspects)$|^aws-servicecatalog\.Cfn|^aws-stepfunctions\.(?:CustomState|DefinitionBody\.fromString)$|\.Universal$|^aws-stepfunctions-tasks\.CallAwsService/u;

/** Of the classes that matter these make nothing by themselves: what they are given is loud. */
const QUIET = /^aws-stepfunctions\.StateMachine$|^aws-scheduler(?:-alpha)?\.Schedule$/u;

/** `PolicyStatement` and `PolicyDocument` as they are written: whoever is given one grants nothing that reaches a trail. */
export const cdkWritten: Written = {
  isUnlikely: (text) => text.includes('cloudtrail'),
  use: (name) => {
    const known = cdkName(name);
    if (known === undefined) return undefined;
    if (known.endsWith('.') || known === 'aws-cloudfront.experimental') return 'namespace';
    return isLoud(known) && !QUIET.test(known) ? 'loud' : undefined;
  },
  never: new Set(),
  // What is found in the tree of constructs may be anything, and what is done to it as well.
  members: new Set([...statementMethods.keys(), 'addManagedPolicy', 'attachInlinePolicy', 'addStatements', 'addActions', 'addNotActions', 'defaultChild', 'findChild', 'tryFindChild']),
  accepts,
};

function accepts(call: WrittenCall): boolean {
  const { of, args, isNew } = call;
  if (typeof of === 'string') return acceptsMember(of, args);
  const name = cdkName(of) ?? '';
  // `CfnFunction` is a resource as it is written, and none of the functions below.
  if (isLevelOneClass(name)) return false;
  if (INLINE.test(name)) return args[0]?.kind === 'text' && !mentionsCall(args[0].text);
  // What is there already is given nothing by being named.
  if (!isNew) return FOUND.test(name);
  const [, accepted = never] = forms.find(([pattern]) => pattern.test(name)) ?? [];
  return accepted(args);
}

const INLINE = /^aws-lambda\.(?:Code\.(?:fromInline|inline)|InlineCode)$/u;
const FOUND = /^aws-iam\.(?:Role|User|Group|Policy|ManagedPolicy)\.from[A-Z]\w*$|^aws-lambda[\w-]*\.\w*Function\.from[A-Z]\w*$/u;

function acceptsMember(name: string, args: readonly WrittenValue[]): boolean {
  if (statementMethods.has(name) || name === 'addStatements') return args.every(isStatement);
  if (name === 'addManagedPolicy') return args.every(isManaged);
  if (name === 'attachInlinePolicy') return args.every(isPolicy);
  return name === 'addActions' && args.every(isAction);
}

/** Which properties of a class may give somebody something, and what they may hold. */
type Properties = Readonly<Record<string, (value: WrittenValue) => boolean>>;

const listOf =
  (test: (value: WrittenValue) => boolean) =>
  (value: WrittenValue): boolean =>
    value.kind === 'list' && value.items.every(test);

const never = (): boolean => false;

const forms: readonly (readonly [pattern: RegExp, accepts: (args: readonly WrittenValue[]) => boolean])[] = [
  [/^aws-iam\.(?:Role|LazyRole|User|Group)$/u, third({ managedPolicies: listOf(isManaged), inlinePolicies: isDocuments })],
  [/^aws-iam\.(?:Policy|ManagedPolicy)$/u, third({ statements: listOf(isStatement), document: isDocument })],
  [/^aws-lambda[\w-]*\.\w*Function$|^aws-cloudfront\.experimental\.EdgeFunction$|^triggers\.TriggerFunction$/u, third({ initialPolicy: listOf(isStatement) })],
  [/^pipelines\.CodePipeline$/u, third({ codeBuildDefaults: never, synthCodeBuildDefaults: never, assetPublishingCodeBuildDefaults: never, selfMutationCodeBuildDefaults: never })],
  [/^pipelines\.CodeBuildStep$/u, ([, properties]) => hold(properties, { rolePolicyStatements: listOf(isStatement) })],
];

/** Scope, id, properties: as all constructs have it. Arguments that are spread are no three. */
function third(properties: Properties): (args: readonly WrittenValue[]) => boolean {
  return ([, , given]) => hold(given, properties);
}

/** Whether properties are written out as far as that matters. */
function hold(given: WrittenValue | undefined, properties: Properties): boolean {
  if (given === undefined) return true;
  if (given.kind !== 'object') return false;
  return Object.entries(properties).every(([name, test]) => {
    const value = given.member(name);
    return value === undefined || test(value);
  });
}

/** `new PolicyStatement({ actions: ['s3:GetObject'], ... })`. */
function isStatement(value: WrittenValue): boolean {
  return isNew(value, 'aws-iam.PolicyStatement', ([given]) => hold(given, { actions: listOf(isAction), notActions: never }));
}

/** `new PolicyDocument({ statements: [...] })`. */
function isDocument(value: WrittenValue): boolean {
  return isNew(value, 'aws-iam.PolicyDocument', ([given]) => hold(given, { statements: listOf(isStatement) }));
}

/** `inlinePolicies`: documents by name. */
function isDocuments(value: WrittenValue): boolean {
  return value.kind === 'object' && value.names.every((name) => isDocument(value.member(name) ?? { kind: 'other' }));
}

/** One that the program makes is looked at where it is made. */
function isManaged(value: WrittenValue): boolean {
  if (isNew(value, 'aws-iam.ManagedPolicy', () => true)) return true;
  if (value.kind !== 'call' || value.call.isNew || typeof value.call.of === 'string') return false;
  const name = cdkName(value.call.of);
  const given = name === 'aws-iam.ManagedPolicy.fromAwsManagedPolicyName' ? value.call.args[0] : name === 'aws-iam.ManagedPolicy.fromManagedPolicyArn' ? value.call.args[2] : undefined;
  return given?.kind === 'text' && isHarmlessPolicy(given.text);
}

const isPolicy = (value: WrittenValue): boolean => isNew(value, 'aws-iam.Policy', () => true);

function isAction(value: WrittenValue): boolean {
  return value.kind === 'text' && isHarmlessAction(value.text);
}

const isNew = (value: WrittenValue, name: string, test: (args: readonly WrittenValue[]) => boolean): boolean => value.kind === 'call' && value.call.isNew && typeof value.call.of !== 'string' && cdkName(value.call.of) === name && test(value.call.args);
