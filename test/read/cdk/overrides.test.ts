import { describe, test } from 'vitest';
import { expectFindings, program, stack } from './support.js';

const EXCLUDED = 'kms-events-excluded S/T';
const STOPPED = 'sink-not-recording S/T';
const common = "isLogging: true, isMultiRegionTrail: true, s3BucketName: 'b'";
const level2 = "const t = new ct.Trail(this, 'T');\nconst c = t.node.defaultChild as ct.CfnTrail;\n";
const level1 = `const c = new ct.CfnTrail(this, 'T', { ${common}, eventSelectors: [{ readWriteType: 'All' }] });\n`;
const excluding = "const t = new ct.Trail(this, 'T');\nt.logAllS3DataEvents({ excludeManagementEventSources: [ct.ManagementEventSources.KMS] });\nconst c = t.node.defaultChild as ct.CfnTrail;\n";

describe('overrides', () => {
  test.each<[string, string, readonly string[]]>([
    ['of a member of an item', `${level2}c.addPropertyOverride('EventSelectors.0.ExcludeManagementEventSources', [«'kms.amazonaws.com'»]);`, [EXCLUDED]],
    ['without a variable', "new ct.Trail(this, 'T');\n(this.node.findChild('T').node.defaultChild as ct.CfnTrail).addPropertyOverride('IsLogging', «false»);", [STOPPED]],
    ['by findChild', "const t = new ct.Trail(this, 'T');\n(t.node.findChild('Resource') as ct.CfnTrail).addPropertyOverride('IsLogging', «false»);", [STOPPED]],
    ['of the whole', `${level2}c.addOverride('Properties', { IsLogging: «false» });`, [STOPPED]],
    ['by the way from the resource', `${level2}c.addOverride('Properties.IsLogging', «false»);`, [STOPPED]],
    ['of other parts of the resource', `${level2}c.addOverride('Metadata.IsLogging', false);`, []],
    ['of an L1', `${level1}c.addPropertyOverride('EventSelectors.0.ReadWriteType', «'ReadOnly'»);`, ['kms-writes-unlogged S/T']],
    ['of several members at once', `${level1}c.addPropertyOverride('EventSelectors.0', [{ ReadWriteType: 'All' }][0]);`, []],
    ['of one more item', `${level1}c.addPropertyOverride('EventSelectors.1', { ExcludeManagementEventSources: [«'kms.amazonaws.com'»] });`, ['exclusion-without-effect S/T']],
    ['the last one counts', `${level2}c.addPropertyOverride('IsLogging', false);\nc.addPropertyOverride('IsLogging', true);`, []],
    ['it counts before an assignment', `${level2}c.addPropertyOverride('IsLogging', «false»);\nc.isLogging = true;`, [STOPPED]],
    ['a backslash before a dot', `${level2}c.addPropertyOverride('IsLogging\\\\.x', false);`, []],
    ['a way that is not known', `${level2}«c.addPropertyOverride(process.env.WAY!, false)»;`, ['gap', `${EXCLUDED} possible`]],
    ['another type', `${level2}«c.addOverride('Type', 'AWS::S3::Bucket')»;`, ['gap']],
    ['what is taken away', `${excluding}c.addPropertyDeletionOverride('EventSelectors.0.ExcludeManagementEventSources');`, []],
    ['all is taken away', `${excluding}c.addDeletionOverride('Properties.EventSelectors');`, []],
    ['an item is taken away', `${excluding}c.addPropertyDeletionOverride('EventSelectors.0');`, []],
    ['undefined takes away', `${excluding}c.addPropertyOverride('EventSelectors', undefined);`, []],
    ['what is taken away leaves the default', "const t = new ct.Trail(this, «'T'»);\n(t.node.defaultChild as ct.CfnTrail).addPropertyDeletionOverride('IsMultiRegionTrail');", ['sink-single-region S/T']],
    ['where nobody goes', `${level2}if (id === 'Other') c.addPropertyOverride('IsLogging', false);`, []],
    ['a logical id', `${level2}c.overrideLogicalId('Other');\nc.addPropertyOverride('IsLogging', «false»);`, [STOPPED]],
    ['of a policy', "const p = new iam.ManagedPolicy(this, 'P', { statements: [new iam.PolicyStatement({ actions: ['s3:*'], resources: ['*'] })] });\n(p.node.defaultChild as iam.CfnManagedPolicy).addPropertyOverride('PolicyDocument.Statement.0.Action', [«'cloudtrail:*'»]);", ['grant-cloudtrail-admin S/P']],
  ])('%s', async (_name, body, expected) => {
    await expectFindings(stack(body), expected);
  });

  test('whether it is done is not known', async () => {
    await expectFindings(program("export function make(s: Construct, quiet: boolean) {\n  const t = new ct.Trail(s, 'T');\n  if (quiet) (t.node.defaultChild as ct.CfnTrail).addPropertyOverride('IsLogging', «false»);\n}\n"), ['sink-not-recording T possible when quiet=true']);
  });
});

describe('assignments', () => {
  test.each<[string, string, readonly string[]]>([
    ['of selectors', `${level1}c.eventSelectors = [{ excludeManagementEventSources: [«'kms.amazonaws.com'»] }];`, [EXCLUDED]],
    ['to the child of an L2: what methods bring is gone', `${excluding}c.eventSelectors = [{ readWriteType: 'All' }];`, []],
    ['of undefined', `${excluding}c.eventSelectors = undefined;`, []],
    ['of a flag', `${level2}c.isLogging = «false»;`, [STOPPED]],
    ['of something else', `${level2}c.trailName = 'x';`, []],
    ['one more item', `${level1}(c.eventSelectors as ct.CfnTrail.EventSelectorProperty[]).push({ excludeManagementEventSources: [«'kms.amazonaws.com'»] });`, ['exclusion-without-effect S/T']],
    ['of a condition', `const t = new ct.CfnTrail(this, 'T', { isLogging: false, s3BucketName: 'b' });\nt.cfnOptions.condition = new cdk.CfnCondition(this, 'C', { expression: cdk.Fn.conditionEquals('a', 'b') });`, []],
  ])('%s', async (_name, body, expected) => {
    await expectFindings(stack(body), expected);
  });
});

describe('Aspects', () => {
  const visiting = (visit: string, more = ''): string => program(`class A implements cdk.IAspect {\n  visit(node: Construct): void {\n    ${visit}\n  }\n}\nconst app = new cdk.App();\nconst s = new cdk.Stack(app, 'S');\nnew ct.Trail(s, 'T');\n${more}`);
  const stop = 'if (node instanceof ct.CfnTrail) node.isLogging = «false»;';
  test.each<[string, string, readonly string[]]>([
    ['over the app', visiting(stop, 'cdk.Aspects.of(app).add(new A());\n'), [STOPPED]],
    ['over the stack', visiting(stop, 'cdk.Aspects.of(s).add(new A());\n'), [STOPPED]],
    ['over another stack', visiting(stop.replaceAll(/[«»]/gu, ''), "cdk.Aspects.of(new cdk.Stack(app, 'Other')).add(new A());\n"), []],
    ['over nothing', visiting(stop.replaceAll(/[«»]/gu, '')), []],
    ['an L2', visiting('if (node instanceof ct.Trail) (node.node.defaultChild as ct.CfnTrail).isLogging = «false»;', 'cdk.Aspects.of(app).add(new A());\n'), [STOPPED]],
    ['for another class', visiting('if (node instanceof iam.CfnRole) (node as any).isLogging = false;', 'cdk.Aspects.of(app).add(new A());\n'), []],
    ['an object', visiting('', 'cdk.Aspects.of(app).add({ visit: (node) => { if (node instanceof ct.CfnTrail) node.isLogging = «false»; } });\n'), [STOPPED]],
    ['of another package', visiting('', "import { Quiet } from 'quiet-trails';\n«cdk.Aspects.of(app).add(new Quiet())»;\n"), ['gap']],
    ['of the CDK', visiting('', "cdk.Aspects.of(app).add(new cdk.Tag('a', 'b'));\n"), []],
  ])('%s', async (_name, text, expected) => {
    await expectFindings(text, expected);
  });
});
