import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../helpers/lint.js';
import { findingsIn, holds, type Case } from '../rules/cases.js';

const excluded = 'kms-events-excluded definite error';
const possible = 'kms-events-excluded possible warning';
const stopped = 'sink-not-recording definite error';

/** A function whose source text stands in a block. */
const lambda = (lines: readonly string[], block = '|'): string =>
  `Resources:\n  Function:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile: ${block}\n${lines.map((line) => (line === '' ? '\n' : `          ${line}\n`)).join('')}`;

const js = (...lines: readonly string[]): string => lambda(["const { CloudTrail } = require('@aws-sdk/client-cloudtrail');", 'exports.handler = async (event) => {', ...lines, '};']);
const py = (...lines: readonly string[]): string => lambda(['import boto3', "client = boto3.client('cloudtrail')", '', 'def handler(event, context):', ...lines.map((line) => `    ${line}`)]);

describe('JavaScript', () => {
  test.each<Case>([
    ['a method', js("await new CloudTrail().putEventSelectors({ TrailName: 't', EventSelectors: [{ ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }] });"), excluded],
    ['a command', js("await client.send(new PutEventSelectorsCommand({ TrailName: 't', EventSelectors: [{ ExcludeManagementEventSources: [«\"kms.amazonaws.com\"»] }] }));"), excluded],
    ['a command of a namespace', js('await client.send(new sdk.PutEventSelectorsCommand({ EventSelectors: [{ ReadWriteType: «`WriteOnly`» }] }));'), 'kms-reads-unlogged definite warning'],
    ['over lines, with comments and trailing commas', js('cloudtrail.putEventSelectors({', '  // the trail', '  TrailName: event.trail, /* theirs: "x */', "  'EventSelectors': [", '    {', "      \"ReadWriteType\": 'All',", "      ExcludeManagementEventSources: ['rdsdata.amazonaws.com', «'kms.amazonaws.com'»,],", '    },', '  ],', '}).promise();'), excluded],
    ['optional chaining', js("client?.putEventSelectors({ EventSelectors: [{ IncludeManagementEvents: «!1» }] });"), 'management-events-unlogged definite error'],
    ['an event data store', js("c.createEventDataStore({ Name: 's', AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, { Field: 'eventSource', NotEquals: [«'kms.amazonaws.com'»] }] }] });"), excluded],
    ['stopLogging', js("await client.«stopLogging»({ Name: 't' });"), stopped],
    ['a variable that is written once', js("const params = { TrailName: 't', EventSelectors: [{ ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }] };", 'console.log(params);', 'await client.putEventSelectors(params);'), excluded],
    ['shorthand', js("const EventSelectors = [{ ReadWriteType: «'ReadOnly'» }]", 'await client.putEventSelectors({ TrailName, EventSelectors });'), 'kms-writes-unlogged definite error'],
    ['spread of a variable', js("const base = { EventSelectors: [{ ReadWriteType: «'ReadOnly'» }] };", "await client.putEventSelectors({ TrailName: 't', ...base });"), 'kms-writes-unlogged definite error'],
    ['a call behind a regular expression and a template', js('const a = /[/"\']/.test(x) ? `it\'s ${`"${y}`}` : 1 / 2 / 3;', "client.putEventSelectors({ EventSelectors: [{ ReadWriteType: «'ReadOnly'» }] });"), 'kms-writes-unlogged definite error'],
    ['a name', js('client.putEventSelectors({ EventSelectors: «selectors» });'), possible],
    ['a call', js('client.putEventSelectors({ EventSelectors: «JSON.parse(process.env.SELECTORS)» });'), possible],
    ['a choice', js("client.putEventSelectors({ EventSelectors: [{ ExcludeManagementEventSources: «event.on ? ['kms.amazonaws.com'] : []» }] });"), possible],
    ['a template', js('client.putEventSelectors({ EventSelectors: [{ ExcludeManagementEventSources: [«`${name}.amazonaws.com`»] }] });'), possible],
    ['a spread item', js('client.putEventSelectors({ EventSelectors: [{ ExcludeManagementEventSources: [...«sources»] }] });'), possible],
    ['a variable that is changed', js('const selectors = [{ ExcludeManagementEventSources: [] }];', "selectors[0].ExcludeManagementEventSources.push('kms.amazonaws.com');", 'client.putEventSelectors({ EventSelectors: «selectors» });'), possible],
    ['a variable that is written twice', js('let selectors = [];', 'selectors = event.selectors;', 'client.putEventSelectors({ EventSelectors: «selectors» });'), possible],
    ['a default', js("const put = ({ selectors = [{ ReadWriteType: 'ReadOnly' }] }) =>", '  client.putEventSelectors({ EventSelectors: «selectors» });'), possible],
    ['a value that goes on', js("const selectors = [{ ReadWriteType: 'ReadOnly' }]", '  .concat(more);', 'client.putEventSelectors({ EventSelectors: «selectors» });'), possible],
    ['nothing excluded', js('client.putEventSelectors({ EventSelectors: [{ ReadWriteType: "All", IncludeManagementEvents: true, ExcludeManagementEventSources: [] }] });')],
    ['undefined', js('client.putEventSelectors({ EventSelectors: [{ ReadWriteType: undefined }] });')],
    ['a comment', js("// client.putEventSelectors({ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] });", "/* client.putEventSelectors({ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] }); */")],
    ['a string', js(`const text = "client.putEventSelectors({ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] })";`, "const more = `client.putEventSelectors({ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] })`;")],
    ['a definition', js("async function putEventSelectors({ EventSelectors = [{ ReadWriteType: 'ReadOnly' }] }) {}", 'class C { stopLogging() {} }')],
    ['another call', js("client.putInsightSelectors({ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] });", "client.getEventSelectors({ TrailName: 'eventSelectors' });")],
    ['stopLogging of something else', js("logger.stopLogging();", "logger.stopLogging({ level: 'info' });")],
    ['Python in a comment', js("/* import boto3; boto3.client('cloudtrail').put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}]) */")],
  ])('%s', holds());
});

describe('Python', () => {
  test.each<Case>([
    ['a method', py("client.put_event_selectors(TrailName='t', EventSelectors=[{'ExcludeManagementEventSources': [«'kms.amazonaws.com'»]}])"), excluded],
    ['a method of a call', py("boto3.client('cloudtrail').put_event_selectors(EventSelectors=[{'ExcludeManagementEventSources': [«\"kms.amazonaws.com\"»]}])"), excluded],
    ['over lines, with comments and trailing commas', py('client.put_event_selectors(', '    TrailName=event["t"],  # don\'t', '    EventSelectors=[', '        {', '            "ReadWriteType": "All",', '            "IncludeManagementEvents": True,', '            "ExcludeManagementEventSources": ["rdsdata.amazonaws.com", «"kms.amazonaws.com"»,],', '        },', '    ],', ')'), excluded],
    ['False', py("client.put_event_selectors(EventSelectors=[{'IncludeManagementEvents': «False»}])"), 'management-events-unlogged definite error'],
    ['a tuple and strings side by side', py("client.put_event_selectors(EventSelectors=({'ExcludeManagementEventSources': («'kms.' 'amazonaws.com'»,)},))"), excluded],
    ['triple quotes, raw and byte strings', py("client.put_event_selectors(EventSelectors=[{'ExcludeManagementEventSources': [«r'''kms.amazonaws.com'''»]}])"), excluded],
    ['an f-string without holes', py("client.put_event_selectors(EventSelectors=[{'ReadWriteType': «f'ReadOnly'»}])"), 'kms-writes-unlogged definite error'],
    ['an event data store', py("client.update_event_data_store(EventDataStore='s', AdvancedEventSelectors=[{'FieldSelectors': [{'Field': 'eventCategory', 'Equals': ['Management']}, {'Field': 'eventSource', 'NotEndsWith': [«'.com'»]}]}])"), excluded],
    ['stop_logging', py("client.«stop_logging»(Name='t')"), stopped],
    ['stop_event_data_store_ingestion', py("client.«stop_event_data_store_ingestion»(EventDataStore='s')"), stopped],
    ['a variable', py("selectors = [{'ReadWriteType': «'ReadOnly'»}]", 'print(selectors)', 'client.put_event_selectors(TrailName=name, EventSelectors=selectors)'), 'kms-writes-unlogged definite error'],
    ['arguments in a dictionary', py("params = {'TrailName': 't', 'EventSelectors': [{'ReadWriteType': «'ReadOnly'»}]}", 'client.put_event_selectors(**params)'), 'kms-writes-unlogged definite error'],
    ['a name', py('client.put_event_selectors(EventSelectors=«selectors»)'), possible],
    ['a call', py("client.put_event_selectors(EventSelectors=«json.loads(os.environ['SELECTORS'])»)"), possible],
    ['an f-string', py("client.put_event_selectors(EventSelectors=[{'ExcludeManagementEventSources': [«f'{service}.amazonaws.com'»]}])"), possible],
    ['a comprehension', py("client.put_event_selectors(EventSelectors=[{'ExcludeManagementEventSources': [«s for s in sources»]}])"), possible],
    ['a sum of lists', py("client.put_event_selectors(EventSelectors=[{'ExcludeManagementEventSources': «['rdsdata.amazonaws.com'] + more»}])"), possible],
    ['a choice', py("client.put_event_selectors(EventSelectors=[{'ReadWriteType': «'All' if full else 'ReadOnly'»}])"), 'kms-writes-unlogged possible warning'],
    ['None', py("client.put_event_selectors(EventSelectors=[{'ReadWriteType': None}])")],
    ['nothing excluded', py("client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'All', 'IncludeManagementEvents': True}])")],
    ['a comment', py("# client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])", 'pass')],
    ['a docstring', py('"""', "client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])", '"""', 'pass')],
    ['a string', py(`print("client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])")`)],
    ['a definition, and a call of it', py('def put_event_selectors(selectors): pass', "self.put_event_selectors([{'ReadWriteType': 'ReadOnly'}])")],
    ['other calls', py("client.put_insight_selectors(InsightSelectors=[])", "cloudwatch.put_metric_data(Namespace='event_selectors')", 'client.get_event_selectors(TrailName=x)')],
    ['stop_logging of something else', py('logger.stop_logging()', 'logger.stop_logging(handler)')],
  ])('%s', holds());
});

describe('where source text stands', () => {
  const one = "import boto3\nboto3.client('cloudtrail').put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])\n";
  const template = (type: string, properties: unknown): string => JSON.stringify({ Resources: { F: { Type: type, Properties: properties } } });

  test.each<Case>([
    ['InlineCode of SAM', "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      InlineCode: |\n        import boto3\n        boto3.client('cloudtrail').put_event_selectors(EventSelectors=[{'ReadWriteType': «'ReadOnly'»}])\n", 'kms-writes-unlogged definite error'],
    ['Fn::Sub', lambda(["import boto3", "boto3.client('cloudtrail', region_name='${AWS::Region}').put_event_selectors(EventSelectors=[{'ExcludeManagementEventSources': [«'kms.amazonaws.com'»]}])"], '!Sub |'), excluded],
    ['Fn::Sub that makes the value', lambda(["import boto3", "boto3.client('cloudtrail').put_event_selectors(EventSelectors=[{'ReadWriteType': 'All', 'ExcludeManagementEventSources': ${Sources}}])"], '«!Sub» |'), possible],
    ['a folded block', lambda(['import boto3', '', "boto3.client('cloudtrail').put_event_selectors(EventSelectors=[{'ReadWriteType': «'ReadOnly'»}])"], '>-'), 'kms-writes-unlogged definite error'],
    ['lines that are joined', "Resources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Code:\n        ZipFile:\n          Fn::Join:\n            - \"\\n\"\n            - - import boto3\n              - c = boto3.client('cloudtrail')\n              - \"c.put_event_selectors(EventSelectors=[{'ReadWriteType': «'ReadOnly'»}])\"\n", 'kms-writes-unlogged definite error'],
    ['JSON', { 't.json': template('AWS::Lambda::Function', { Code: { ZipFile: one } }).replace("'ReadOnly'", "«'ReadOnly'»") }, 'kms-writes-unlogged definite error'],
    ['under Fn::If', `Conditions: { C: !Equals [!Ref AWS::Region, x] }\nResources:\n  F:\n    Type: AWS::Lambda::Function\n    Properties:\n      Fn::If:\n        - C\n        - Code: { ZipFile: "import boto3\\nx.put_event_selectors(EventSelectors=[{'ReadWriteType': «'ReadOnly'»}])" }\n        - Runtime: x\n`, 'kms-writes-unlogged definite error when AWS::Region=x'],
    ['under a condition', lambda(["import boto3", "boto3.client('cloudtrail').put_event_selectors(EventSelectors=[{'ReadWriteType': «'ReadOnly'»}])"]).replace('Properties:', 'Condition: Prod\n    Properties:').replace('Resources:', 'Parameters:\n  Env: { Type: String, AllowedValues: [dev, prod], Default: prod }\nConditions:\n  Prod: !Equals [!Ref Env, prod]\nResources:'), 'kms-writes-unlogged definite error when Env=prod'],
  ])('%s', holds());

  test('several calls of one function have addresses of their own', async () => {
    const findings = await findingsIn(py("client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])", "client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'WriteOnly'}])", "client.stop_logging(Name='t')"));
    expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual(['kms-writes-unlogged Function.PutEventSelectors', 'kms-reads-unlogged Function.PutEventSelectors 2', 'sink-not-recording Function.StopLogging']);
  });

  test.each([
    ['arguments that are not written out', js('client.putEventSelectors(params);'), ['putEventSelectors']],
    ['arguments taken in from elsewhere', py('client.put_event_selectors(**params)'), ['put_event_selectors']],
    ['a part of them taken in from elsewhere', js("client.putEventSelectors({ TrailName: 't', ...params });"), ['putEventSelectors']],
    ['none at all', js('client.putEventSelectors();'), []],
    ['no selectors', py("client.put_event_selectors(TrailName='t')"), []],
  ])('told as a gap: %s', async (_name, text, gaps) => {
    const report = await lintTexts({ 't.yaml': text });
    expect(toldAll(report)).toEqual([]);
    expect(report.problems.map(({ rule, span }) => `${rule} ${span.source.text.slice(span.start, span.end)}`)).toEqual(gaps.map((name) => `gap ${name}`));
  });
});
