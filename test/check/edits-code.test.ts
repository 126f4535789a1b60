import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { lintTexts } from '../helpers/lint.js';
import { apply, fixesOf, viewed } from './apply.js';

/** The text with every fix made, one after the other. */
async function fixed(text: string, path: string): Promise<string> {
  let now = text;
  for (let round = 0; round < 8; round++) {
    const [fix] = fixesOf((await lintTexts({ [path]: now })).findings);
    if (fix === undefined) return now;
    now = apply(now, fix.edits);
  }
  return expect.unreachable('fixes without end');
}

const told = async (text: string, path: string): Promise<readonly string[]> => {
  const { findings, problems } = await lintTexts({ [path]: text });
  return [...findings.map(({ rule }) => rule), ...problems.map(({ message }) => message)];
};

/** Text in which `(-` and `-)` stand around what goes, `(+` and `+)` around what comes. */
const before = (text: string): string => text.replaceAll(/\(\+[^]*?\+\)/gu, '').replaceAll(/\(-|-\)/gu, '');
const after = (text: string): string => text.replaceAll(/\(-[^]*?-\)/gu, '').replaceAll(/\(\+|\+\)/gu, '');

type Row = readonly [name: string, text: string];

const IMPORTS = `import { Stack } from 'aws-cdk-lib';\nimport * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';\nimport { CfnEventDataStore, CfnTrail, ManagementEventSources, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';\n\n`;
const inStack = (body: string): string => `${IMPORTS}export class AuditStack extends Stack {\n  constructor(scope, id) {\n    super(scope, id);\n${body.replaceAll(/^(?=.)/gmu, '    ')}  }\n}\n`;
const level1 = (members: string): string => inStack(`new CfnTrail(this, 'Trail', {\n  isLogging: true,\n  s3BucketName: 'logs',\n  isMultiRegionTrail: true,\n${members.replaceAll(/^(?=.)/gmu, '  ')}});\n`);
const store = (selectors: string): string => inStack(`new CfnEventDataStore(this, 'Store', {\n  advancedEventSelectors: ${selectors},\n});\n`);
const management = "{ field: 'eventCategory', equalTo: ['Management'] }";

const ofCdk: readonly Row[] = [
  ['a word', level1("eventSelectors: [{ readWriteType: (-'ReadOnly'-)(+'All'+) }],\n")],
  ['a word in other quotes', level1('eventSelectors: [{ readWriteType: (-"WriteOnly"-)(+"All"+) }],\n')],
  ['a word in backticks', level1('eventSelectors: [{ readWriteType: (-`ReadOnly`-)(+`All`+) }],\n')],
  ['a word with a type behind it', level1("eventSelectors: [{ readWriteType: (-'ReadOnly'-)(+'All'+) as const }],\n")],
  ['a boolean', level1('eventSelectors: [\n  { includeManagementEvents: (-false-)(+true+) },\n],\n')],
  ['logging', level1('').replace('isLogging: true', 'isLogging: (-false-)(+true+)')],
  ['a member of an enumeration', inStack("new Trail(this, 'Trail', { managementEvents: (-ReadWriteType.READ_ONLY-)(+ReadWriteType.ALL+) });\n")],
  ['a member of an enumeration, with the way to it', inStack("new cloudtrail.Trail(this, 'Trail', { managementEvents: (-cloudtrail.ReadWriteType.WRITE_ONLY-)(+cloudtrail.ReadWriteType.ALL+) });\n")],
  ['no management events', inStack("const trail = new Trail(this, 'Trail', { managementEvents: (-ReadWriteType.NONE-)(+ReadWriteType.ALL+) });\ntrail.logAllS3DataEvents();\n")],
  ['the value of an override', inStack("const trail = new Trail(this, 'Trail');\nconst child = trail.node.defaultChild as CfnTrail;\nchild.addPropertyOverride('IsLogging', (-false-)(+true+));\n")],
  ['the value of an assignment', inStack("const trail = new CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true });\ntrail.isLogging = (-false-)(+true+);\n")],
  ['a property that is missing', inStack("new CfnTrail(this, 'Trail', {\n  isLogging: true,\n  s3BucketName: 'logs', // a(+\n  isMultiRegionTrail: true,+)\n  // b\n});\n")],
  ['a property that is missing, and a comma', inStack("new CfnTrail(this, 'Trail', {\n\tisLogging: true,\n\ts3BucketName: 'logs'(+,\n\tisMultiRegionTrail: true+)\n});\n")],
  ['a property that is missing in one line', inStack("new CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs'(+, isMultiRegionTrail: true+) });\n")],
];

const lists: readonly Row[] = [
  ['the only item', level1("eventSelectors: [{ excludeManagementEventSources: [(-'kms.amazonaws.com'-)] }],\n")],
  ['the only item of a call', inStack("const trail = new Trail(this, 'Trail');\ntrail.logAllS3DataEvents({ excludeManagementEventSources: [(-ManagementEventSources.KMS-)] });\n")],
  ['the only item, in its own line', inStack("const trail = new Trail(this, 'Trail');\ntrail.logAllLambdaDataEvents({\n  excludeManagementEventSources: [(-\n    cloudtrail.ManagementEventSources.KMS,\n  -)],\n});\n")],
  ['the first', inStack("new Trail(this, 'Trail').logAllS3DataEvents({ excludeManagementEventSources: [(-ManagementEventSources.KMS, -)ManagementEventSources.RDS_DATA_API] });\n")],
  ['the last', inStack("new Trail(this, 'Trail').logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.RDS_DATA_API(-, ManagementEventSources.KMS-)] });\n")],
  ['the last line', level1("eventSelectors: [\n  {\n    excludeManagementEventSources: [ // a\n      // b\n      'rdsdata.amazonaws.com', // c(-\n      'kms.amazonaws.com', // d-)\n      // e\n    ],\n  },\n],\n")],
  ['the last line without a comma', level1("eventSelectors: [{\n  excludeManagementEventSources: [\n    'rdsdata.amazonaws.com'(-,\n    'kms.amazonaws.com'-)\n  ] as string[]\n}],\n")],
  ['behind what is spread', inStack("const more = ['rdsdata.amazonaws.com'];\nnew CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true, eventSelectors: [{ excludeManagementEventSources: [...more(-, 'kms.amazonaws.com'-)] }] });\n")],
  ['in an assignment', inStack("const trail = new CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true });\ntrail.eventSelectors = [{ excludeManagementEventSources: [(-'kms.amazonaws.com'-)] }];\n")],
  ['of a custom resource', inStack("new AwsCustomResource(this, 'Put', {\n  onUpdate: {\n    service: 'CloudTrail',\n    action: 'putEventSelectors',\n    parameters: { TrailName: 'audit', EventSelectors: [{ ReadWriteType: 'All', ExcludeManagementEventSources: [(-'kms.amazonaws.com'-)] }] },\n    physicalResourceId: PhysicalResourceId.of('put'),\n  },\n  installLatestAwsSdk: false,\n  role,\n});\n").replace('import { Stack }', "import { AwsCustomResource, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';\nimport { Stack }")],
  ['of each trail of a loop', inStack("for (const name of ['A', 'B']) {\n  new CfnTrail(this, name, { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true, eventSelectors: [{ excludeManagementEventSources: [(-'kms.amazonaws.com'-)] }] });\n}\n")],
  ['in an override', inStack("const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.ALL });\n(trail.node.defaultChild as CfnTrail).addPropertyOverride('EventSelectors.0.ExcludeManagementEventSources', [(-'kms.amazonaws.com'-)]);\n")],
];

const selectors: readonly Row[] = [
  ['a field selector', store(`[{ fieldSelectors: [${management}(-, { field: 'eventSource', notEquals: ['kms.amazonaws.com'] }-)] }]`)],
  ['a field selector over lines', store(`[\n    {\n      fieldSelectors: [\n        ${management},(-\n        {\n          field: 'eventSource', // a\n          notEquals: ['kms.amazonaws.com'],\n        },-)\n        // b\n        { field: 'eventName', notEquals: ['GetRole'] },\n      ],\n    },\n  ]`)],
  ['an operator', store(`[{ fieldSelectors: [${management}, { field: 'eventSource', (-notEquals: ['kms.amazonaws.com'], -)notStartsWith: ['s3'] }] }]`)],
  ['an operator over lines', store(`[{ fieldSelectors: [${management}, {\n    field: 'eventSource',\n    notStartsWith: ['s3']\n  }] }]`).replace("['s3']\n", "['s3'](-,\n    notEquals: ['kms.amazonaws.com']-)\n")],
  ['a value more', store(`[{ fieldSelectors: [${management}, { field: 'eventSource', equalTo: ["s3.amazonaws.com"(+, "kms.amazonaws.com"+)] }] }]`)],
  ['a selector more', store("[{ fieldSelectors: [{ field: 'eventCategory', equalTo: ['Data'] }] }(+, { fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] }+)]")],
  ['a selector more in its line', store("[\n    {\n      name: 'data', // a\n      fieldSelectors: [{ equalTo: ['Data'], field: 'eventCategory' }],\n    }, // b(+\n    { fieldSelectors: [{ field: 'eventCategory', equalTo: ['Management'] }] },+)\n    // c\n  ]")],
];

const SDK = "import { CloudTrailClient, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';\n\nconst client = new CloudTrailClient({});\n";
const sent = (members: string): string => `${SDK}await client.send(new PutEventSelectorsCommand({\n  TrailName: 'audit',\n${members}}));\n`;
const ofSdk: readonly Row[] = [
  ['a list', sent("  EventSelectors: [{ ReadWriteType: 'All', ExcludeManagementEventSources: [(-'kms.amazonaws.com'-)] }],\n")],
  ['a word', sent("  EventSelectors: [{ ReadWriteType: (-'ReadOnly'-)(+'All'+) }],\n")],
  ['a selector more', sent("  AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Data'] }, { Field: 'resources.type', Equals: ['AWS::S3::Object'] }] }(+, { FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }+)],\n")],
];

const CDKTF = `import { TerraformStack } from 'cdktf';\nimport { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';\nimport { CloudtrailEventDataStore } from '@cdktf/provider-aws/lib/cloudtrail-event-data-store';\n\n`;
const inTerraformStack = (body: string): string => `${CDKTF}export class Audit extends TerraformStack {\n  constructor(scope, id) {\n    super(scope, id);\n    ${body}\n  }\n}\n`;
const PULUMI = "import * as aws from '@pulumi/aws';\n\n";
const ofTerraform: readonly Row[] = [
  ['a list in cdktf', inTerraformStack("new Cloudtrail(this, 'trail', { name: 't', s3BucketName: 'b', isMultiRegionTrail: true, eventSelector: [{ excludeManagementEventSources: [(-'kms.amazonaws.com'-)] }] });")],
  ['logging in cdktf', inTerraformStack("new Cloudtrail(this, 'trail', { name: 't', s3BucketName: 'b', isMultiRegionTrail: true, enableLogging: (-false-)(+true+) });")],
  ['a property that is missing in cdktf', inTerraformStack("new Cloudtrail(this, 'trail', { name: 't', s3BucketName: 'b'(+, isMultiRegionTrail: true+) });")],
  ['a selector more in cdktf', inTerraformStack("new CloudtrailEventDataStore(this, 'store', { name: 's', advancedEventSelector: [{ fieldSelector: [{ field: 'eventCategory', equalTo: ['Data'] }] }(+, { fieldSelector: [{ field: 'eventCategory', equalTo: ['Management'] }] }+)] });")],
  ['a word in Pulumi', `${PULUMI}new aws.cloudtrail.Trail("trail", { s3BucketName: "b", isMultiRegionTrail: true, eventSelectors: [{ readWriteType: (-"WriteOnly"-)(+"All"+) }] });\n`],
  ['a property that is missing in Pulumi', `${PULUMI}new aws.cloudtrail.Trail('trail', {\n  s3BucketName: 'b',(+\n  isMultiRegionTrail: true,+)\n}, { protect: true });\n`],
  ['a selector more in Pulumi', `${PULUMI}new aws.cloudtrail.EventDataStore('store', {\n  advancedEventSelectors: [\n    { fieldSelectors: [{ field: 'eventCategory', equals: ['Data'] }] },(+\n    { fieldSelectors: [{ field: 'eventCategory', equals: ['Management'] }] },+)\n  ],\n});\n`],
];

const rows = [
  ...ofTerraform.map(([name, text]) => [`Terraform: ${name}`, text] as const),
  ...ofCdk.map(([name, text]) => [`a value: ${name}`, text] as const),
  ...lists.map(([name, text]) => [`a list: ${name}`, text] as const),
  ...selectors.map(([name, text]) => [`advanced selectors: ${name}`, text] as const),
  ...ofSdk.map(([name, text]) => [`a call: ${name}`, text] as const),
];
const withCrLf = rows.map(([name, text]) => [`${name}, line ends of Windows`, text.replaceAll('\n', '\r\n')] as const);

const faultsOf = (text: string): readonly unknown[] => (ts.transpileModule(text, { reportDiagnostics: true, fileName: 'app.ts' }).diagnostics ?? []).map(({ messageText }) => messageText);

describe('a fix in a program', () => {
  it.each([...rows, ...withCrLf])('%s', async (_name, marked) => {
    expect(await fixed(before(marked), 'app.ts')).toBe(after(marked));
    expect(await told(before(marked), 'app.ts')).not.toEqual([]);
    expect(await told(after(marked), 'app.ts')).toEqual([]);
    expect(faultsOf(after(marked))).toEqual([]);
  });

  it.each(rows)('%s: the same in the VS Code viewer', async (_name, marked) => {
    const text = before(marked);
    const fixes = fixesOf((await lintTexts({ 'app.ts': text })).findings);
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) expect(viewed(text, fix)).toBe(apply(text, fix.edits));
  });
});

describe('there is no fix in a program', () => {
  const excluding = (list: string, above = ''): string => inStack(`${above}new CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true, eventSelectors: [{ excludeManagementEventSources: ${list} }] });\n`);
  const filtered = (field: string, above = ''): string => inStack(`${above}new CfnEventDataStore(this, 'Store', { advancedEventSelectors: [{ fieldSelectors: [${management}, ${field}] }] });\n`);

  it.each<Row>([
    ['for a list from a constant', excluding('sources', "const sources = ['kms.amazonaws.com'];\n")],
    ['for an item from a constant', excluding('[source]', "const source = 'kms.amazonaws.com';\n")],
    ['for what is spread into a list', excluding("[...sources, 'rdsdata.amazonaws.com']", "const sources = ['kms.amazonaws.com'];\n")],
    ['for a word from a member', inStack("const settings = { access: 'ReadOnly' };\nnew CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true, eventSelectors: [{ readWriteType: settings.access }] });\n")],
    ['for properties from a constant', inStack("const props = { isLogging: false, s3BucketName: 'logs', isMultiRegionTrail: true };\nnew CfnTrail(this, 'Trail', props);\n")],
    ['for properties that are spread', inStack("const props = { isLogging: false, s3BucketName: 'logs' };\nnew CfnTrail(this, 'Trail', { ...props, isMultiRegionTrail: true });\n")],
    ['for what a function gives', excluding('sources()', "const sources = () => ['kms.amazonaws.com'];\n")],
    ['for what a method makes of it', excluding("['kms'].map((name) => `${name}.amazonaws.com`)")],
    ['for a text of several', excluding("['kms' + '.amazonaws.com', 'rdsdata.amazonaws.com', `${'kms'}.amazonaws.com`].slice(0, 1)")],
    ['for a list with a remark in it', excluding("['rdsdata.amazonaws.com', /* a */ 'kms.amazonaws.com']")],
    ['for an operator beside what is spread', filtered("{ ...base, notEquals: ['kms.amazonaws.com'], notStartsWith: ['s3'] }", "const base = { field: 'eventSource' };\n")],
    ['for a field selector that is made of another', filtered("{ ...base, notEquals: ['kms.amazonaws.com'] }", "const base = { field: 'eventSource' };\n")],
    ['for a word of an own enumeration', inStack("enum Access { READ_ONLY = 'ReadOnly', ALL = 'All' }\nnew CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true, eventSelectors: [{ readWriteType: Access.READ_ONLY }] });\n")],
    ['for a property beside what is spread', inStack("const more = { isLogging: true };\nnew CfnTrail(this, 'Trail', { ...more, s3BucketName: 'logs' });\n")],
    ['for a property of properties from elsewhere', inStack("const props = { isLogging: true, s3BucketName: 'logs' };\nnew CfnTrail(this, 'Trail', props);\n")],
    ['for a property that is deeper', inStack("new CfnResource(this, 'Trail', { type: 'AWS::CloudTrail::Trail', properties: { IsLogging: true, S3BucketName: 'logs' } });\n").replace('{ Stack }', '{ CfnResource, Stack }')],
    ['for the value of a parameter', inStack("const make = (on: boolean) => new CfnTrail(this, 'Trail', { isLogging: on, s3BucketName: 'logs', isMultiRegionTrail: true });\nmake(false);\n")],
    ['if a store has five selectors', store(`[${"{ fieldSelectors: [{ field: 'eventCategory', equalTo: ['Data'] }] }, ".repeat(5)}]`)],
    ['where the text is not surely understood', `${level1("eventSelectors: [{ readWriteType: 'ReadOnly' }],\n")}if (x) /[/]['/.test(y);\n`],
  ])('%s', async (_name, text) => {
    const { findings } = await lintTexts({ 'app.ts': text });
    expect(findings.length).toBeGreaterThan(0);
    expect(fixesOf(findings)).toEqual([]);
  });

  it('for what another file says', async () => {
    const { findings } = await lintTexts({ 'app.ts': excluding('sources').replace('\n\n', "\nimport { sources } from './settings';\n\n"), 'settings.ts': "export const sources = ['kms.amazonaws.com'];\n" });
    expect(findings.length).toBeGreaterThan(0);
    expect(fixesOf(findings)).toEqual([]);
  });
});

const conditional = (values: string): string => inStack(`const prod = this.node.tryGetContext('prod');\nnew CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true, eventSelectors: [${values}] });\n`);

describe('a fix in a program that chooses', () => {
  it.each<Row>([
    ['in a branch', conditional("{ readWriteType: prod ? 'All' : (-'ReadOnly'-)(+'All'+) }")],
    ['in both branches', conditional("{ excludeManagementEventSources: prod ? [(-'kms.amazonaws.com'-)] : [(-'kms.amazonaws.com', -)'rdsdata.amazonaws.com'] }")],
    ['where nothing else is said', conditional("{ readWriteType: prod ?? (-'ReadOnly'-)(+'All'+) }").replace('prod ??', "(prod ? 'All' : undefined) ??")],
  ])('%s', async (_name, marked) => {
    expect(await fixed(before(marked), 'app.ts')).toBe(after(marked));
    expect((await told(after(marked), 'app.ts')).filter((one) => one.startsWith('kms-'))).toEqual([]);
  });
});
