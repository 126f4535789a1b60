import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../helpers/lint.js';
import { findingsIn, holds, type Case } from '../rules/cases.js';

const excluded = 'kms-events-excluded definite error';
const possible = 'kms-events-excluded possible warning';
const stopped = 'sink-not-recording definite error';

const resources = (text: string): string => `Resources:\n${text}`;

/** The mark stands in the JSON text, so that it is written into the string as it is. */
const selectors = (mark = true): string => `[{"ReadWriteType":"All","ExcludeManagementEventSources":[${mark ? '«"kms.amazonaws.com"»' : '"kms.amazonaws.com"'}]}]`;

const call = (members: string): string => `{"service":"CloudTrail","action":"putEventSelectors","parameters":{${members}},"physicalResourceId":{"id":"x"}}`;
const custom = (properties: string, type = 'Custom::AWS'): string => resources(`  Call:\n    Type: ${type}\n    Properties:\n      ServiceToken: arn\n${properties}`);
const put = call(`"TrailName":"t","EventSelectors":${selectors()}`);
const plainPut = call(`"TrailName":"t","EventSelectors":${selectors(false)}`);

describe('Custom::AWS', () => {
  test.each<Case>([
    ['on creation', custom(`      Create: '${put}'\n`), excluded],
    ['in a block', custom(`      Create: |\n        ${put}\n`), excluded],
    ['creation and update alike', custom(`      Create: '${put}'\n      Update: '${plainPut}'\n`), excluded],
    ['on deletion', custom(`      Delete: '${put}'\n`), excluded],
    ['version 3 of the SDK', custom(`      Create: '${put.replace('"CloudTrail"', '"@aws-sdk/client-cloudtrail"').replace('putEventSelectors', 'PutEventSelectorsCommand')}'\n`), excluded],
    ['by its name in the API', custom(`      Create: '${put.replace('"CloudTrail"', '"cloudtrail"').replace('putEventSelectors', 'PutEventSelectors')}'\n`), excluded],
    ['joined, as the CDK does', custom(`      Create: !Join ['', ['${put.slice(0, put.indexOf('"t"'))}"', !Ref Trail, '"${put.slice(put.indexOf('"t"') + 3)}']]\n`), excluded],
    ['with Fn::Sub', custom(`      Create: !Sub '${put.replace('"t"', '"${AWS::StackName}"')}'\n`), excluded],
    ['advanced selectors', custom(`      Create: '${call('"TrailName":"t","AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotEquals":[«"kms.amazonaws.com"»]}]}]')}'\n`), excluded],
    ['a new event data store', custom(`      Create: '{"service":"CloudTrail","action":"createEventDataStore","parameters":{"Name":"s","AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"readOnly","Equals":[«"false"»]}]}]}}'\n`), 'kms-reads-unlogged definite warning'],
    ['a change of an event data store', custom(`      Create: '{"service":"CloudTrail","action":"updateEventDataStore","parameters":{"EventDataStore":"s","AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotStartsWith":[«"kms"»]}]}]}}'\n`), excluded],
    ['stopLogging', custom(`      Create: '{"service":"CloudTrail","action":«"stopLogging"»,"parameters":{"Name":"t"}}'\n`), stopped],
    ['stopEventDataStoreIngestion', custom(`      Create: '{"service":"CloudTrail","action":«"stopEventDataStoreIngestion"»,"parameters":{"EventDataStore":"s"}}'\n`), stopped],
    ['a source that is not known', custom(`      Create: !Join ['', ['{"service":"CloudTrail","action":"putEventSelectors","parameters":{"EventSelectors":[{"ExcludeManagementEventSources":[«"', !ImportValue x, '"»]}]}}']]\n`), possible],
    ['JSON', { 't.json': `{"Resources":{"Call":{"Type":"Custom::AWS","Properties":{"ServiceToken":"x","Create":"${put.replaceAll('«"', '«\\"').replaceAll('"»', '\\"»').replaceAll(/(?<!\\)"/gu, '\\"')}"}}}}` }, excluded],
    ['another call of CloudTrail', custom(`      Create: '${plainPut.replace('putEventSelectors', 'putInsightSelectors')}'\n`)],
    ['another service', custom(`      Create: '${plainPut.replace('CloudTrail', 'SSM')}'\n`)],
    ['stopLogging on deletion', custom(`      Delete: '{"service":"CloudTrail","action":"stopLogging","parameters":{"Name":"t"}}'\n`)],
    ['startLogging', custom(`      Create: '{"service":"CloudTrail","action":"startLogging","parameters":{"Name":"t"}}'\n`)],
    ['nothing excluded', custom(`      Create: '${call('"TrailName":"t","EventSelectors":[{"ExcludeManagementEventSources":[]}]')}'\n`)],
    ['an update that leaves selectors alone', custom(`      Create: '{"service":"CloudTrail","action":"updateEventDataStore","parameters":{"EventDataStore":"s","RetentionPeriod":90}}'\n`)],
  ])('%s', holds());

  test('a call of which nothing is known is told as a gap', async () => {
    const joined = `!Join ['', ['{"service":"CloudTrail","action":"putEventSelectors","parameters":', !ImportValue x, '}']]`;
    const report = await lintTexts({ 't.yaml': custom(`      Create: ${joined}\n`) });
    expect(toldAll(report)).toEqual([]);
    expect(report.problems.map(({ rule, span }) => `${rule} ${span.source.text.slice(span.start, span.end)}`)).toEqual([`gap ${joined}`]);
  });

  test('two calls that differ have addresses of their own, and one on deletion says so', async () => {
    const other = plainPut.replace('"All"', '"WriteOnly"');
    const subjects = async (text: string): Promise<readonly string[]> => (await findingsIn(text)).map(({ subject }) => subject).sort();
    expect(await subjects(custom(`      Create: '${plainPut}'\n      Update: '${other}'\n`))).toEqual(['Call.Create', 'Call.Update']);
    expect(await subjects(custom(`      Create: '${plainPut}'\n`))).toEqual(['Call']);
    expect(await subjects(custom(`      Delete: '${plainPut}'\n`))).toEqual(['Call.Delete']);
  });

  test('the trail that it speaks of stays as it is declared', async () => {
    const trail = '  Trail:\n    Type: AWS::CloudTrail::Trail\n    Properties: { IsLogging: true, IsMultiRegionTrail: true }\n';
    const joined = `!Join ['', ['${plainPut.slice(0, plainPut.indexOf('"t"'))}"', !Ref Trail, '"${plainPut.slice(plainPut.indexOf('"t"') + 3)}']]`;
    const findings = await findingsIn(custom(`      Create: ${joined}\n`) + trail);
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(['kms-events-excluded Call']);
  });
});

const states = (resource: string, parameters: string): string => `{"StartAt":"Put","States":{"Put":{"Type":"Task","Resource":"${resource}",${parameters},"End":true}}}`;
const integration = 'arn:aws:states:::aws-sdk:cloudtrail:putEventSelectors';
const input = `"Parameters":{"TrailName":"t","EventSelectors":${selectors()}}`;
const machine = (properties: string, type = 'AWS::StepFunctions::StateMachine'): string => resources(`  Machine:\n    Type: ${type}\n    Properties:\n${properties}`);
const nestedIn = (holder: string, inner: string): string => `{"StartAt":"P","States":{"P":{"Type":"X",${holder.replace('_', inner)},"End":true}}}`;

describe('state machines', () => {
  test.each<Case>([
    ['DefinitionString', machine(`      DefinitionString: '${states(integration, input)}'\n`), excluded],
    ['DefinitionString in a block', machine(`      DefinitionString: |\n        ${states(integration, input)}\n`), excluded],
    ['DefinitionString with Fn::Sub', machine(`      DefinitionString: !Sub '${states('arn:${AWS::Partition}:states:::aws-sdk:cloudtrail:putEventSelectors', input)}'\n`), excluded],
    ['Definition', machine(`      Definition:\n        StartAt: Put\n        States:\n          Put:\n            Type: Task\n            Resource: ${integration}\n            Parameters:\n              TrailName: t\n              EventSelectors: [{ ExcludeManagementEventSources: [«kms.amazonaws.com»] }]\n`), excluded],
    ['SAM', machine(`      Definition: { States: { Put: { Type: Task, Resource: ${integration.replace('aws:states', 'aws-cn:states')}, Parameters: { EventSelectors: [{ ReadWriteType: «ReadOnly» }] } } } }\n`, 'AWS::Serverless::StateMachine'), 'kms-writes-unlogged definite error'],
    ['in branches', machine(`      DefinitionString: '${nestedIn('"Branches":[_]', states(integration, input))}'\n`), excluded],
    ['in an iterator', machine(`      DefinitionString: '${nestedIn('"Iterator":_', states(integration, input))}'\n`), excluded],
    ['in an item processor', machine(`      DefinitionString: '${nestedIn('"ItemProcessor":_', states(integration, input))}'\n`), excluded],
    ['arguments in JSONata', machine(`      DefinitionString: '${states(integration, `"Arguments":{"TrailName":"{% $x %}","EventSelectors":${selectors()}}`)}'\n`), excluded],
    ['a value by JSONPath', machine(`      DefinitionString: '${states(integration, '"Parameters":{"TrailName":"t","EventSelectors.$":«"$.selectors"»}')}'\n`), possible],
    ['a value by JSONata', machine(`      DefinitionString: '${states(integration, '"Arguments":{"EventSelectors":«"{% $s %}"»}')}'\n`), possible],
    ['substitutions in a string', machine(`      DefinitionString: '{"States":{"Put":{"Resource":"${integration}","Parameters":{"EventSelectors":[{"ExcludeManagementEventSources":[«"\${Source}"»]}]},"TimeoutSeconds":\${Wait}}}}'\n      DefinitionSubstitutions: { Source: kms.amazonaws.com, Wait: 3 }\n`), excluded],
    ['substitutions in an object', machine(`      Definition: { States: { Put: { Resource: ${integration}, Parameters: { EventSelectors: [{ ExcludeManagementEventSources: [«"\${Source}"»] }] } } } }\n      DefinitionSubstitutions: { Source: kms.amazonaws.com }\n`), excluded],
    ['a substitution that is not known', machine(`      DefinitionString: '{"States":{"Put":{"Resource":"${integration}","Parameters":{"EventSelectors":[{"ExcludeManagementEventSources":[«"\${Source}"»]}]}}}}'\n      DefinitionSubstitutions: { Source: !ImportValue x }\n`), possible],
    ['stopLogging', machine(`      DefinitionString: '${states('arn:aws:states:::aws-sdk:cloudtrail:stopLogging', '"Parameters":{"Name":"t"}').replace('"arn', '«"arn').replace('stopLogging"', 'stopLogging"»')}'\n`), stopped],
    ['another integration', machine(`      DefinitionString: '${states('arn:aws:states:::aws-sdk:cloudtrail:putInsightSelectors', input.replace(/[«»]/gu, ''))}'\n`)],
    ['another service', machine(`      DefinitionString: '${states('arn:aws:states:::aws-sdk:s3:putEventSelectors', input.replace(/[«»]/gu, ''))}'\n`)],
    ['a comment that mentions it', machine(`      DefinitionString: '{"Comment":"no putEventSelectors","States":{"A":{"Type":"Pass"}}}'\n`)],
  ])('%s', holds());

  test('two states have addresses of their own', async () => {
    const state = (type: string): string => `{ Resource: ${integration}, Parameters: { EventSelectors: [{ ReadWriteType: ${type} }] } }`;
    const findings = await findingsIn(machine(`      Definition: { States: { First: ${state('ReadOnly')}, Second: ${state('WriteOnly')} } }\n`));
    expect(findings.map(({ subject }) => subject)).toEqual(['Machine.First', 'Machine.Second']);
  });

  test.each([
    ['no selectors in sight', machine(`      Definition: { States: { Put: { Resource: ${integration}, Parameters: { "EventSelectorsFor.$": x } } } }\n`), []],
    ['an input by JSONata', machine(`      Definition: { States: { Put: { Resource: ${integration}, Arguments: "{% $x %}" } } }\n`), [integration]],
    ['a definition that is not known', machine(`      DefinitionString: !Sub '{"States":\${X}, "y": "putEventSelectors"}'\n`), [`!Sub '{"States":\${X}, "y": "putEventSelectors"}'`]],
  ])('told as a gap: %s', async (_name, text, gaps) => {
    const report = await lintTexts({ 't.yaml': text });
    expect(toldAll(report)).toEqual([]);
    expect(report.problems.map(({ rule, span }) => `${rule} ${span.source.text.slice(span.start, span.end)}`)).toEqual(gaps.map((at) => `gap ${at}`));
  });
});

const schedule = (arn: string, json: string): string => resources(`  Nightly:\n    Type: AWS::Scheduler::Schedule\n    Properties:\n      Target:\n        Arn: ${arn}\n        Input: ${json}\n`);

describe('schedules', () => {
  const target = 'arn:aws:scheduler:::aws-sdk:cloudtrail:putEventSelectors';
  test.each<Case>([
    ['a string', schedule(target, `'{"TrailName":"t","EventSelectors":${selectors()}}'`), excluded],
    ['any partition', schedule('!Sub arn:${AWS::Partition}:scheduler:::aws-sdk:cloudtrail:putEventSelectors', `'{"EventSelectors":${selectors()}}'`), excluded],
    ['stopLogging', schedule('«arn:aws:scheduler:::aws-sdk:cloudtrail:stopLogging»', `'{"Name":"t"}'`), stopped],
    ['another target', schedule('arn:aws:lambda:us-east-1:1:function:f', `'{"EventSelectors":${selectors(false)}}'`)],
    ['text that is no JSON, for another target', schedule('arn:aws:lambda:us-east-1:1:function:f', `'{EventSelectors'`)],
  ])('%s', holds());
});

const step = (inputs: string): string => `schemaVersion: "0.3"\nmainSteps:\n  - name: put\n    action: aws:executeAwsApi\n    inputs:\n      Service: cloudtrail\n      Api: PutEventSelectors\n${inputs}`;
const indented = (text: string, by: number): string => text.split('\n').map((line) => (line === '' ? '' : ' '.repeat(by) + line)).join('\n');
const automation = (content: string): string => resources(`  Runbook:\n    Type: AWS::SSM::Document\n    Properties:\n      DocumentType: Automation\n      Content: ${content}\n`);
const yamlStep = step('      TrailName: "{{ Trail }}"\n      EventSelectors:\n        - ExcludeManagementEventSources: [«kms.amazonaws.com»]\n');
const script = 'schemaVersion: "0.3"\nmainSteps:\n  - name: run\n    action: aws:executeScript\n    inputs:\n      Runtime: python3.11\n      Script: |\n        import boto3\n        def handler(events, context):\n          boto3.client("cloudtrail").put_event_selectors(TrailName="t", EventSelectors=[{"ExcludeManagementEventSources": [«"kms.amazonaws.com"»]}])\n';

describe('automations', () => {
  test.each<Case>([
    ['an object', automation(`\n${indented(yamlStep, 8)}`), excluded],
    ['a JSON string', automation(`'{"schemaVersion":"0.3","mainSteps":[{"name":"put","action":"aws:executeAwsApi","inputs":{"Service":"cloudtrail","Api":"put_event_selectors","EventSelectors":${selectors()}}}]}'`), excluded],
    ['a YAML string', automation(`|\n${indented(yamlStep, 8)}`), excluded],
    ['a YAML string with Fn::Sub', automation(`!Sub |\n${indented(yamlStep.replace('"{{ Trail }}"', '${AWS::StackName}'), 8)}`), excluded],
    ['a step in a loop', automation(`{ schemaVersion: "0.3", mainSteps: [{ name: l, action: aws:loop, inputs: { Steps: [{ name: put, action: aws:executeAwsApi, inputs: { Service: CloudTrail, Api: PutEventSelectors, EventSelectors: [{ IncludeManagementEvents: «false» }] } }] } }] }`), 'management-events-unlogged definite error'],
    ['a parameter of the automation', automation(`\n${indented(step('      EventSelectors: «"{{ Selectors }}"»\n'), 8)}`), possible],
    ['a part of a value', automation(`\n${indented(step('      EventSelectors: [{ ExcludeManagementEventSources: [«"{{ Service }}.amazonaws.com"»] }]\n'), 8)}`), possible],
    ['a script', automation(`\n${indented(script, 8)}`), excluded],
    ['a script in a YAML string', automation(`|\n${indented(script, 8)}`), excluded],
    ['another service', automation(`\n${indented(yamlStep.replace('cloudtrail', 'ec2').replace(/[«»]/gu, ''), 8)}`)],
    ['another call', automation(`\n${indented(yamlStep.replace('PutEventSelectors', 'GetEventSelectors').replace(/[«»]/gu, ''), 8)}`)],
    ['a check of a property', automation(`\n${indented(yamlStep.replace('executeAwsApi', 'assertAwsResourceProperty').replace(/[«»]/gu, ''), 8)}`)],
    ['YAML that mentions no call', automation('|\n        schemaVersion: "2.2"\n        mainSteps: []\n')],
  ])('%s', holds());
});
