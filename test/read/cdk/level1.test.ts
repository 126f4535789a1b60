import { describe, test } from 'vitest';
import { expectFindings, program, stack } from './support.js';

const EXCLUDED = 'kms-events-excluded S/T';
const common = "isLogging: true, isMultiRegionTrail: true, s3BucketName: 'b'";
const trail = (rest: string): string => `new ct.CfnTrail(this, 'T', { ${common}, ${rest} });`;

describe('L1 constructs', () => {
  test.each<[string, string, readonly string[]]>([
    ['a basic selector', trail("eventSelectors: [{ excludeManagementEventSources: [«'kms.amazonaws.com'»] }]"), [EXCLUDED]],
    ['an advanced selector', trail("advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }, { field: 'eventSource', notEquals: [«'kms.amazonaws.com'»] }] }]"), [EXCLUDED]],
    ['not logging', "new ct.CfnTrail(this, 'T', { isLogging: «false», s3BucketName: 'b' });", ['sink-not-recording S/T']],
    ['one Region, by what is not said', "new ct.CfnTrail(this, «'T'», { isLogging: true, s3BucketName: 'b' });", ['sink-single-region S/T']],
    ['an event data store', "new ct.CfnEventDataStore(this, 'T', { advancedEventSelectors: [{ fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }, { field: 'readOnly', equalTo: [«'true'»] }] }] });", ['kms-writes-unlogged S/T']],
    ['a type as a text', "new cdk.CfnResource(this, 'T', { type: 'AWS::CloudTrail::Trail', properties: { IsLogging: true, IsMultiRegionTrail: true, S3BucketName: 'b', EventSelectors: [{ ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }] } });", [EXCLUDED]],
    ['a type that is not known', "new cdk.CfnResource(this, 'T', { type: «process.env.TYPE»!, properties: {} });", ['gap']],
    ['a policy keeps its words', "new iam.CfnPolicy(this, 'P', { policyName: 'p', roles: ['r'], policyDocument: { Statement: [{ Effect: 'Allow', Action: [«'cloudtrail:PutEventSelectors'»], Resource: '*' }] } });", ['grant-any-trail S/P']],
    ['a policy in JSON', "new iam.CfnPolicy(this, 'P', { policyName: 'p', roles: ['r'], policyDocument: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: [«'cloudtrail:PutEventSelectors'»], Resource: '*' }] }) });", ['grant-any-trail S/P']],
    ['a function', "new lambda.CfnFunction(this, 'F', { role: 'r', code: { zipFile: \"const { CloudTrail } = require('@aws-sdk/client-cloudtrail'); new CloudTrail().putEventSelectors({ TrailName: 't', EventSelectors: [{ ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }] })\" } });", ['kms-events-excluded S/F']],
    ['an automation', "new ssm.CfnDocument(this, 'D', { content: { schemaVersion: '0.3', mainSteps: [{ name: 'quiet', action: 'aws:executeAwsApi', inputs: { Service: 'cloudtrail', Api: 'PutEventSelectors', TrailName: 't', EventSelectors: [{ ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }] } }] } });", ['kms-events-excluded S/D']],
  ])('%s', async (_name, body, expected) => {
    await expectFindings(stack(body), expected);
  });
});

describe('values of templates', () => {
  const sources = (value: string): string => trail(`eventSelectors: [{ excludeManagementEventSources: ${value} }]`);
  test.each<[string, string, readonly string[]]>([
    ['a parameter with its default', `const p = new cdk.CfnParameter(this, 'P', { default: 'kms.amazonaws.com' });\n${sources('[«p.valueAsString»]')}`, [EXCLUDED]],
    ['a parameter with allowed values', `const p = new cdk.CfnParameter(this, 'P', { default: 'rdsdata.amazonaws.com', allowedValues: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] });\n${sources('[«p.valueAsString»]')}`, [`${EXCLUDED} possible when P=kms.amazonaws.com`]],
    ['a parameter with a list', `const p = new cdk.CfnParameter(this, 'P', { type: 'CommaDelimitedList', default: 'rdsdata.amazonaws.com, kms.amazonaws.com' });\n${sources('«p.valueAsList»')}`, [EXCLUDED]],
    ['a parameter without a default', `const p = new cdk.CfnParameter(this, 'P');\n${sources('[«p.valueAsString»]')}`, [`${EXCLUDED} possible`]],
    ['a secret', `const p = new cdk.CfnParameter(this, 'P', { default: 'kms.amazonaws.com', noEcho: true });\n${sources('[«p.valueAsString»]')}`, [`${EXCLUDED} possible`]],
    ['Fn.conditionIf', `const p = new cdk.CfnParameter(this, 'P', { default: 'dev' });\nconst c = new cdk.CfnCondition(this, 'C', { expression: cdk.Fn.conditionEquals(p.valueAsString, 'prod') });\n${sources("cdk.Fn.conditionIf(c.logicalId, cdk.Aws.NO_VALUE, [«'kms.amazonaws.com'»]) as unknown as string[]")}`, [`${EXCLUDED} when P=dev or another value`]],
    ['a condition that does not hold', `const c = new cdk.CfnCondition(this, 'C', { expression: cdk.Fn.conditionNot(cdk.Fn.conditionEquals('a', 'a')) });\n${sources("cdk.Fn.conditionIf(c.logicalId, ['kms.amazonaws.com'], cdk.Aws.NO_VALUE) as unknown as string[]")}`, []],
    ['conditions put together', `const c = new cdk.CfnCondition(this, 'C', { expression: cdk.Fn.conditionAnd(cdk.Fn.conditionEquals('a', 'a'), cdk.Fn.conditionOr(cdk.Fn.conditionEquals('a', 'b'), cdk.Fn.conditionEquals(cdk.Aws.REGION, cdk.Aws.REGION))) });\n${sources("cdk.Fn.conditionIf(c.logicalId, [«'kms.amazonaws.com'»], cdk.Aws.NO_VALUE) as unknown as string[]")}`, [EXCLUDED]],
    ['Fn.join', sources("[«cdk.Fn.join('.', ['kms', 'amazonaws', 'com'])»]"), [EXCLUDED]],
    ['Fn.split', sources("cdk.Fn.split(',', «'rdsdata.amazonaws.com,kms.amazonaws.com'»)"), [EXCLUDED]],
    ['Fn.select', sources("[«cdk.Fn.select(1, ['rdsdata.amazonaws.com', 'kms.amazonaws.com'])»]"), [EXCLUDED]],
    ['Fn.sub', sources("[«cdk.Fn.sub('${s}.amazonaws.com', { s: 'kms' })»]"), [EXCLUDED]],
    ['Token.asList', sources("cdk.Token.asList([«'kms.amazonaws.com'»])"), [EXCLUDED]],
    ['Lazy.list', `const found: string[] = [];\n${sources('cdk.Lazy.list({ produce: () => «found» })')}\nfound.push('kms.amazonaws.com');`, [EXCLUDED]],
    ['the suffix of a partition', sources('[«`kms.${cdk.Aws.URL_SUFFIX}`»]'), [`${EXCLUDED} when AWS::Partition=aws or aws-us-gov`, 'selector-invalid S/T possible when AWS::Partition=aws-cn']],
    ['a mapping', `const m = new cdk.CfnMapping(this, 'M', { mapping: { 'eu-west-1': { s: 'rdsdata.amazonaws.com' }, 'us-east-1': { s: 'kms.amazonaws.com' } } });\n${sources("[«m.findInMap(cdk.Aws.REGION, 's')»]")}`, [`${EXCLUDED} when AWS::Region=us-east-1`]],
    ['a condition on the resource', `const p = new cdk.CfnParameter(this, 'P', { allowedValues: ['yes', 'no'], default: 'no' });\nconst t = ${sources("[«'kms.amazonaws.com'»]")}\nt.cfnOptions.condition = new cdk.CfnCondition(this, 'C', { expression: cdk.Fn.conditionEquals(p, 'yes') });`, [`${EXCLUDED} possible when P=yes`]],
  ])('%s', async (_name, body, expected) => {
    await expectFindings(stack(body), expected);
  });
});

describe('context', () => {
  const bodyOf = (condition: string): string => stack(`${condition} new ct.CfnTrail(this, 'T', { isLogging: «false», s3BucketName: 'b' });`);
  test.each<[string, string, string | undefined, readonly string[]]>([
    ['cdk.json says yes', bodyOf("if (this.node.tryGetContext('quiet'))"), '{ "context": { "quiet": true } }', ['sink-not-recording S/T']],
    ['cdk.json says no', bodyOf("if (this.node.tryGetContext('quiet'))").replaceAll(/[«»]/gu, ''), '{ "context": { "quiet": false } }', []],
    ['what is compared', bodyOf("if (this.node.tryGetContext('stage') === 'dev')"), '{ "context": { "stage": "prod" } }', ['sink-not-recording S/T possible when context stage=dev']],
    ['nobody says', bodyOf("if (this.node.tryGetContext('quiet'))"), undefined, ['sink-not-recording S/T possible when context quiet=set']],
    ['a list in cdk.json', bodyOf("if (this.node.tryGetContext('stages').includes('dev'))"), '{ "context": { "stages": ["dev"] } }', ['sink-not-recording S/T']],
    ['the program sets it', bodyOf("this.node.setContext('list', ['a']); if (this.node.tryGetContext('list').length === 1)"), undefined, ['sink-not-recording S/T']],
    ['the App is given it', program("const app = new cdk.App({ context: { list: ['a'] } });\nconst s = new cdk.Stack(app, 'S');\nif (s.node.tryGetContext('list').length === 1) new ct.CfnTrail(s, 'T', { isLogging: «false», s3BucketName: 'b' });\n"), undefined, ['sink-not-recording S/T']],
  ])('%s', async (_name, text, settings, expected) => {
    await expectFindings(text, expected, settings === undefined ? {} : { 'cdk.json': settings });
  });
});
