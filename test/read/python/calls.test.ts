import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../../helpers/lint.js';
import { findingsIn, holds, type Case } from '../../rules/cases.js';

const excluded = 'kms-events-excluded definite error';
const possible = 'kms-events-excluded possible warning';
const readsOnly = 'kms-writes-unlogged definite error';
const maybeReadsOnly = 'kms-writes-unlogged possible warning';

const py = (...lines: readonly string[]): Record<string, string> => ({ 'scripts/audit.py': ['import json', 'import boto3', "client = boto3.client('cloudtrail')", ...lines, ''].join('\n') });
const plain = (...lines: readonly string[]): Record<string, string> => ({ 'audit.py': [...lines, ''].join('\n') });

const READS = "[{'ReadWriteType': «'ReadOnly'»}]";
const MADE = "client.put_event_selectors(TrailName='t', EventSelectors=SELECTORS)";

describe('calls', () => {
  test.each<Case>([
    ['a method', py("client.put_event_selectors(TrailName='t', EventSelectors=[{'ExcludeManagementEventSources': [«'kms.amazonaws.com'»]}])"), excluded],
    ['in a function', py('def handler(event, context):', `    client.put_event_selectors(TrailName=event['t'], EventSelectors=${READS})`), readsOnly],
    ['in a class, through a session', plain('class Audit:', '    def __init__(self, session):', "        self.trail = session.client('cloudtrail')", '    def run(self):', `        self.trail.put_event_selectors(EventSelectors=${READS})`), readsOnly],
    ['a client that is a parameter', plain('def run(client):', `    return client.put_event_selectors(EventSelectors=${READS})`), readsOnly],
    ['an event data store', py("client.create_event_data_store(Name='s', AdvancedEventSelectors=[{'FieldSelectors': [{'Field': 'eventCategory', 'Equals': ['Management']}, {'Field': 'eventSource', 'NotEquals': [«'kms.amazonaws.com'»]}]}])"), excluded],
    ['stop_logging', py("client.«stop_logging»(Name='t')"), 'sink-not-recording definite error'],
    ['with Windows line ends', { 'a.py': "import boto3\r\nboto3.client('cloudtrail').put_event_selectors(\r\n    EventSelectors=[\r\n        {'ReadWriteType': «'ReadOnly'»},\r\n    ],\r\n)\r\n" }, readsOnly],
    ['dict', py("client.put_event_selectors(EventSelectors=[dict(ReadWriteType=«'ReadOnly'»)])"), readsOnly],
    ['arguments of dict', py("client.put_event_selectors(**dict(TrailName='t', EventSelectors=[dict(ReadWriteType=«'ReadOnly'»)]))"), readsOnly],
    ['nothing excluded', py("client.put_event_selectors(TrailName='t', EventSelectors=[{'ReadWriteType': 'All', 'IncludeManagementEvents': True, 'ExcludeManagementEventSources': []}])")],
    ['a function of that name', plain('def put_event_selectors(selectors): pass', "self.put_event_selectors([{'ReadWriteType': 'ReadOnly'}])")],
    ['stop_logging of something else', plain("logger.stop_logging(Name='t')")],
    ['a comment, a docstring and a string', py("# client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])", '"""', "client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])", '"""', `X = "client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])"`)],
    ['a test', { 'tests/audit.py': "client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])\n" }],
    ['a file of tests', { 'src/test_audit.py': "client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])\n" }],
  ])('%s', holds());
});

describe('constants', () => {
  test.each<Case>([
    ['of the file', py(`SELECTORS = ${READS}`, 'def run():', `    ${MADE}`), readsOnly],
    ['with a type', py(`SELECTORS: list[dict] = ${READS}`, 'def run():', `    ${MADE}`), readsOnly],
    ['a text used several times', py("KMS = «'kms.amazonaws.com'»", 'print(KMS + "!")', "def run(t):", "    client.put_event_selectors(TrailName=t, EventSelectors=[{'ExcludeManagementEventSources': [KMS]}])"), excluded],
    ['used by several calls', py(`SELECTORS = ${READS}`, "client.put_event_selectors(TrailName='a', EventSelectors=SELECTORS)", "client.put_event_selectors(TrailName='b', EventSelectors=SELECTORS)"), readsOnly, readsOnly],
    ['made of others', py("SELECTOR = {'ReadWriteType': «'ReadOnly'»}", 'SELECTORS = [SELECTOR]', MADE), readsOnly],
    ['of the same name in other functions', py('def a():', `    selectors = ${READS}`, '    client.put_event_selectors(EventSelectors=selectors)', 'def b():', "    selectors = [{'ReadWriteType': 'All'}]", '    client.put_event_selectors(EventSelectors=selectors)'), readsOnly],
    ['shown', py(`SELECTORS = ${READS}`, 'print(len(SELECTORS), SELECTORS)', 'logger.info("%s", json.dumps(SELECTORS, indent=2))', MADE), readsOnly],
    ['over a backslash', py('SELECTORS = \\', `    ${READS}`, MADE), readsOnly],
    ['of a class, from its body', py('class C:', `    S = ${READS}`, '    client.put_event_selectors(EventSelectors=S)'), readsOnly],
    ['of a class, from its function: that is another one', py(`S = ${READS}`, 'class C:', "    S = [{'ReadWriteType': 'All'}]", '    def f(self):', '        client.put_event_selectors(EventSelectors=S)'), readsOnly],
    ['arguments', py("ARGUMENTS = {'TrailName': 't', 'EventSelectors': [{'ReadWriteType': «'ReadOnly'»}]}", 'client.put_event_selectors(**ARGUMENTS)'), readsOnly],
    ['assigned twice', py("SELECTORS = [{'ReadWriteType': 'ReadOnly'}]", 'SELECTORS = other()', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['in one branch or the other', py('if x:', "    SELECTORS = [{'ReadWriteType': 'ReadOnly'}]", 'else:', '    SELECTORS = []', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['added to', py("SELECTORS = [{'ReadWriteType': 'All'}]", 'SELECTORS += more', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['changed by a method', py('SELECTORS = []', "SELECTORS.append({'ReadWriteType': 'ReadOnly'})", MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['changed in another function', py("SELECTORS = [{'ReadWriteType': 'All'}]", 'def change():', "    SELECTORS[0]['ReadWriteType'] = 'ReadOnly'", 'change()', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['handed to a function', py("SELECTORS = [{'ReadWriteType': 'All'}]", 'change(SELECTORS)', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['another name for it', py("SELECTORS = [{'ReadWriteType': 'All'}]", 'other = SELECTORS', "other[0]['ReadWriteType'] = 'ReadOnly'", MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['global', py("SELECTORS = [{'ReadWriteType': 'All'}]", 'def change():', '    global SELECTORS', '    SELECTORS = []', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['a parameter of that name', py("SELECTORS = [{'ReadWriteType': 'All'}]", 'def run(SELECTORS):', `    ${MADE.replace('=SELECTORS', '=«SELECTORS»')}`), possible],
    ['a variable of a loop', py("for SELECTORS in ([], [{'ReadWriteType': 'All'}]):", `    ${MADE.replace('=SELECTORS', '=«SELECTORS»')}`), possible],
    ['one of several targets', py("SELECTORS, other = [{'ReadWriteType': 'All'}], 1", MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['assigned behind', py('def run():', `    ${MADE.replace('=SELECTORS', '=«SELECTORS»')}`, '    SELECTORS = []', "    return SELECTORS"), possible],
    ['imported', py('from ours import SELECTORS', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['everything imported behind', py("SELECTORS = [{'ReadWriteType': 'All'}]", 'from ours import *', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['a member', py(`client.put_event_selectors(EventSelectors=«self.selectors»)`), possible],
    ['made of itself', py('SELECTORS = [SELECTORS, SELECTORS]', MADE.replace('=SELECTORS', '=«SELECTORS»')), possible],
    ['a part of what several calls are given', py("SELECTOR = {'ReadWriteType': «'ReadOnly'»}", "client.put_event_selectors(TrailName='a', EventSelectors=[OTHER, SELECTOR])", "client.put_event_selectors(TrailName='b', EventSelectors=[SELECTOR])"), maybeReadsOnly, readsOnly],
    ['an f-string', py("NAME = «f'{service}.amazonaws.com'»", "client.put_event_selectors(EventSelectors=[{'ExcludeManagementEventSources': [NAME]}])"), possible],
    ['a choice', py("client.put_event_selectors(EventSelectors=[{'ReadWriteType': «'All' if full else 'ReadOnly'»}])"), maybeReadsOnly],
  ])('%s', holds());
});

describe('what is not visible is told', () => {
  test.each<readonly [string, Record<string, string>, readonly string[]]>([
    ['all of it', py('client.put_event_selectors(**arguments)'), ['put_event_selectors']],
    ['a part of it', py("client.put_event_selectors(TrailName='t', **more)"), ['put_event_selectors']],
    ['of a policy', plain("iam = boto3.client('iam')", "iam.put_role_policy(RoleName='r', PolicyName='p', PolicyDocument=document)"), ['put_role_policy']],
    ['all of a policy', plain("iam = boto3.client('iam')", 'iam.put_role_policy(**kwargs)'), ['put_role_policy']],
    ['of something of that name', plain('x.create_policy(**kwargs)'), []],
    ['no selectors', py("client.put_event_selectors(TrailName='t')"), []],
  ])('%s', async (_name, texts, gaps) => {
    const report = await lintTexts(texts);
    expect(toldAll(report)).toEqual([]);
    expect(report.problems.map(({ rule, span }) => `${rule} ${span.source.text.slice(span.start, span.end)}`)).toEqual(gaps.map((name) => `gap ${name}`));
  });
});

test('addresses', async () => {
  const findings = await findingsIn(py(
    "client.put_event_selectors(TrailName='main', EventSelectors=[{'ReadWriteType': 'ReadOnly'}])",
    "client.put_event_selectors(TrailName=f'trail-{stage}', EventSelectors=[{'ReadWriteType': 'ReadOnly'}])",
    'def enable(t):',
    "    client.put_event_selectors(TrailName=t, EventSelectors=[{'ReadWriteType': 'ReadOnly'}])",
    'class Audit:',
    '    async def run(self, t):',
    '        if t:',
    "            client.stop_logging(Name=t)",
    "client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])",
  ));
  expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
    'kms-writes-unlogged main',
    'kms-writes-unlogged trail-${stage}',
    'kms-writes-unlogged PutEventSelectors in enable',
    'sink-not-recording StopLogging in Audit.run',
    'kms-writes-unlogged PutEventSelectors in audit.py',
  ]);
});
