import { describe, expect, test } from 'vitest';
import { textOf } from '../../src/core/source.js';
import { lintTexts, toldAll } from '../helpers/lint.js';
import { computed } from '../helpers/computed.js';

const million = 1_000_000;
const call = "boto3.client('cloudtrail').put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])\n";
const python = (text: string): string => `import boto3\n${text}`;
const javascript = (text: string): string => `client.putEventSelectors(${text}`;

const lambda = (source: string): string => JSON.stringify({ Resources: { F: { Type: 'AWS::Lambda::Function', Properties: { Code: { ZipFile: source } } } } });

/** Milliseconds that a text takes, whatever is told of it: every place must lie in the file. */
async function time(text: string): Promise<number> {
  const started = computed();
  const report = await lintTexts({ 't.json': text });
  for (const { primary, related } of report.findings) for (const { span } of [primary, ...related]) expect(span.end <= text.length && span.source.text === text).toBe(true);
  for (const { span } of report.problems) expect(span.end <= text.length && span.source.text === text).toBe(true);
  return computed() - started;
}

/** A hang, not a slow machine. */
const BOUND = 15_000;

describe('source text that is bounded whatever it is', () => {
  const texts: Readonly<Record<string, string>> = {
    'opening braces': javascript('{'.repeat(million)),
    'opening brackets in Python': python(`x.put_event_selectors(EventSelectors=${'['.repeat(million)}`),
    'opening brackets of all kinds': javascript('{[('.repeat(million / 4)),
    'closing braces': javascript('}'.repeat(million)),
    'deep and closed': javascript(`{ EventSelectors: ${'['.repeat(50_000)}${']'.repeat(50_000)} })`),
    'a string that is not closed': javascript(`{ EventSelectors: '${'x'.repeat(million)}`),
    'strings that are not closed': python("'\n".repeat(million / 4) + call),
    'triple quotes that are not closed': python(`'''${"''".repeat(million / 4)}${call}`),
    'a template that is not closed': javascript(`{ EventSelectors: \`${'${`'.repeat(million / 4)}`),
    'patterns that are not closed': javascript('=/['.repeat(million / 4)),
    'comments that are not closed': javascript('/*'.repeat(million / 2)),
    'commas': javascript(`{${','.repeat(million)}`),
    'colons': javascript(`{${':'.repeat(million)}`),
    'spreads': javascript(`{${'...'.repeat(million / 4)}`),
    'keyword arguments': python(`x.put_event_selectors(${'a='.repeat(million / 4)}`),
    'braces of an f-string': python(`x.put_event_selectors(EventSelectors=f'${'{'.repeat(million)}')`),
    'definitions that do not end': python('def f(\n'.repeat(million / 8) + call),
    'variables in variables': python(`${Array.from({ length: 20_000 }, (_, index) => `v${String(index)} = [v${String(index + 1)}]`).join('\n')}\nx.put_event_selectors(EventSelectors=v0)`),
    'variables that name each other': python('a = [b]\nb = [a]\nx.put_event_selectors(EventSelectors=a)'),
    'a variable that names itself': python('a = a\nx.put_event_selectors(EventSelectors=a)'),
    'many calls': python(call.repeat(2_000)),
    'calls in calls': javascript('{ EventSelectors: c.putEventSelectors('.repeat(2_000)),
    'keys that mean something to JavaScript': javascript("{ __proto__: { EventSelectors: [] }, constructor: 1, 'toString': 2, hasOwnProperty, EventSelectors: [{ __proto__: [] }] })"),
  };

  test.each(Object.entries(texts))('%s', async (_name, text) => {
    expect(await time(lambda(text))).toBeLessThan(BOUND);
    expect(({} as Readonly<Record<string, unknown>>)['EventSelectors']).toBeUndefined();
  });

  test('what stands behind something broken is still found', async () => {
    const told = async (source: string): Promise<readonly string[]> => toldAll(await lintTexts({ 't.json': lambda(source) }));
    expect(await told(python(`broken(]})\n${call}`))).toEqual(["kms-writes-unlogged definite error «'ReadOnly'»"]);
    expect(await told(python(`x = 'not closed\n${call}`))).toEqual(["kms-writes-unlogged definite error «'ReadOnly'»"]);
  });

  test('what is not closed is not known', async () => {
    const report = await lintTexts({ 't.json': lambda(javascript("{ EventSelectors: [{ ReadWriteType: 'All'")) });
    expect(report.findings.map(({ certainty }) => certainty)).toEqual(report.findings.map(() => 'possible'));
    expect(report.findings.length + report.problems.length).toBeGreaterThan(0);
  });
});

describe('definitions of any shape', () => {
  const shapes: readonly unknown[] = [null, true, 1, '', 'putEventSelectors', 'putEventSelectors {', '{"putEventSelectors":', '[]', [], {}, [[]], { States: [] }, { States: { A: [] } }, { States: { A: { Resource: [], Branches: {}, Iterator: [], Parameters: 'eventSelectors' } } }, { schemaVersion: 'eventSelectors', mainSteps: {} }, { schemaVersion: 1, mainSteps: [null, { action: 'aws:executeAwsApi', inputs: 'x' }, { action: 'aws:executeScript', inputs: { Script: [] } }] }, { ZipFile: [] }, { ZipFile: { a: 'event_selectors' } }, { Arn: {}, Input: [] }, { 'Fn::If': ['eventSelectors'] }];
  const types: Readonly<Record<string, readonly string[]>> = {
    'AWS::Lambda::Function': ['Code'],
    'AWS::Serverless::Function': ['InlineCode'],
    'AWS::StepFunctions::StateMachine': ['DefinitionString', 'Definition', 'DefinitionSubstitutions'],
    'AWS::Serverless::StateMachine': ['Definition', 'DefinitionSubstitutions'],
    'AWS::Scheduler::Schedule': ['Target'],
    'AWS::SSM::Document': ['Content'],
    'Custom::AWS': ['Create', 'Update', 'Delete'],
    'Custom::X': ['EventSelectors', 'AdvancedEventSelectors', 'Create', 'eventSelectors'],
  };

  test.each(Object.entries(types))('%s', async (type, names) => {
    for (const name of names) {
      for (const shape of shapes) {
        await time(JSON.stringify({ Resources: { X: { Type: type, Properties: { ServiceToken: 'x', [name]: shape } } } }));
        await time(JSON.stringify({ Resources: { X: { Type: type, Properties: { [name]: { EventSelectors: [shape, { ReadWriteType: shape }] } } } } }));
      }
    }
  });

  test('states in states in states', async () => {
    let definition = '{"Comment":"putEventSelectors"}';
    for (let depth = 0; depth < 2_000; depth++) definition = `{"States":{"S":{"Iterator":${definition}}}}`;
    expect(await time(JSON.stringify({ Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: { DefinitionString: definition } } } }))).toBeLessThan(BOUND);
  });

  test('placeholders', async () => {
    for (const text of ['${'.repeat(million / 2), '${A}'.repeat(20_000), '${A'.repeat(million / 4)]) {
      const properties = { DefinitionString: `{"putEventSelectors":"${text}"}`, DefinitionSubstitutions: { A: 'a' } };
      expect(await time(JSON.stringify({ Resources: { M: { Type: 'AWS::StepFunctions::StateMachine', Properties: properties } } }))).toBeLessThan(BOUND);
    }
  });

  test('places in scripts lie in the file, escapes and all', async () => {
    const script = python(`# "\\"\n\tx = 'é\\n😀'\n${call}`);
    const content = JSON.stringify({ schemaVersion: '0.3', mainSteps: [{ name: 's', action: 'aws:executeScript', inputs: { Script: script } }] });
    const text = JSON.stringify({ Resources: { D: { Type: 'AWS::SSM::Document', Properties: { Content: content } } } });
    const report = await lintTexts({ 't.json': text });
    expect(report.findings.map(({ primary }) => textOf(primary.span))).toEqual(["'ReadOnly'"]);
  });
});
