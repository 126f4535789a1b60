import { describe, expect, it } from 'vitest';
import { lintTexts } from '../helpers/lint.js';
import { apply, fixesOf, viewed } from './apply.js';

async function fixed(text: string, path: string): Promise<string> {
  let now = text;
  for (let round = 0; round < 8; round++) {
    const [fix] = fixesOf((await lintTexts({ [path]: now })).findings);
    if (fix === undefined) return now;
    now = apply(now, fix.edits);
  }
  return expect.unreachable('fixes without end');
}

const told = async (text: string, path: string): Promise<readonly string[]> => {
  const { findings, problems } = await lintTexts({ [path]: text });
  return [...findings.map(({ rule }) => rule), ...problems.map(({ message }) => message)];
};

/** Text in which `(-` and `-)` stand around what goes, `(+` and `+)` around what comes. */
const before = (text: string): string => text.replaceAll(/\(\+[^]*?\+\)/gu, '').replaceAll(/\(-|-\)/gu, '');
const after = (text: string): string => text.replaceAll(/\(-[^]*?-\)/gu, '').replaceAll(/\(\+|\+\)/gu, '');

type Row = readonly [name: string, path: string, text: string];

const put = (selectors: string, more = '--event-selectors'): string => `aws cloudtrail put-event-selectors --trail-name audit ${more} ${selectors}\n`;
const advanced = (selectors: string): string => put(selectors, '--advanced-event-selectors');
const ofStore = (selectors: string): string => `aws cloudtrail update-event-data-store --event-data-store audit --advanced-event-selectors ${selectors}\n`;
const double = (json: string): string => `"${json.replaceAll('"', '\\"')}"`;
const MANAGEMENT = '{"Field":"eventCategory","Equals":["Management"]}';

const inJson: readonly Row[] = [
  ['the only item', 'x.sh', put(`'[{"ReadWriteType":"All","ExcludeManagementEventSources":[(-"kms.amazonaws.com"-)]}]'`)],
  ['the first', 'x.sh', put(`'[{"ExcludeManagementEventSources": [(-"kms.amazonaws.com", -)"rdsdata.amazonaws.com"]}]'`)],
  ['a word', 'x.sh', put(`'[{"ReadWriteType":(-"ReadOnly"-)(+"All"+)}]'`)],
  ['a boolean', 'x.sh', put(`'[{"ReadWriteType":"All","IncludeManagementEvents": (-false-)(+true+)}]'`)],
  ['a single structure', 'x.sh', put(`'{"ReadWriteType":(-"ReadOnly"-)(+"All"+)}'`)],
  ['a word in escaped quotes', 'x.sh', put(double('[{"ReadWriteType":(-"ReadOnly"-)(+"All"+)}]'))],
  ['an item in escaped quotes', 'x.sh', put(double('[{"ExcludeManagementEventSources":["rdsdata.amazonaws.com"(-,"kms.amazonaws.com"-)]}]'))],
  ['lines', 'x.sh', `#!/bin/sh\nset -e # it's [\n${put(`'[\n  {\n    "ExcludeManagementEventSources": [\n      "rdsdata.amazonaws.com"(-,\n      "kms.amazonaws.com"-)\n    ]\n  }\n]'`)}`],
  ['a field selector', 'x.sh', advanced(`'[{"FieldSelectors":[${MANAGEMENT}(-,{"Field":"eventSource","NotEquals":["kms.amazonaws.com"]}-)]}]'`)],
  ['an operator in escaped quotes', 'x.sh', ofStore(double(`[{"FieldSelectors":[${MANAGEMENT},{"Field":"eventSource",(-"NotEquals":["kms.amazonaws.com"],-)"NotStartsWith":["s3"]}]}]`))],
  ['a value more', 'x.sh', ofStore(`'[{"FieldSelectors":[${MANAGEMENT},{"Field":"eventSource","Equals":["s3.amazonaws.com"(+,"kms.amazonaws.com"+)]}]}]'`)],
  ['a selector more', 'x.sh', advanced(`'[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}(+,{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}+)]'`)],
  ['a selector more in escaped quotes', 'x.sh', advanced(double(`[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}(+,{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}+)]`))],
  ['a store that does not ingest', 'x.sh', `aws cloudtrail create-event-data-store --name s --cli-input-json '{"StartIngestion":(-false-)(+true+)}'\n`],
  ['a Makefile', 'Makefile', `harden:\n\t@${put(`'[{"ReadWriteType":(-"ReadOnly"-)(+"All"+)}]'`)}`],
  ['a Dockerfile', 'Dockerfile', `FROM amazon/aws-cli\nRUN ${put(`'[{"ReadWriteType":(-"ReadOnly"-)(+"All"+)}]'`)}`],
];

const inShorthand: readonly Row[] = [
  ['a word', 'x.sh', put('ReadWriteType=(-ReadOnly-)(+All+),IncludeManagementEvents=true')],
  ['a boolean', 'x.sh', put("'ReadWriteType=All,IncludeManagementEvents=(-false-)(+true+)'")],
  ['the only item', 'x.sh', put('ReadWriteType=All(-,ExcludeManagementEventSources=kms.amazonaws.com-)')],
  ['the only item, at the beginning', 'x.sh', put('(-ExcludeManagementEventSources=kms.amazonaws.com,-)ReadWriteType=All')],
  ['the first of several', 'x.sh', put('ExcludeManagementEventSources=(-kms.amazonaws.com,-)rdsdata.amazonaws.com,ReadWriteType=All')],
  ['the last of several', 'x.sh', put('ReadWriteType=All,ExcludeManagementEventSources=rdsdata.amazonaws.com(-,kms.amazonaws.com-)')],
  ['the only item in brackets', 'x.sh', put("'ExcludeManagementEventSources=[(-kms.amazonaws.com-)]'")],
  ['the only item of all', 'x.sh', put("'ExcludeManagementEventSources=[rdsdata.amazonaws.com(-, kms.amazonaws.com-)]'")],
  ['a field selector', 'x.sh', advanced("'FieldSelectors=[{Field=eventCategory,Equals=Management}(-,{Field=eventSource,NotEquals=kms.amazonaws.com}-)]'")],
  ['an operator', 'x.sh', ofStore("'Name=a,FieldSelectors=[{Field=eventCategory,Equals=[Management]},{Field=eventSource,(-NotEquals=kms.amazonaws.com,-)NotStartsWith=[s3]}]'")],
];

const workflow = (run: string): string => `on: push\njobs:\n  harden:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}`;
const inWorkflows: readonly Row[] = [
  ['a block', '.github/workflows/a.yml', workflow(`|\n          aws sts get-caller-identity\n          ${put(`'[{"ReadWriteType":(-"ReadOnly"-)(+"All"+)}]'`)}`)],
  ['a line', '.github/workflows/a.yml', workflow(put(`'[{"ExcludeManagementEventSources":[(-"kms.amazonaws.com"-)]}]'`))],
  ['a selector more in a line', '.github/workflows/a.yml', workflow(advanced(`'[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]}]}(+,{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}+)]'`))],
  ['shorthand', '.github/workflows/a.yml', workflow(put('ReadWriteType=(-ReadOnly-)(+All+)'))],
  ['lines in a block', '.github/workflows/a.yml', workflow(`|\n          ${put(`'[\n            {"ExcludeManagementEventSources": [\n              "rdsdata.amazonaws.com"(-,\n              "kms.amazonaws.com"-)\n            ]}\n          ]'`)}`)],
];

const rows = [
  ...inJson.map(([name, path, text]) => [`JSON: ${name}`, path, text] as const),
  ...inShorthand.map(([name, path, text]) => [`shorthand: ${name}`, path, text] as const),
  ...inWorkflows.map(([name, path, text]) => [`a workflow: ${name}`, path, text] as const),
];

describe('a fix in a script', () => {
  it.each(rows)('%s', async (_name, path, marked) => {
    expect(await fixed(before(marked), path)).toBe(after(marked));
    expect(await told(before(marked), path)).not.toEqual([]);
    expect(await told(after(marked), path)).toEqual([]);
  });

  it.each(rows)('%s: the same in the VS Code viewer', async (_name, path, marked) => {
    const text = before(marked);
    const fixes = fixesOf((await lintTexts({ [path]: text })).findings);
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) expect(viewed(text, fix)).toBe(apply(text, fix.edits));
  });
});

describe('there is no fix in a script', () => {
  it.each<Row>([
    ['for what a variable holds', 'x.sh', `SELECTORS='[{"ReadWriteType":"ReadOnly"}]'\n${put('"$SELECTORS"')}`],
    ['for a word that a variable holds', 'x.sh', `TYPE=ReadOnly\n${put('ReadWriteType=$TYPE')}`],
    ['for JSON of several quotes', 'x.sh', `TYPE=ReadOnly\n${put(`'[{"ReadWriteType":"'$TYPE'"}]'`)}`],
    ['for JSON over lines that go on', 'x.sh', put('"[{\\\n\\"ReadWriteType\\":\\"ReadOnly\\"}]"')],
    ['for the only member of a structure', 'x.sh', put('ExcludeManagementEventSources=kms.amazonaws.com')],
    ['for a value more without brackets', 'x.sh', ofStore("'FieldSelectors=[{Field=eventCategory,Equals=Management},{Field=eventSource,Equals=s3.amazonaws.com}]'")],
    ['for a command that stops', 'x.sh', 'aws cloudtrail stop-logging --name audit\n'],
  ])('%s', async (_name, path, text) => {
    const { findings } = await lintTexts({ [path]: text });
    expect(findings.length).toBeGreaterThan(0);
    expect(fixesOf(findings)).toEqual([]);
  });
});

describe('a fix in Python', () => {
  const call = (members: string): string => `import boto3\n\nclient = boto3.client('cloudtrail')\nclient.put_event_selectors(\n    TrailName='audit',\n${members.replaceAll(/^(?=.)/gmu, '    ')})\n`;

  it.each<readonly [string, string]>([
    ['a word', call("EventSelectors=[{'ReadWriteType': (-'ReadOnly'-)(+'All'+)}],\n")],
    ['a boolean', call('EventSelectors=[{"IncludeManagementEvents": (-False-)(+True+)}],  # a\n')],
    ['an item', call("EventSelectors=[\n    {\n        'ExcludeManagementEventSources': [\n            'rdsdata.amazonaws.com',  # a(-\n            'kms.amazonaws.com',  # b-)\n            # c\n        ],\n    },\n],\n")],
    ['a field selector', call("AdvancedEventSelectors=[{'FieldSelectors': [{'Field': 'eventCategory', 'Equals': ['Management']}(-, {'Field': 'eventSource', 'NotEquals': ['kms.amazonaws.com']}-)]}],\n")],
    ['a selector more', call("AdvancedEventSelectors=[\n    {'FieldSelectors': [{'Field': 'eventCategory', 'Equals': ['Data']}]}(+,\n    { 'FieldSelectors': [{ 'Field': 'eventCategory', 'Equals': ['Management'] }] }+)\n],\n")],
  ])('%s', async (_name, marked) => {
    expect(await fixed(before(marked), 'app.py')).toBe(after(marked));
    expect(await told(before(marked), 'app.py')).not.toEqual([]);
    expect(await told(after(marked), 'app.py')).toEqual([]);
  });
});
