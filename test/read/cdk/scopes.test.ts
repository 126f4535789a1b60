import { describe, test } from 'vitest';
import { expectFindings, program } from './support.js';

const stopped = (scope: string, id = "'T'"): string => `new ct.CfnTrail(${scope}, ${id}, { isLogging: «false», s3BucketName: 'b' });`;

describe('the paths of constructs', () => {
  test.each<[string, string, readonly string[]]>([
    ['a stack', `const s = new cdk.Stack(new cdk.App(), 'S');\n${stopped('s')}`, ['sink-not-recording S/T']],
    ['a stack without a scope', `const s = new cdk.Stack();\n${stopped('s')}`, ['sink-not-recording Default/T']],
    ['a construct', `class C extends Construct { constructor(s: Construct, id: string) { super(s, id); ${stopped('this')} } }\nnew C(new cdk.Stack(new cdk.App(), 'S'), 'C');`, ['sink-not-recording S/C/T']],
    ['a stage', `const s = new cdk.Stack(new cdk.Stage(new cdk.App(), 'Dev'), 'S');\n${stopped('s')}`, ['sink-not-recording Dev/S/T']],
    ['a nested stack', `const s = new cdk.NestedStack(new cdk.Stack(new cdk.App(), 'S'), 'N');\n${stopped('s')}`, ['sink-not-recording S/N/T']],
    ['Stack.of', `const s = new Construct(new cdk.Stack(new cdk.App(), 'S'), 'C');\n${stopped('cdk.Stack.of(s)')}`, ['sink-not-recording S/T']],
    ['the scope of another', `const s = new Construct(new cdk.Stack(new cdk.App(), 'S'), 'C');\n${stopped('s.node.scope!')}`, ['sink-not-recording S/T']],
    ['an id that stands for its scope', `const s = new Construct(new cdk.Stack(new cdk.App(), 'S'), 'C');\n${stopped('s', "'Resource'")}`, ['sink-not-recording S/C']],
    ['an id with a slash', `const s = new cdk.Stack(new cdk.App(), 'S');\n${stopped('s', "'a/b'")}`, ['sink-not-recording S/a--b']],
    ['an id that is partly known', `const s = new cdk.Stack(new cdk.App(), 'S');\n${stopped('s', '`T${process.pid}`')}`, ['sink-not-recording S/T?']],
    ['a scope that is not known', `export function make(s: Construct) { ${stopped('s')} }`, ['sink-not-recording T']],
    ['two stacks of one class', `class S extends cdk.Stack { constructor(s: Construct, id: string, on: boolean) { super(s, id); new ct.CfnTrail(this, 'T', { isLogging: «on», s3BucketName: 'b', isMultiRegionTrail: true }); } }\nconst app = new cdk.App();\nnew S(app, 'A', true);\nnew S(app, 'B', false);`, ['sink-not-recording B/T']],
  ])('%s', async (_name, text, expected) => {
    await expectFindings(program(text), expected);
  });
});

describe('what is deployed together', () => {
  const rule = "new events.Rule(s, 'R', { eventPattern: { source: ['aws.kms'], detail: { eventName: [«'DisableKey'»] } } });";
  const blind = 'managementEvents: «ct.ReadWriteType.READ_ONLY»';
  test('a rule and a trail of one stack', async () => {
    await expectFindings(program(`const s = new cdk.Stack(new cdk.App(), 'S');\nnew ct.Trail(s, 'T', { ${blind} });\n${rule}`), ['kms-writes-unlogged S/T', 'kms-alarm-blind S/R']);
  });
  test('a rule and a trail of two stacks', async () => {
    await expectFindings(program(`const app = new cdk.App();\nnew ct.Trail(new cdk.Stack(app, 'S'), 'T', { ${blind} });\nconst s = new cdk.Stack(app, 'Other');\n${rule.replaceAll(/[«»]/gu, '')}`), ['kms-writes-unlogged S/T']);
  });
  test('a rule in a nested stack', async () => {
    await expectFindings(program(`const p = new cdk.Stack(new cdk.App(), 'S');\nnew ct.Trail(p, 'T', { ${blind} });\nconst s = new cdk.NestedStack(p, 'N');\n${rule}`), ['kms-writes-unlogged S/T', 'kms-alarm-blind S/N/R']);
  });
});
