import { test } from 'vitest';
import { lintTexts, toldAll } from '../helpers/lint.js';
import { textOf } from '../../src/core/source.js';
const trail = (props: string, extra = '') => `service: x
provider: { name: aws, stage: "\${opt:stage, 'dev'}" }
${extra}
resources:
  Resources:
    Trail:
      Type: AWS::CloudTrail::Trail
      Properties:
        IsLogging: true
        IsMultiRegionTrail: true
        EventSelectors:
          - ${props}
`;
const cases: Record<string, Record<string,string>> = {
 ssm: { 'serverless.yml': trail("ExcludeManagementEventSources: ['${ssm:/x}']") },
 cycle: { 'serverless.yml': trail("ExcludeManagementEventSources: '${self:custom.a}'", "custom: { a: '${self:custom.b}', b: '${self:custom.a}' }") },
 missing: { 'serverless.yml': trail("ExcludeManagementEventSources: '${self:custom.a}'") },
 equals: { 'serverless.yml': `service: x
provider: { name: aws }
resources:
  Conditions: { IsProd: !Equals ["\${sls:stage}", prod] }
  Resources:
    Trail: { Type: AWS::CloudTrail::Trail, Properties: { IsMultiRegionTrail: true, IsLogging: !If [IsProd, false, true] } }
`},
 param: { 'serverless.yml': trail("ExcludeManagementEventSources: ['${param:ex}']", "params: { default: { ex: rdsdata.amazonaws.com }, prod: { ex: kms.amazonaws.com } }") },
 stages: { 'serverless.yml': trail("ExcludeManagementEventSources: ['${param:ex}']", "stages: { default: { params: { ex: rdsdata.amazonaws.com } }, prod: { params: { ex: kms.amazonaws.com } } }") },
 other: { 'serverless.yml': trail("ExcludeManagementEventSources: '${self:custom.x.${opt:stage}, self:custom.x.default}'", "custom: { x: { default: [], prod: [kms.amazonaws.com] } }") },
 js: { 'serverless.yml': 'service: x\nprovider: aws\nresources: ${file(./a.js):f}\n' },
 gone: { 'serverless.yml': 'service: x\nprovider: aws\nresources:\n  - ${file(./a.yml)}\n  - Resources: {Trail: {Type: AWS::CloudTrail::Trail, Properties: {IsLogging: false}}}\n' },
 legacy: { 'serverless.yml': 'service: {name: x}\nprovider: {name: aws, iamRoleStatements: [{Effect: Allow, Action: "cloudtrail:*", Resource: "*"}]}\nfunctions: {a-b: {handler: x, iamRoleStatements: [{Effect: Allow, Action: "*", Resource: "*"}], iamRoleStatementsInherit: true}, c: {handler: d}}' },
 perfn: { 'serverless.yml': 'service: {name: x}\nprovider: {name: aws, iam: {role: {mode: perFunction, managedPolicies: [arn:aws:iam::aws:policy/AdministratorAccess], statements: [{Effect: Allow, Action: "cloudtrail:*", Resource: "*"}]}}}\nfunctions: {a-b: {handler: x}, c: {handler: d}}' },
 sub: { 'serverless.yml': 'service: {name: x}\nprovider: {name: aws, iamRoleStatements: [{Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: !Sub "arn:aws:cloudtrail:${AWS::Region}:${AWS::AccountId}:trail/${ssm:/x}"},{Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "arn:aws:cloudtrail:${aws:region}:${aws:accountId}:trail/*"}]}\nfunctions: {c: {handler: d}}' },
};
test.each(Object.keys(cases))('%s', async (name) => {
  const r = await lintTexts(cases[name]!);
  console.log(name, r.problems.map(p => p.message + ' «' + textOf(p.span) + '»'), r.findings.map((f, i) => toldAll(r)[i] + '\n     ' + f.message + f.related.map(x => ' | ' + x.message + ' ' + x.span.source.path + ' ' + textOf(x.span)).join('') + ' FIX ' + JSON.stringify(f.fixes.map(x => x.edits.map(e => [textOf(e.span), e.text])))));
});
