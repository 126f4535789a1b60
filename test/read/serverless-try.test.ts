import { test } from 'vitest';
import { lintTexts, toldAll } from '../helpers/lint.js';
import { textOf } from '../../src/core/source.js';
const cases: Record<string, Record<string,string>> = {
 basic: { 'serverless.yml': `service: x
provider:
  name: aws
  stage: \${opt:stage, 'dev'}
  iam:
    role:
      statements:
        - Effect: Allow
          Action: cloudtrail:PutEventSelectors
          Resource: '*'
functions: { hello: { handler: a.b } }
custom:
  excluded: { dev: [kms.amazonaws.com], prod: [] }
resources:
  Resources:
    Trail:
      Type: AWS::CloudTrail::Trail
      Properties:
        IsLogging: true
        S3BucketName: x-\${self:custom.nokey}
        TrailName: t
        EventSelectors:
          - IncludeManagementEvents: true
            ReadWriteType: All
            ExcludeManagementEventSources: \${self:custom.excluded.\${self:provider.stage}}
`},
 file: { 'a/serverless.yml': `service: x
provider: aws
custom: { logging: false, ex: kms.amazonaws.com }
resources:
  - \${file(./trail.yml)}
`, 'a/trail.yml': `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: \${self:custom.logging}
      S3BucketName: x
      EventSelectors:
        - ExcludeManagementEventSources: [ "\${self:custom.ex}" ]
`},
};
test.each(Object.keys(cases))('%s', async (name) => {
  const r = await lintTexts(cases[name]!);
  console.log(name, toldAll(r), r.problems.map(p => p.message + ' «' + textOf(p.span) + '»'), r.findings.map(f => f.message + f.related.map(x => ' | ' + x.message + ' ' + x.span.source.path + ' ' + textOf(x.span)).join('') + ' FIX ' + JSON.stringify(f.fixes.map(x => x.edits.map(e => [textOf(e.span), e.text])))));
});
