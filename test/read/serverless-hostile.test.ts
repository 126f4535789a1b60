import { describe, expect, it, test } from 'vitest';
import { rules } from '../../rules/index.js';
import { lint } from '../../src/lint.js';
import { lintTexts, plain, toldAll } from '../helpers/lint.js';

/** As long as a machine that does other things as well may take; what hangs takes for ever. */
const PATIENCE = 20_000;

const TRAIL = 'Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsMultiRegionTrail: true, IsLogging: false, EventSelectors: VALUE } }';
const service = (value: string, custom = 'a: 1'): string => `service: audit\nprovider: aws\ncustom:\n  ${custom}\nresources:\n  Resources:\n    ${TRAIL.replace('VALUE', value)}\n`;
const lines = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('\n  ');
const NOT_RECORDING = 'sink-not-recording definite error «false»';

describe('a service that is made to do harm', () => {
  test.each<[string, string]>([
    ['names itself', service('"${self:custom.a}"', 'a: ${self:custom.a}')],
    ['names itself by way of another', service('"${self:custom.a}"', "a: { x: '${self:custom.b}' }\n  b: ['${self:custom.a}']")],
    ['takes itself in', service('"${self:}"')],
    ['takes its resources into them', service('"${self:resources}"')],
    ['opens 30,000 variables', service(`'${'${'.repeat(30_000)}'`)],
    ['nests 1,000 variables', service(`'${'${self:custom.'.repeat(1_000)}${'}'.repeat(1_000)}'`)],
    ['opens 20,000 lookups', service(`'${'${self:'.repeat(20_000)}'`)],
    ['opens 20,000 calls', service(`'${'${file('.repeat(20_000)}'`)],
    ['has 20,000 fallbacks', service(`'\${self:custom.x${', self:custom.x'.repeat(20_000)}}'`)],
    ['has a type of 100,000 letters', service(`'\${${'a'.repeat(100_000)}'`)],
    ['has a chain of 1,000 variables', service('"${self:custom.v0}"', lines(1_000, (index) => `v${String(index)}: \${self:custom.v${String(index + 1)}}`))],
    ['doubles a text 60 times', service('"${self:custom.v60}"', `v0: aaaa\n  ${lines(60, (index) => `v${String(index + 1)}: \${self:custom.v${String(index)}}\${self:custom.v${String(index)}}`)}`)],
    ['doubles a list 40 times', service('"${self:custom.v40}"', `v0: [kms]\n  ${lines(40, (index) => `v${String(index + 1)}: ['\${self:custom.v${String(index)}}', '\${self:custom.v${String(index)}}']`)}`)],
    ['doubles a list 40 times by aliases', service('"${self:custom.v40}"', `v0: &v0 ["\${self:custom.x, 'kms'}"]\n  ${lines(40, (index) => `v${String(index + 1)}: &v${String(index + 1)} [*v${String(index)}, *v${String(index)}]`)}`)],
    ['has 200 options that are keys', service(`[${Array.from({ length: 200 }, (_, index) => `"\${self:custom.m.\${opt:o${String(index)}}, 1}"`).join(', ')}]`, 'm: { a: 1, b: 2, c: 3 }')],
    ['is called like a prototype', service('["${self:__proto__.polluted, self:constructor.name, self:custom.toString}"]', '__proto__: { polluted: 1 }')],
    ['has an index without bound', service('"${self:custom.a.99999999999999999999}"', 'a: [1]')],
  ])('%s', async (_name, text) => {
    const report = await lintTexts({ 'serverless.yml': text });
    expect(toldAll(report)).toContain(NOT_RECORDING);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  }, PATIENCE);

  it('merges two bombs of aliases', async () => {
    const bomb = (name: string): string => `${name}0: &${name}0 { x: 1 }\n  ${lines(40, (index) => `${name}${String(index + 1)}: &${name}${String(index + 1)} { p: *${name}${String(index)}, q: *${name}${String(index)} }`)}`;
    const text = `service: audit\nprovider: aws\ncustom:\n  ${bomb('a')}\n  ${bomb('b')}\nresources:\n  - Resources: { Other: '\${self:custom.a40}' }\n  - Resources: { Other: '\${self:custom.b40}' }\n  - Resources: { ${TRAIL.replace('VALUE', '[]')} }\n`;
    expect(toldAll(await lintTexts({ 'serverless.yml': text }))).toContain(NOT_RECORDING);
  }, PATIENCE);

  it('takes files in in a circle', async () => {
    const opened: string[] = [];
    const files = new Map([['a.yml', "x: '${file(b.yml):x}'"], ['b.yml', "x: '${file(a.yml):x}'"]]);
    const open = (path: string): Uint8Array | string => {
      opened.push(path);
      return new TextEncoder().encode(files.get(path) ?? '');
    };
    const report = await lintTexts({ 'serverless.yml': service('"${file(a.yml):x}"') }, { open });
    expect(toldAll(report)).toContain(NOT_RECORDING);
    expect(report.problems.map(({ rule, span }) => `${rule} ${span.source.path}`)).toEqual(['gap a.yml']);
    expect([...new Set(opened)]).toEqual(['a.yml', 'b.yml']);
  });

  it('finds what variables hide among 300 resources and 30 stages', async () => {
    const stages = Array.from({ length: 30 }, (_, index) => `s${String(index)}: true`).join(', ');
    const trails = lines(300, (index) => `  T${String(index)}: { Type: AWS::CloudTrail::Trail, Properties: { IsMultiRegionTrail: true, IsLogging: '\${self:custom.on.\${opt:stage, "s1"}}' } }`);
    const report = await lintTexts({ 'serverless.yml': `service: audit\nprovider: aws\ncustom: { on: { ${stages}, prod: false } }\nresources:\n  Resources:\n  ${trails}\n` });
    expect(new Set(report.findings.map(({ rule, assumptions }) => `${rule} ${assumptions.map(({ label }) => label).join()}`))).toEqual(new Set(['sink-not-recording prod']));
  }, PATIENCE);
});

describe('the same trail', () => {
  const declared = `Trail:
      Type: AWS::CloudTrail::Trail
      Properties:
        IsLogging: true
        EventSelectors:
          - ReadWriteType: WriteOnly
            ExcludeManagementEventSources: [kms.amazonaws.com]
    Store:
      Type: AWS::CloudTrail::EventDataStore
      Condition: Wanted
      Properties:
        IngestionEnabled: !If [Wanted, false, true]
    Role:
      Type: AWS::IAM::Role
      Properties:
        AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { AWS: "*" }, Action: "sts:AssumeRole" }] }
        Policies: [{ PolicyName: p, PolicyDocument: '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "cloudtrail:Put*", "Resource": "*"}]}' }]
`;
  it('is told alike in a service and in a template', async () => {
    const sections = `  Parameters: { Env: { Type: String, Default: dev } }\n  Conditions: { Wanted: !Equals [!Ref Env, prod] }\n  Resources:\n    ${declared}`;
    const inService = await lintTexts({ 'serverless.yml': `service: audit\nprovider: aws\nresources:\n${sections}` });
    const inTemplate = await lintTexts({ 'template.yml': sections });
    expect(toldAll(inService)).toEqual(toldAll(inTemplate));
    expect(toldAll(inService).length).toBeGreaterThanOrEqual(3);
  });
});

describe('which services are read', () => {
  const lintFound = async (text: string): Promise<number> => {
    const report = await lint([{ path: 'serverless.yml', bytes: new TextEncoder().encode(text), explicit: false }], rules, plain);
    return report.files.recognised;
  };
  test.each([
    ['service: audit\nprovider:\n  name: aws\nresources:\n  - ${file(resources/audit.yml)}\n', 1],
    ['service: audit\nprovider: ${file(provider.yml)}\n', 1],
    ['service: { name: audit }\nprovider: { name: aws, iam: { role: { statements: [] } } }\n', 1],
    ['service: audit\nprovider:\n  name: aws\nfunctions: {}\n', 1],
    ['{ "service": "audit", "provider": { "name": "aws", "iamManagedPolicies": [] } }', 1],
    ['service: audit\nprovider:\n  name: google\n', 0],
    ['services: audit\nproviders: aws\n', 0],
  ])('%s', async (text, recognised) => {
    expect(await lintFound(text)).toBe(recognised);
  });

  it('names CloudTrail in state machines that are not read', async () => {
    const text = 'service: audit\nprovider: aws\nstepFunctions: { stateMachines: { a: { definition: { States: { b: { Resource: "arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors" } } } } } }\n';
    const { problems } = await lintTexts({ 'serverless.yml': text });
    expect(problems.map(({ rule, span }) => `${rule} ${String(span.start)}`)).toEqual([`gap ${String(text.indexOf('"arn:aws:states'))}`]);
    expect((await lintTexts({ 'serverless.yml': text.replace('cloudtrail', 's3') })).problems).toEqual([]);
  });
});
