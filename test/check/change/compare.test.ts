import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../rules/index.js';
import { exampleFiles, lintFiles } from '../../../scripts/docs/examples.js';
import { compare, keyOf, type Known, knownOf } from '../../../src/check/change/compare.js';
import type { Finding, Level } from '../../../src/check/finding.js';
import { lintTexts } from '../../helpers/lint.js';
import { at, finding, place, source } from '../../report/sample.js';

const found = (name: string, changes: Partial<Finding> = {}, path = 'a.yaml'): Finding => finding(place(at(source(path, `${name}: x\n`), 'x'), name), { subject: name, ...changes });
const accepted: Partial<Finding> = { suppressions: [{ kind: 'inSource', justification: 'known', at: at(source('a.yaml', 'x'), 'x') }] };
const known = (name: string, level: Level = 'error', changes: Partial<Known> = {}): Known => ({ ...knownOf(found(name, { level })), ...changes });
const leveled = (...levels: readonly Level[]): readonly Finding[] => levels.map((level) => found('A', { level }));

describe('what is known', () => {
  test.each<[string, readonly Finding[], readonly Known[], readonly (string | undefined)[], number]>([
    ['nothing', [found('A')], [], ['new'], 0],
    ['the same', [found('A')], [known('A')], ['unchanged'], 0],
    ['another subject', [found('A')], [known('B')], ['new'], 1],
    ['another cause', [found('A')], [known('A', 'error', { cause: 'x' })], ['new'], 1],
    ['another rule', [found('A')], [known('A', 'error', { rule: 'x' })], ['new'], 1],
    ['another holder', [found('A', { holders: ['a 1'] })], [known('A', 'error', { holders: ['b 1'] })], ['new'], 0],
    ['a holder more', [found('A', { holders: ['a 1', 'b 1'] })], [known('A', 'error', { holders: ['a 1'] })], ['new'], 0],
    ['a holder less', [found('A', { holders: ['a 1'] })], [known('A', 'error', { holders: ['a 1', 'b 1'] })], ['unchanged'], 0],
    ['a holder less, and graver', [found('A', { holders: ['a 1'] })], [known('A', 'note', { holders: ['a 1', 'b 1'] })], ['new'], 0],
    ['a holder, of whom nothing was known', [found('A', { holders: ['a 1'] })], [known('A')], ['new'], 0],
    ['two with holders, of which one takes in the other', [found('A', { holders: ['a 1'] }), found('A', { holders: ['a 1', 'b 1'] })], [known('A', 'error', { holders: ['a 1', 'b 1'] }), known('A', 'error', { holders: ['a 1', 'b 1', 'c 1'] })], ['unchanged', 'unchanged'], 0],
    ['two, of which one lost its holders', [found('A', { holders: ['a 1'] }), found('A', { holders: ['a 1'] })], [known('A', 'error', { holders: ['a 1', 'b 1'] })], ['unchanged', 'new'], 0],
    ['one that several may have been', [found('A', { holders: ['b 1'] })], [known('A', 'error', { holders: ['a 1', 'b 1'] }), known('A', 'error', { holders: ['a 1', 'c 1'] })], ['unchanged'], 1],
    ['another file', [found('A')], [known('A', 'error', { path: 'b.yaml' })], ['new'], 1],
    ['a name of another form', [found('A', {}, 'a\u0308.yaml')], [known('A', 'error', { path: '\u00E4.yaml' })], ['unchanged'], 0],
    ['a graver one', [found('A')], [known('A', 'warning')], ['new'], 0],
    ['a lighter one', [found('A', { level: 'note' })], [known('A', 'warning')], ['unchanged'], 0],
    ['one of two', [found('A'), found('A')], [known('A')], ['unchanged', 'new'], 0],
    ['two of one', [found('A')], [known('A'), known('A')], ['unchanged'], 1],
    ['the lighter first', leveled('note', 'error'), [known('A', 'note'), known('A')], ['unchanged', 'unchanged'], 0],
    ['one too light for either', leveled('note', 'error'), [known('A', 'warning')], ['unchanged', 'new'], 0],
    ['only the graver is left', leveled('note'), [known('A', 'note'), known('A')], ['unchanged'], 1],
    ['accepted', [found('A', accepted)], [], [undefined], 0],
    ['accepted now', [found('A', accepted)], [known('A')], [undefined], 0],
    ['accepted and not', [found('A', accepted), found('A')], [known('A')], [undefined, 'unchanged'], 0],
    ['nothing left', [], [known('A'), known('B')], [], 2],
    ['a name that a prototype has', [found('__proto__')], [known('constructor')], ['new'], 1],
  ])('%s', (_, findings, before, states, gone) => {
    const compared = compare(findings, before);
    expect(compared.findings.map(({ state }) => state)).toEqual(states);
    expect(compared.gone).toHaveLength(gone);
    expect(new Set(compared.matched.keys())).toEqual(new Set(compared.findings.filter(({ state }) => state === 'unchanged')));
    for (const [one, match] of compared.matched) expect(keyOf(knownOf(one))).toBe(keyOf(match));
  });

  test.each<[string, (index: number) => readonly string[]]>([
    ['the same', (index) => [`all 1`, `role ${index} 1`]],
    ['one holder less', (index) => [`all 1`, `role ${index} 1`, `user ${index} 1`]],
  ])('ten thousand with holders at once, %s', (_, before) => {
    const many = Array.from({ length: 10_000 }, (_one, index) => found('A', { holders: [`all 1`, `role ${index} 1`] }));
    const { findings } = compare(many, many.map((one, index) => ({ ...knownOf(one), holders: before(index) })).reverse());
    expect(findings.every(({ state }) => state === 'unchanged')).toBe(true);
  });

  test('ten thousand at once', () => {
    const many = Array.from({ length: 10_000 }, () => found('A'));
    const { findings } = compare(many, many.map(knownOf));
    expect(findings.every(({ state }) => state === 'unchanged')).toBe(true);
  });
});

const keys = (findings: readonly Finding[]): readonly string[] => findings.map((one) => [keyOf(knownOf(one)), ...one.holders].join(' ')).sort();
const keysOf = async (texts: Readonly<Record<string, string>>): Promise<readonly string[]> => keys((await lintTexts(texts, { strict: true })).findings);

/** With lines above all of it, and more room between its lines. */
const moved = (name: string, text: string): string => {
  const [first = '', ...rest] = text.split('\n');
  return first.startsWith('#!') ? [first, '', '', ...rest].join('\n') : `\n\n\n${name.endsWith('.json') ? text.replaceAll('\n', '\n\n') : text}`;
};

const root = fileURLToPath(new URL('../../..', import.meta.url));
const examples = rules.map(({ meta }) => meta.id).filter((id) => existsSync(`${root}/examples/${id}`));

describe('a move of lines changes nothing', () => {
  test.each(examples)('examples/%s', async (id) => {
    const files = exampleFiles(root, id);
    const before = await lintFiles(files, true);
    const after = await lintFiles(files.map((file) => ({ ...file, text: moved(file.name, file.text) })), true);
    expect(before.findings.length).toBeGreaterThan(0);
    expect(keys(after.findings)).toEqual(keys(before.findings));
  });

  test('a call in a script is none by its line', async () => {
    const call = 'aws cloudtrail put-event-selectors --trail-name "$T" --event-selectors file://s.json\naws iam put-role-policy --policy-document \'{"Statement":{"Effect":"Allow","Action":"cloudtrail:*","Resource":"*"}}\'\n';
    const before = await keysOf({ 'a.sh': `#!/bin/sh\n${call}` });
    expect(before.length).toBeGreaterThan(0);
    expect(await keysOf({ 'a.sh': `#!/bin/sh\n# more\n\n${call}` })).toEqual(before);
  });
});

const trail = (selectors: string, above = ''): string => `${above}Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      IsMultiRegionTrail: true
      IncludeGlobalServiceEvents: true
      S3BucketName: logs
${selectors}`;
const selectors = (...lines: readonly string[]): string => `      EventSelectors:\n${lines.map((line) => `        - ${line}\n`).join('')}`;
const filters = (...events: readonly string[]): string =>
  `      AdvancedEventSelectors:\n        - FieldSelectors:\n            - { Field: eventCategory, Equals: [Management] }\n            - { Field: eventName, NotEquals: [${events.join(', ')}] }\n`;
const role = (name: string, statement: string): string => `  ${name}:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" }] }
      Policies:
        - PolicyName: p
          PolicyDocument: { Statement: [${statement}] }
`;
const put = (resource: string, more = ''): string => `{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "${resource}"${more} }`;
const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/a';

describe('the cause is what is evaluated', () => {
  test.each<[string, string, string]>([
    ['quotes', trail(selectors('ExcludeManagementEventSources: [kms.amazonaws.com]')), trail(selectors('ExcludeManagementEventSources: ["kms.amazonaws.com"]'))],
    ['the order of events', trail(filters('Decrypt', 'Encrypt')), trail(filters('Encrypt', 'Decrypt'))],
    ['what says nothing of it', trail(filters('Decrypt')), trail(filters('Decrypt'), 'Description: x\n').replace('logs', 'others')],
    ['the order of selectors', trail(selectors('{ ReadWriteType: WriteOnly, ExcludeManagementEventSources: [kms.amazonaws.com] }', '{ ReadWriteType: ReadOnly, ExcludeManagementEventSources: [kms.amazonaws.com] }')), trail(selectors('{ ReadWriteType: ReadOnly, ExcludeManagementEventSources: [kms.amazonaws.com] }', '{ ReadWriteType: WriteOnly, ExcludeManagementEventSources: [kms.amazonaws.com] }'))],
    ['the order of values that a parameter takes', trail(selectors('ReadWriteType: !Ref P'), 'Parameters:\n  P: { Type: String, AllowedValues: [WriteOnly, None, All] }\n'), trail(selectors('ReadWriteType: !Ref P'), 'Parameters:\n  P: { Type: String, AllowedValues: [None, All, WriteOnly] }\n')],
    ['a statement that is moved', `Resources:\n${role('A', `${put(arn)}, ${put('*')}`)}`, `Resources:\n${role('A', `${put('*')}, ${put(arn)}`)}`],
    ['an id of a statement', `Resources:\n${role('A', put('*'))}`, `Resources:\n${role('A', put('*', ', Sid: Why'))}`],
    ['another resource above', `Resources:\n${role('B', put('*', ', Condition: { StringNotEquals: { "aws:x": y } }'))}`, `Resources:\n  Q: { Type: "AWS::SQS::Queue" }\n${role('B', put('*', ', Condition: { StringNotEquals: { "aws:x": y } }'))}`],
  ])('%s is none', async (_, before, after) => {
    expect(after).not.toBe(before);
    const keysBefore = await keysOf({ 'a.yaml': before });
    expect(keysBefore.length).toBeGreaterThan(0);
    expect(await keysOf({ 'a.yaml': after })).toEqual(keysBefore);
  });

  test('a condition elsewhere is none', async () => {
    const idle = put('*', ', Condition: { StringNotEquals: { "aws:x": y } }');
    const rule = 'condition-without-effect';
    const of = async (text: string): Promise<readonly string[]> => keys((await lintTexts({ 'a.yaml': text })).findings.filter(({ subject, rule: id }) => id === rule && subject.startsWith('B')));
    const before = await of(`Resources:\n${role('B', idle)}`);
    expect(before).toHaveLength(1);
    expect(await of(`Resources:\n${role('A', idle)}${role('B', idle)}`)).toEqual(before);
  });

  test.each<[string, string, string]>([
    ['another event', trail(filters('Decrypt')), trail(filters('Encrypt'))],
    ['one event more', trail(filters('Decrypt')), trail(filters('Decrypt', 'Encrypt'))],
    ['another way to lose them', trail(selectors('ReadWriteType: WriteOnly')), trail(selectors('ReadWriteType: ReadOnly'))],
    ['another choice under which they are', stages('dev, prod'), stages('dev, test, prod')],
    ['another trail in reach', `Resources:\n${role('A', put(`${arn}*`))}`, `Resources:\n${role('A', put('arn:aws:cloudtrail:eu-west-1:111122223333:trail/*'))}`],
    ['another action', `Resources:\n${role('A', put('*').replace('PutEventSelectors', '*Selectors'))}`, `Resources:\n${role('A', put('*').replace('PutEventSelectors', 'Put*'))}`],
    ['another that holds it', policyOf('A'), policyOf('A', 'B')],
  ])('%s is one', async (_, before, after) => {
    const keysBefore = await keysOf({ 'a.yaml': before });
    expect(keysBefore.length).toBeGreaterThan(0);
    const kept = await keysOf({ 'a.yaml': after });
    expect(keysBefore.filter((key) => !kept.includes(key)).length).toBeGreaterThan(0);
  });
});

function stages(allowed: string): string {
  const above = `Parameters:\n  Stage: { Type: String, AllowedValues: [${allowed}] }\nConditions:\n  Off: !Not [!Equals [!Ref Stage, prod]]\n`;
  return trail(selectors('ReadWriteType: !If [Off, WriteOnly, All]'), above);
}

function policyOf(...roles: readonly string[]): string {
  const declared = roles.map((name) => `  ${name}:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "sts:AssumeRole" }] }\n`);
  return `Resources:\n${declared.join('')}  Policy:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      Roles: [${roles.map((name) => `!Ref ${name}`).join(', ')}]\n      PolicyDocument: { Statement: [${put('*')}] }\n`;
}
