import { describe, expect, it, test } from 'vitest';
import { textOf } from '../../src/core/source.js';
import { lintTexts, range, told, toldAll, unmark } from '../helpers/lint.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Opens the given files, and no others. */
const opening = (files: Readonly<Record<string, string>>) => (path: string): Uint8Array | string => (files[path] === undefined ? 'there is no such file' : bytes(files[path]));

/** A service with one trail that has the given selector, and further sections. */
const service = (selector: string, rest = ''): string => `service: audit
provider: { name: aws, stage: "\${opt:stage, 'dev'}" }
resources:
  Resources:
    Trail:
      Type: AWS::CloudTrail::Trail
      Properties:
        IsLogging: true
        IsMultiRegionTrail: true
        EventSelectors:
          - ${selector}
${rest}`;

const EXCLUDED = 'kms-events-excluded definite error';
const POSSIBLY = 'kms-events-excluded possible warning';

/** What is told of a service, as `id certainty level when ...`, with the places pointed at. */
async function found(marked: string, files: Readonly<Record<string, string>> = {}): Promise<{ readonly told: readonly string[]; readonly gaps: readonly string[]; readonly atMarks: boolean }> {
  const { text, marks } = unmark(marked);
  const { findings, problems } = await lintTexts({ 'serverless.yml': text }, { open: opening(files) });
  const places = [...findings.map(({ primary }) => primary.span), ...problems.map(({ span }) => span)];
  return {
    told: findings.map((finding) => told(finding).replace(/ «.*»/u, '')),
    gaps: problems.map(({ rule, span }) => `${rule} «${textOf(span)}»`),
    atMarks: JSON.stringify(places.map(range).sort((a, b) => a[0] - b[0])) === JSON.stringify(marks),
  };
}

describe('variables', () => {
  test.each<[string, string, string, readonly string[]]>([
    ['self', 'ExcludeManagementEventSources: [«"${self:custom.source}"»]', 'custom: { source: kms.amazonaws.com }', [EXCLUDED]],
    ['self, quoted', "ExcludeManagementEventSources: [«'${self:custom.source}'»]", 'custom: { source: kms.amazonaws.com }', [EXCLUDED]],
    ['self, a list', 'ExcludeManagementEventSources: «${self:custom.sources}»', 'custom: { sources: [kms.amazonaws.com] }', [EXCLUDED]],
    ['self, a list in which it is a variable', 'ExcludeManagementEventSources: «${self:custom.sources}»', "custom: { sources: ['${self:custom.source}'], source: kms.amazonaws.com }", [EXCLUDED]],
    ['self, by index', 'ExcludeManagementEventSources: [«"${self:custom.sources.1}"»]', 'custom: { sources: [rdsdata.amazonaws.com, kms.amazonaws.com] }', [EXCLUDED]],
    ['self, by index in brackets', "ExcludeManagementEventSources: [«'${self:custom.sources[1]}'»]", 'custom: { sources: [rdsdata.amazonaws.com, kms.amazonaws.com] }', [EXCLUDED]],
    ['self, a structure: told where it is written', '${self:custom.selector}', 'custom: { selector: { ExcludeManagementEventSources: [«kms.amazonaws.com»] } }', [EXCLUDED]],
    ['self, within a text', 'ExcludeManagementEventSources: [«"${self:custom.service}.amazonaws.com"»]', 'custom: { service: kms }', [EXCLUDED]],
    ['self, twice in a text', "ExcludeManagementEventSources: [«'${self:custom.a}.${self:custom.b}'»]", 'custom: { a: kms, b: amazonaws.com }', [EXCLUDED]],
    ['self, through another', 'ExcludeManagementEventSources: [«"${self:custom.a}"»]', "custom: { a: '${self:custom.b}', b: kms.amazonaws.com }", [EXCLUDED]],
    ['self, nested', "ExcludeManagementEventSources: [«'${self:custom.${self:custom.key}}'»]", 'custom: { key: source, source: kms.amazonaws.com }', [EXCLUDED]],
    ['self, what Serverless fills in', "ExcludeManagementEventSources: [«'${self:custom.${self:provider.region}}'»]", 'custom: { us-east-1: kms.amazonaws.com }', [EXCLUDED]],
    ['self, nothing there', 'ExcludeManagementEventSources: «${self:custom.nothing}»', '', [POSSIBLY]],
    ['self, null', 'ExcludeManagementEventSources: «${self:custom.nothing}»', 'custom: { nothing: ~ }', [POSSIBLY]],
    ['a fallback', "ExcludeManagementEventSources: [«'${self:custom.nothing, self:custom.source}'»]", 'custom: { source: kms.amazonaws.com }', [EXCLUDED]],
    ['a quoted fallback', `ExcludeManagementEventSources: [«"\${self:custom.nothing, 'kms.amazonaws.com'}"»]`, '', [EXCLUDED]],
    ['a fallback in double quotes', `ExcludeManagementEventSources: [«'\${self:custom.nothing, "kms.amazonaws.com"}'»]`, '', [EXCLUDED]],
    ['a fallback that is a boolean', "IncludeManagementEvents: «'${self:custom.nothing, false}'»", '', ['management-events-unlogged definite error']],
    ['a fallback that is not needed', "ExcludeManagementEventSources: ['${self:custom.source, self:custom.other}']", 'custom: { source: rdsdata.amazonaws.com, other: kms.amazonaws.com }', []],
    ['a fallback of nothing', "ExcludeManagementEventSources: '${self:custom.nothing, null}'", '', []],
    ['an option with a default', `ExcludeManagementEventSources: [«"\${opt:source, 'kms.amazonaws.com'}"»]`, '', [EXCLUDED]],
    ['an option without one', 'ExcludeManagementEventSources: [«"${opt:source}"»]', '', [POSSIBLY]],
    ['an environment variable with a default', `ExcludeManagementEventSources: [«"\${env:SOURCE, 'kms.amazonaws.com'}"»]`, '', [EXCLUDED]],
    ['an environment variable without one', 'ExcludeManagementEventSources: [«"${env:SOURCE}"»]', '', [POSSIBLY]],
    ['strToBool', 'IncludeManagementEvents: «"${strToBool(${self:custom.management})}"»', "custom: { management: 'false' }", ['management-events-unlogged definite error']],
    ['strToBool of a number', "IncludeManagementEvents: «'${strToBool(0)}'»", '', ['management-events-unlogged definite error']],
    ['ssm', 'ExcludeManagementEventSources: [«"${ssm:/audit/source}"»]', '', [POSSIBLY]],
    ['cf with a Region', 'ExcludeManagementEventSources: [«"${cf.eu-west-1:stack.output}"»]', '', [POSSIBLY]],
    ['s3', 'ExcludeManagementEventSources: [«"${s3:bucket/key}"»]', '', [POSSIBLY]],
    ['ssm with a fallback is not settled by it', `ExcludeManagementEventSources: [«"\${ssm:/audit/source, 'rdsdata.amazonaws.com'}"»]`, '', [POSSIBLY]],
    ['a source of a plugin', 'ExcludeManagementEventSources: [«"${vaultish:source}"»]', '', [POSSIBLY]],
    ['escaped', 'ExcludeManagementEventSources: ["«\\\\${self:custom.source}»"]'.replace(/[«»]/gu, ''), 'custom: { source: kms.amazonaws.com }', []],
    ['malformed', 'ExcludeManagementEventSources: [«"${self:custom.a, kms}"»]', '', [POSSIBLY]],
    ['not closed', 'ExcludeManagementEventSources: [«"${self:custom.a"»]', '', [POSSIBLY]],
    ['the stage', "ExcludeManagementEventSources: [«'${self:custom.${sls:stage}}'»]", 'custom: { dev: kms.amazonaws.com }', [EXCLUDED]],
    ['parameters of all stages', 'ExcludeManagementEventSources: [«"${param:source}"»]', 'params: { default: { source: kms.amazonaws.com } }', [EXCLUDED]],
    ['parameters of version 4', 'ExcludeManagementEventSources: [«"${param:source}"»]', 'stages: { default: { params: { source: kms.amazonaws.com } } }', [EXCLUDED]],
    ['a parameter that nobody gives', 'ExcludeManagementEventSources: [«"${param:source}"»]', '', [POSSIBLY]],
  ])('%s', async (_name, selector, rest, expected) => {
    const { told: findings, atMarks, gaps } = await found(service(selector, rest));
    const rules = findings.filter((one) => !one.startsWith('selector-invalid'));
    expect(rules).toEqual(expected);
    expect(gaps).toEqual([]);
    if (expected.length > 0) expect(atMarks).toBe(true);
  });

  it('leads back to where the value is written', async () => {
    const { findings } = await lintTexts({ 'serverless.yml': service('ExcludeManagementEventSources: ["${self:custom.a}"]', "custom: { a: '${self:custom.b}', b: kms.amazonaws.com }") });
    expect(findings[0]?.flow.map(({ span }) => textOf(span))).toEqual(['kms.amazonaws.com', "'${self:custom.b}'", '"${self:custom.a}"']);
  });

  it('leaves what is for CloudFormation alone', async () => {
    const text = service('ExcludeManagementEventSources: [!Sub "${Service}.amazonaws.com", !Sub "rds${AWS::NoSuch}"]').replace('  Resources:', '  Parameters: { Service: { Type: String, Default: kms } }\n  Resources:');
    expect(toldAll(await lintTexts({ 'serverless.yml': text }))).toEqual([`${EXCLUDED} «!Sub "\${Service}.amazonaws.com"»`]);
  });

  it('follows no syntax of its own, and says so', async () => {
    const text = service('ExcludeManagementEventSources: [«"${{self:custom.source}}"»]').replace('name: aws,', 'name: aws, variableSyntax: «"\\\\${{([^}]+)}}"»,');
    expect(await found(text)).toEqual({ told: [POSSIBLY], gaps: ['gap «"\\\\${{([^}]+)}}"»'], atMarks: true });
  });
});

describe('worlds', () => {
  const custom = 'custom: { excluded: { dev: [], prod: [kms.amazonaws.com] } }';
  test.each<[string, string, string, readonly string[]]>([
    ['a key that is an option with a default', "ExcludeManagementEventSources: «'${self:custom.excluded.${opt:stage, self:provider.stage}}'»", custom, [`${POSSIBLY} when opt:stage=prod`]],
    ['a key that is the stage', "ExcludeManagementEventSources: «'${self:custom.excluded.${sls:stage}}'»", custom, [`${POSSIBLY} when opt:stage=prod`]],
    ['a key that is an option by way of another property', "ExcludeManagementEventSources: «'${self:custom.excluded.${self:provider.stage}}'»", custom, [`${POSSIBLY} when opt:stage=prod`]],
    ['the default itself', "ExcludeManagementEventSources: «'${self:custom.excluded.${self:provider.stage}}'»", 'custom: { excluded: { dev: [kms.amazonaws.com], prod: [] } }', [`${EXCLUDED} when opt:stage=dev`]],
    ['all of them', "ExcludeManagementEventSources: «'${self:custom.excluded.${self:provider.stage}}'»", 'custom: { excluded: { dev: [kms.amazonaws.com], prod: [kms.amazonaws.com] } }', [EXCLUDED]],
    ['an option without a default', "ExcludeManagementEventSources: «'${self:custom.excluded.${opt:env}}'»", custom, [`${EXCLUDED} when opt:env=prod`]],
    ['a part of a key', "ExcludeManagementEventSources: «'${self:custom.in-${opt:stage, self:provider.stage}-only}'»", 'custom: { in-dev-only: [], in-prod-only: [kms.amazonaws.com] }', [`${POSSIBLY} when opt:stage=prod`]],
    ['any other key, by a fallback', "ExcludeManagementEventSources: «'${self:custom.excluded.${opt:stage, self:provider.stage}, self:custom.others}'»", 'custom: { excluded: { dev: [] }, others: [kms.amazonaws.com] }', [`${POSSIBLY} when opt:stage=another value`]],
    ['parameters of a stage', 'ExcludeManagementEventSources: [«"${param:source}"»]', 'params: { default: { source: rdsdata.amazonaws.com }, prod: { source: kms.amazonaws.com } }', [`${POSSIBLY} when opt:stage=prod`]],
    ['parameters of a stage in version 4', 'ExcludeManagementEventSources: [«"${param:source}"»]', 'stages: { default: { params: { source: rdsdata.amazonaws.com } }, prod: { params: { source: kms.amazonaws.com } } }', [`${POSSIBLY} when opt:stage=prod`]],
    ['environment variables', "ExcludeManagementEventSources: «'${self:custom.excluded.${env:STAGE, \"dev\"}}'»", custom, [`${POSSIBLY} when env:STAGE=prod`]],
  ])('%s', async (_name, selector, rest, expected) => {
    expect(await found(service(selector, rest))).toEqual({ told: expected, gaps: [], atMarks: true });
  });

  const trail = '{ Type: AWS::CloudTrail::Trail, Properties: { IsMultiRegionTrail: true, IsLogging: !If [Prod, «false», true] } }';
  test.each([
    ['compared in a condition', `Conditions: { Prod: !Equals ["\${opt:stage, 'dev'}", prod] }`],
    ['compared within a text', `Conditions: { Prod: !Equals [audit-prod, "audit-\${opt:stage, 'dev'}"] }`],
    ['a key of a mapping', `Mappings: { Stages: { dev: { Is: 'no' }, prod: { Is: 'yes' } } }\n  Conditions: { Prod: !Equals [!FindInMap [Stages, "\${opt:stage, 'dev'}", Is], 'yes'] }`],
  ])('%s', async (_name, sections) => {
    const text = `service: audit\nprovider: aws\nresources:\n  ${sections}\n  Resources:\n    Trail: ${trail}\n`;
    expect(await found(text)).toEqual({ told: ['sink-not-recording possible warning when opt:stage=prod'], gaps: [], atMarks: true });
  });

  it('agrees with parameters of the template', async () => {
    const text = `service: audit
provider: aws
custom: { logging: { dev: true, prod: false } }
resources:
  Parameters: { Audited: { Type: String, Default: 'yes', AllowedValues: ['yes', 'no'] } }
  Conditions: { Audited: !Equals [!Ref Audited, 'yes'] }
  Resources:
    Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsMultiRegionTrail: true, IsLogging: !If [Audited, «"\${self:custom.logging.\${opt:stage, 'dev'}}"», true] } }
`;
    expect(await found(text)).toEqual({ told: ['sink-not-recording possible warning when opt:stage=prod & Audited=yes'], gaps: [], atMarks: true });
  });

  it('asks for nothing that only other resources and other services depend on', async () => {
    const text = `service: audit
provider:
  name: aws
  iamRoleStatements:
    - { Effect: Allow, Action: 'dynamodb:*', Resource: "\${file(tables.yml):\${opt:stage}}" }
functions: { hello: { handler: a.b } }
resources:
  Resources:
    Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: "\${self:custom.nothing.\${opt:stage, 'dev'}}" } }
    Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsMultiRegionTrail: true, IsLogging: «false», S3BucketName: "\${file(buckets.yml):name}" } }
`;
    expect(await found(text)).toEqual({ told: ['sink-not-recording definite error'], gaps: [], atMarks: true });
  });

  it('takes the value that is given by hand', async () => {
    const text = service("ExcludeManagementEventSources: '${self:custom.excluded.${sls:stage}}'", custom);
    expect(toldAll(await lintTexts({ 'serverless.yml': text }, { parameters: new Map([['opt:stage', 'prod']]) }))).toEqual([`${EXCLUDED} «'\${self:custom.excluded.\${sls:stage}}'»`]);
    expect(toldAll(await lintTexts({ 'serverless.yml': text }, { parameters: new Map([['opt:stage', 'dev']]) }))).toEqual([]);
  });

  it('leaves an input open that has too many values', async () => {
    const many = Array.from({ length: 40 }, (_, index) => `s${String(index)}: [kms.amazonaws.com]`).join(', ');
    expect(await found(service("ExcludeManagementEventSources: «'${self:custom.excluded.${opt:env}}'»", `custom: { excluded: { ${many} } }`))).toMatchObject({ told: [POSSIBLY], gaps: ['gap «${opt:env}»'] });
  });
});

describe('files', () => {
  const trail = (logging = 'false'): string => `Trail:\n  Type: AWS::CloudTrail::Trail\n  Properties: { IsMultiRegionTrail: true, IsLogging: ${logging} }\n`;
  const NOT_RECORDING = 'sink-not-recording definite error';
  test.each<[string, string, Readonly<Record<string, string>>, readonly string[]]>([
    ['resources', 'resources: ${file(all.yml)}', { 'all.yml': `Resources:\n  ${trail().replaceAll('\n', '\n  ')}` }, ['all.yml «false»']],
    ['resources in a list', 'resources:\n  - ${file(./one.yml)}\n  - ${file(two.yml)}', { 'one.yml': 'Resources: { Bucket: { Type: AWS::S3::Bucket } }', 'two.yml': `Resources:\n  ${trail().replaceAll('\n', '\n  ')}` }, ['two.yml «false»']],
    ['the section', 'resources:\n  Resources: ${file(all.yml):in.it}', { 'all.yml': `in:\n  it:\n    ${trail().replaceAll('\n', '\n    ')}` }, ['all.yml «false»']],
    ['a resource, in JSON', 'resources:\n  Resources:\n    Trail: ${file(all.json):Trail}', { 'all.json': '{ "Trail": { "Type": "AWS::CloudTrail::Trail", "Properties": { "IsMultiRegionTrail": true, "IsLogging": false } } }' }, ['all.json «false»']],
    ['a value', 'resources:\n  Resources:\n    Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsMultiRegionTrail: true, IsLogging: "${file(all.yml):logging}" } }', { 'all.yml': 'logging: false' }, ['serverless.yml «"${file(all.yml):logging}"»']],
    ['variables in a file are those of the service', 'custom: { logging: false }\nresources:\n  Resources: ${file(all.yml)}', { 'all.yml': trail('"${self:custom.logging}"') }, ['all.yml «"${self:custom.logging}"»']],
    ['files in files lie where the service does', 'custom: ${file(folder/custom.yml)}\nresources:\n  Resources: ${file(${self:custom.name})}', { 'folder/custom.yml': 'name: ${file(name.txt)}', 'name.txt': 'all.yml', 'all.yml': trail() }, ['all.yml «false»']],
    ['the name by the stage', "resources:\n  Resources: ${file(all.${opt:stage, 'dev'}.yml)}", { 'all.dev.yml': trail() }, ['all.dev.yml «false»']],
    ['an empty file has a fallback', 'resources:\n  Resources: "${file(none.yml), self:custom}"\ncustom: { Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsMultiRegionTrail: true, IsLogging: false } } }', { 'none.yml': '' }, ['serverless.yml «false»']],
  ])('%s', async (_name, rest, files, expected) => {
    const { findings, problems } = await lintTexts({ 'serverless.yml': `service: audit\nprovider: { name: aws }\n${rest}\n` }, { open: opening(files) });
    expect(problems).toEqual([]);
    expect(findings.map((finding) => told(finding).replace(/ «.*/u, ''))).toEqual([NOT_RECORDING]);
    expect(findings.map(({ primary: { span } }) => `${span.source.path} «${textOf(span)}»`)).toEqual(expected);
    const elsewhere = findings.filter(({ primary }) => primary.span.source.path !== 'serverless.yml');
    for (const { related } of elsewhere) expect(related.some(({ span }) => span.source.path === 'serverless.yml' && textOf(span).startsWith('${file('))).toBe(true);
  });

  test.each([
    ['missing', 'resources: «${file(./none.yml)}»'],
    ['missing, in a list', 'resources:\n  - «${file(./none.yml)}»'],
    ['missing, with a fallback: there may be one elsewhere', 'resources: «"${file(./none.yml), null}"»'],
    ['code', 'resources: «${file(./resources.js):make}»'],
    ['out of the repository', 'resources: «${file(../../../etc/passwd)}»'],
    ['absolute', 'resources: «${file(/etc/passwd)}»'],
    ['named by what is not known', 'resources: «${file(${ssm:/name})}»'],
    ['from an account', 'resources: «${ssm:/resources}»'],
    ['a resource', 'resources:\n  Resources:\n    Trail: «"${file(./none.yml)}"»'],
    ['statements', 'functions: { a: { handler: b } }\nprovider: { name: aws, iamRoleStatements: «"${file(./none.yml)}"» }', ],
    ['a statement', 'functions: { a: { handler: b } }\nprovider: { name: aws, iamRoleStatements: [«"${file(./none.yml)}"»] }'],
  ])('are told where they are not read: %s', async (_name, rest) => {
    const { gaps, atMarks } = await found(`service: audit\n${rest.includes('provider') ? '' : 'provider: aws\n'}${rest}\n`);
    expect(gaps).toHaveLength(1);
    expect([gaps[0]?.startsWith('gap'), atMarks]).toEqual([true, true]);
  });

  it('are not linted by themselves as well', async () => {
    const snippet = `Resources:\n  ${trail('"${self:custom.logging}"').replaceAll('\n', '\n  ')}`;
    const root = "service: audit\nprovider: aws\ncustom: { logging: true }\nresources:\n  - ${file(trail.yml)}\n";
    for (const files of [{ 'serverless.yml': root, 'trail.yml': snippet }, { 'trail.yml': snippet, 'serverless.yml': root }]) expect(toldAll(await lintTexts(files))).toEqual([]);
    expect(toldAll(await lintTexts({ 'trail.yml': snippet }))).not.toEqual([]);
  });
});
