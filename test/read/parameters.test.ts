import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/core/source.js';
import { readParameters } from '../../src/read/parameters/file.js';
import { lintTexts, told, unmark } from '../helpers/lint.js';
import type { LintOptions } from '../../src/lint.js';
import { computed } from '../helpers/computed.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The sets of a file: name, then each value as `Key=value «what is pointed at»`. */
async function setsOf(path: string, text: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const { sets, problems } = await readParameters({ path, bytes: bytes(text) });
  expect(problems.map(({ message }) => message)).toEqual([]);
  return Object.fromEntries(
    sets.map(({ name, values }) => [
      name,
      values.map(({ name: key, stack, node }) => {
        const shown = node.kind === 'scalar' ? node.text : node.kind === 'list' ? `[${node.items.map((item) => (item.kind === 'scalar' ? item.text : item.kind)).join()}]` : node.kind;
        return `${stack === undefined ? '' : `${stack}:`}${key}=${shown} «${textOf(node.origin.span)}»`;
      }),
    ]),
  );
}

describe('shapes', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['AWS CLI', 'p.json', '[{"ParameterKey":"A","ParameterValue":"1"},{"ParameterKey":"B","UsePreviousValue":true}]', ['A=1 «"1"»', 'B=unknown «"B"»']],
    ['AWS CLI, YAML', 'p.yaml', '- ParameterKey: A\n  ParameterValue: yes\n- {ParameterKey: B, ParameterValue: 012}', ['A=true «yes»', 'B=012 «012»']],
    ['all input of create-stack', 'p.json', '{"StackName":"s","Parameters":[{"ParameterKey":"A","ParameterValue":"1"}]}', ['A=1 «"1"»']],
    ['Key=Value', 'p.json', '["A=1","B=x=y z", "C="]', ['A=1 «1»', 'B=x=y z «x=y z»', 'C= «C»']],
    ['CodePipeline', 'p.json', '{"Parameters":{"A":"1","B":{"Fn::GetParam":["a","b","c"]}},"Tags":{"T":"x"}}', ['A=1 «"1"»', 'B=unknown «{"Fn::GetParam":["a","b","c"]}»']],
    ['a map', 'p.json', '{"A":"1","B":true,"C":3,"D":null}', ['A=1 «"1"»', 'B=true «true»', 'C=3 «3»', 'D=unknown «null»']],
    ['CDK', 'p.json', '{"Trail:A":"1","*:B":"2","C":"3"}', ['Trail:A=1 «"1"»', 'B=2 «"2"»', 'C=3 «"3"»']],
    ['a map in YAML, with a list', 'p.yml', 'A: [x, y]\nB: 0x10\n', ['A=[x,y] «[x, y]»', 'B=0x10 «0x10»']],
    ['no parameters', 'p.json', '[]', []],
    ['keys that a prototype has', 'p.json', '{"__proto__":"1","constructor":"2"}', ['__proto__=1 «"1"»', 'constructor=2 «"2"»']],
    ['TOML without environments', 'p.toml', 'A = "1"', ['A=1 «"1"»']],
  ])('%s', async (_, path, text, values) => {
    expect(await setsOf(path, text)).toEqual({ [path]: values });
  });

  test.each<[string, string, readonly string[]]>([
    ['words', `'A=1 B="two words" C=\\"d\\" D=x\\ y'`, ['A=1 «1»', 'B=two words «two words»', 'C="d" «\\"d\\"»', 'D=x y «x\\ y»']],
    ['words in a basic string', `"A=1 B=\\"two words\\" C=\\"\\""`, ['A=1 «1»', 'B=two words «two words»', 'C= «C»']],
    ['the long form', `"ParameterKey=A,ParameterValue=1 ParameterKey=B,ParameterValue='x y'"`, ['A=1 «1»', 'B=x y «x y»']],
    ['a text on lines', `"""\nA=1\nB=2,3\n"""`, ['A=1 «1»', 'B=2,3 «2,3»']],
    ['a list', `["A=1", "B=2 C=3"]`, ['A=1 «1»', 'B=2 «2»', 'C=3 «3»']],
    ['a table', '{ A = "1", B = 2 }', ['A=1 «"1"»', 'B=2 «2»']],
  ])('SAM, %s', async (_, overrides, values) => {
    expect(await setsOf('samconfig.toml', `version = 0.1\n[prod.deploy.parameters]\nparameter_overrides = ${overrides}\n`)).toEqual({ 'samconfig.toml prod': values });
  });

  test('SAM, environments', async () => {
    const text = `version = 0.1
[default.global.parameters]
stack_name = "s"
parameter_overrides = "A=0"
[default.deploy.parameters]
capabilities = "x"
[dev.deploy.parameters]
parameter_overrides = "A=1"
[dev.global.parameters]
parameter_overrides = "A=9 B=9"
[bare.deploy.parameters]
stack_name = "t"
[sync.sync.parameters]
parameter_overrides = "A=3"
[only-builds.build.parameters]
cached = true
`;
    expect(await setsOf('samconfig.toml', text)).toEqual({
      'samconfig.toml default': ['A=0 «0»'],
      'samconfig.toml dev': ['A=1 «1»'],
      'samconfig.toml bare': [],
      'samconfig.toml sync': ['A=3 «3»'],
    });
  });

  test('SAM in YAML', async () => {
    const text = 'version: 0.1\ndev:\n  deploy:\n    parameters:\n      parameter_overrides:\n        - A=1\n        - B="x y"\n';
    expect(await setsOf('samconfig.yaml', text)).toEqual({ 'samconfig.yaml dev': ['A=1 «1»', 'B=x y «x y»'] });
  });

  test('a byte order mark and CRLF', async () => {
    expect(await setsOf('p.json', '\uFEFF[\r\n"A=1"\r\n]')).toEqual({ 'p.json': ['A=1 «1»'] });
  });
});

test.each([
  ['words', `[d.deploy.parameters]\nparameter_overrides = "${'Aa=1 '.repeat(100_000)}"`],
  ['escaped words', `[d.deploy.parameters]\nparameter_overrides = "${'A=\\"1\\" '.repeat(100_000)}"`],
  ['lines', `[d.deploy.parameters]\nparameter_overrides = """${'A=1\n'.repeat(100_000)}"""`],
  ['keys', Array.from({ length: 50_000 }, (_, index) => `k${String(index)} = "x"\n`).join('')],
])('many %s take no time', async (_, text) => {
  const start = computed();
  await readParameters({ path: 'samconfig.toml', bytes: bytes(text) });
  expect(computed() - start).toBeLessThan(10_000);
});

describe('what is wrong in a file is told', () => {
  test.each<[string, string, string, string]>([
    ['broken JSON', 'p.json', '{"A" «1»}', 'error'],
    ['a text', 'p.yaml', '«nothing»', 'error'],
    ['an entry that is none', 'p.json', '[«{"Key":"A"}»]', 'error'],
    ['a value that is missing', 'p.json', '[{"ParameterKey":«"A"»}]', 'error'],
    ['a text without equals sign', 'p.json', '[«"A"»]', 'error'],
    ['a word of SAM without equals sign', 'samconfig.toml', '[d.deploy.parameters]\nparameter_overrides = "A=1 «B»"', 'error'],
    ['a parameter given twice', 'p.json', '["A=1", "«A»=2"]', 'warning'],
    ['a second document', 'p.yaml', 'A: 1\n---\n«B: 2»\n', 'warning'],
    ['a file that SAM is to read', 'samconfig.toml', '[d.deploy.parameters]\nparameter_overrides = «"file://x.yaml"»', 'warning'],
  ])('%s', async (_, path, marked, level) => {
    const { text, marks } = unmark(marked);
    const { problems } = await readParameters({ path, bytes: bytes(text) });
    expect(problems.map((problem) => problem.level)).toEqual([level]);
    expect(problems.map(({ span }) => [span.start, span.end])).toEqual(marks);
  });

  test.each([['empty', ''], ['only a comment', '# x'], ['binary', '\u0000']])('%s', async (_, text) => {
    const { sets, problems } = await readParameters({ path: 'p.yaml', bytes: bytes(text) });
    expect([sets, problems.map(({ level }) => level)]).toEqual([[], ['error']]);
  });
});

const template = (parameters: string, conditions = ''): string => `Parameters:
  Sources: { Type: CommaDelimitedList, Default: rdsdata.amazonaws.com }
${parameters}${conditions}Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      IsMultiRegionTrail: true
      S3BucketName: logs
      EventSelectors:
        - ReadWriteType: All
          ExcludeManagementEventSources: !Ref Sources
`;

const KMS = 'kms.amazonaws.com';
const ENV = '  Env: { Type: String, AllowedValues: [dev, prod] }\n';

interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly standing?: boolean;
  readonly byHand?: Readonly<Record<string, string>>;
}

const options = ({ files = {}, standing = false, byHand = {} }: Given): Partial<LintOptions> => ({
  parameters: new Map(Object.entries(byHand)),
  parameterFiles: Object.entries(files).map(([path, text]) => ({ path, bytes: bytes(text), standing })),
});

const lintWith = async (text: string, given: Given): Promise<readonly string[]> => (await lintTexts({ 't.yaml': text }, options(given))).findings.map(told);

const EXCLUDED = 'kms-events-excluded definite error «!Ref Sources»';

describe('each file is a world', () => {
  const excluding = JSON.stringify({ Sources: KMS });
  const other = JSON.stringify({ Sources: 'rdsdata.amazonaws.com' });
  test.each<[string, Given, readonly string[]]>([
    ['none', {}, []],
    ['one', { files: { 'prod.json': excluding } }, [EXCLUDED]],
    ['one of two', { files: { 'dev.json': other, 'prod.json': excluding } }, [`${EXCLUDED} when parameter file=prod.json`]],
    ['two of three', { files: { 'a.json': excluding, 'b.json': other, 'c.json': excluding } }, [`${EXCLUDED} when parameter file=a.json or c.json`]],
    ['all', { files: { 'a.json': excluding, 'b.json': excluding } }, [EXCLUDED]],
    ['a deployment with the values of the template', { files: { 'dev.json': '[]', 'prod.json': excluding } }, [`${EXCLUDED} when parameter file=prod.json`]],
    ['a value by hand overrides them', { files: { 'prod.json': excluding }, byHand: { Sources: 'rdsdata.amazonaws.com' } }, []],
    ['what a stack keeps is not known', { files: { 'p.json': '[{"ParameterKey":"Sources","UsePreviousValue":true}]' } }, ['kms-events-excluded possible warning «!Ref Sources»']],
    ['a list', { files: { 'p.yaml': `Sources: [rdsdata.amazonaws.com, ${KMS}]` } }, [EXCLUDED]],
    ['files that give nothing here', { files: { 'a.json': '{"X":"1"}', 'b.json': '{"Y":"1"}' }, standing: true }, []],
    ['environments of SAM', { files: { 'samconfig.toml': `[dev.deploy.parameters]\nparameter_overrides = "Sources="\n[prod.deploy.parameters]\nparameter_overrides = "Sources=${KMS}"` } }, [`${EXCLUDED} when parameter file=samconfig.toml prod`]],
  ])('%s', async (_, given, expected) => {
    expect(await lintWith(template(''), given)).toEqual(expected);
  });

  test('the values of one file hold together', async () => {
    const text = template(ENV + '  Mode: { Type: String, AllowedValues: [keep, drop] }\n', 'Conditions:\n  Drops: !And [!Equals [!Ref Env, prod], !Equals [!Ref Mode, drop]]\n')
      .replace('!Ref Sources', `!If [Drops, [${KMS}], []]`);
    const file = (Env: string, Mode: string): string => JSON.stringify({ Env, Mode });
    expect(await lintWith(text, { files: { 'dev.json': file('dev', 'drop'), 'prod.json': file('prod', 'keep') } })).toEqual([]);
    expect(await lintWith(text, { files: { 'dev.json': file('dev', 'drop'), 'prod.json': file('prod', 'drop') } })).toEqual([`kms-events-excluded definite error «${KMS}» when parameter file=prod.json`]);
    // What a file leaves open is chosen beside it.
    expect(await lintWith(text, { files: { 'dev.json': '{"Env":"dev"}', 'prod.json': '{"Env":"prod"}' } })).toEqual([`kms-events-excluded definite error «${KMS}» when parameter file=prod.json & Mode=drop`]);
  });

  test('more files than worlds leave the value open, which is told', async () => {
    const files = Object.fromEntries(Array.from({ length: 140 }, (_, index) => [`p${String(index)}.json`, JSON.stringify({ Sources: `s${String(index)}.amazonaws.com` })]));
    const report = await lintTexts({ 't.yaml': template('') }, options({ files }));
    expect(report.findings.map(told)).toEqual(['kms-events-excluded possible warning «!Ref Sources»']);
    expect(report.problems.map(({ rule }) => rule)).toEqual(['gap']);
  });
});

test('the message names the file, the flow begins at its very line', async () => {
  const [prod, marks] = [`{\n  "Sources": "x.amazonaws.com, «${KMS}»"\n}`].map(unmark).flatMap(({ text, marks: found }) => [text, found] as const) as [string, readonly (readonly [number, number])[]];
  const { findings } = await lintTexts({ 't.yaml': template('') }, options({ files: { 'env/dev.json': '{"Sources":""}', 'env/prod.json': prod } }));
  const [finding] = findings;
  expect(finding?.message).toContain(' with `env/prod.json`.');
  expect(finding?.flow.map(({ span }) => [span.source.path, span.start, span.end])).toEqual([['env/prod.json', ...(marks[0] ?? [])], ['t.yaml', finding?.primary.span.start, finding?.primary.span.end]]);
  expect(finding?.related.map(({ span }) => span.source.path)).toEqual(['env/prod.json']);
});

describe('what cannot be deployed is told', () => {
  const problemsIn = async (texts: Readonly<Record<string, string>>, given: Given): Promise<readonly string[]> => {
    const { problems } = await lintTexts(texts, options(given));
    return problems.map(({ rule, level, span }) => `${rule} ${level} ${span.source.path} «${textOf(span)}»`);
  };
  const env = { 't.yaml': template(ENV, 'Conditions:\n  X: !Equals [!Ref Env, prod]\n') };
  test.each<[string, Readonly<Record<string, string>>, Given, readonly string[]]>([
    ['a value that is not allowed', env, { files: { 'p.json': '{"Env":"staging"}' } }, ['parse-error warning p.json «"staging"»']],
    ['one that is', env, { files: { 'p.json': '{"Env":"prod"}' } }, []],
    ['one by hand', env, { byHand: { Env: 'staging' } }, ['parse-error warning t.yaml «Env»']],
    ['one by hand in place of another', env, { files: { 'p.json': '{"Env":"staging"}' }, byHand: { Env: 'dev' } }, []],
    ['an item that is not allowed', { 't.yaml': template('').replace('Default:', 'AllowedValues: [a, b], Default:') }, { files: { 'p.json': '{"Sources":"a, c"}' } }, ['parse-error warning p.json «"a, c"»']],
    ['numbers by what they are', { 't.yaml': template('  N: { Type: Number, AllowedValues: [1, 2] }\n') }, { files: { 'p.json': '{"N":"1.0"}' } }, []],
    ['a parameter that no template has', env, { files: { 'p.json': '{"Env":"prod","Evn":"prod"}' } }, ['parse-error warning p.json «"Evn"»']],
    ['one that the config gives', env, { files: { 'p.json': '{"Env":"prod","Evn":"prod"}' }, standing: true }, []],
    ['one that another template has, though nothing in that matters', { ...env, 'vpc.yaml': 'Parameters:\n  Cidr: { Type: String }\nResources:\n  V: { Type: AWS::EC2::VPC }\n' }, { files: { 'p.json': '{"Env":"prod","Cidr":"10.0.0.0/8"}' } }, []],
    ['no template', { 'x.json': '{"a":1}' }, { files: { 'p.json': '{"Env":"prod"}' } }, []],
    ['a file for another template, where one fits', { ...env, 'u.yaml': template('  Cidr: { Type: String }\n') }, { files: { 'p.json': '{"Env":"prod"}', 'q.json': '{"Env":"staging","Cidr":"x"}' } }, ['gap note q.json «"Cidr"»']],
  ])('%s', async (_, texts, given, expected) => {
    expect(await problemsIn(texts, given)).toEqual(expected);
  });

  test('a secret is not quoted', async () => {
    const text = template('  Key: { Type: String, NoEcho: true, AllowedValues: [a] }\n');
    const { problems } = await lintTexts({ 't.yaml': text }, options({ files: { 'p.json': '{"Key":"hush"}' } }));
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems.map(({ message, advice }) => [message, advice]))).not.toContain('hush');
  });

  test('by hand, a parameter that no template has', async () => {
    expect((await lintTexts(env, options({ byHand: { Evn: 'x', Env: 'dev', 'AWS::Region': 'eu-west-1' } }))).undeclaredParameters).toEqual(['Evn']);
  });
});

describe('values of the CDK for one stack', () => {
  const text = template('');
  const file = { 'p.json': JSON.stringify({ 'Logs:Sources': KMS, 'Other:Sources': 'rdsdata.amazonaws.com' }) };
  test.each([
    ['cdk.out/Logs.template.json', true],
    ['cdk.out/Other.template.json', false],
  ])('%s', async (path, excluded) => {
    const { findings } = await lintTexts({ [path]: text }, options({ files: file }));
    expect(findings.some(({ rule }) => rule === 'kms-events-excluded')).toBe(excluded);
  });
});
