import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../../src/report/index.js';
import type { Report } from '../../../src/report/report.js';
import { BASELINE, CHANGE } from '../changes.js';
import { FULL } from '../full.js';
import { TEXTS, hostile, many } from '../hostile.js';
import { OPTIONS, at, finding, place, report, source } from '../sample.js';

const text = (of: Report): string => render('github', of, OPTIONS);

interface Command {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** As the runner reads a line: src/Runner.Common/ActionCommand.cs, TryParseV2. */
function parsed(line: string): Command {
  const [, head = '', data = ''] = /^::((?:(?!::).)*)::(.*)$/u.exec(line) ?? [];
  const [name = ''] = head.split(' ', 1);
  const pairs = head.slice(name.length).trim().split(',').map((pair) => pair.split(/=([^]*)/u));
  return { name, properties: Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')])), data: data.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%') };
}

/** As it breaks the output of a step into lines. */
const commands = (of: Report): readonly Command[] => text(of).split(/\r\n|[\r\n]/u).filter((line) => line !== '').map(parsed);

test('everything at once', async () => {
  await expect(text(FULL)).toMatchFileSnapshot('snapshots/full.github.txt');
});

test('a change', async () => {
  await expect(text(CHANGE)).toMatchFileSnapshot('snapshots/change.github.txt');
});

test('a baseline', async () => {
  await expect(text(BASELINE)).toMatchFileSnapshot('snapshots/baseline.github.txt');
});

test('nothing found is nothing printed', () => {
  expect(text(report())).toBe('');
});

test('a place is a line with columns, escaped as the runner undoes it', () => {
  const file = source('a,b:100%.yaml', 'x: kms\n');
  const [command] = commands(report({ findings: [finding(place(at(file, 'kms'), ''), { message: '100%25 of a:b,c\u0085' })] }));
  expect(command).toMatchObject({ name: 'error', properties: { file: 'a,b:100%.yaml', line: '1', endLine: '1', col: '4', endColumn: '7', title: 'keytrail: kms-events-excluded' } });
  expect(command?.data.split('\n')[0]).toBe('100%25 of a:b,c<U+0085>');
});

test('what is gravest comes first, as only ten of a kind are shown', () => {
  const names = commands(many(3000)).map(({ name }) => name);
  expect(names).toEqual([...Array<string>(1000).fill('error'), ...Array<string>(1000).fill('warning'), ...Array<string>(1000).fill('notice')]);
});

test('of one level, what is sure and what is graver by its rule comes first', () => {
  const file = source('x', 'kms kms kms');
  const findings = [
    finding(place(at(file, 'kms', 1), ''), { rule: 'kms-events-excluded', certainty: 'possible' }),
    finding(place(at(file, 'kms', 2), ''), { rule: 'grant-one-trail' }),
    finding(place(at(file, 'kms', 3), ''), { rule: 'kms-events-excluded' }),
  ];
  expect(commands(report({ findings })).map(({ properties }) => properties['col'])).toEqual(['9', '5', '1']);
});

test('all failures of keytrail are one annotation, the first', () => {
  const errors = Array.from({ length: 20 }, (_, i) => ({ where: `rule ${i}`, file: 'x', error: new Error('no') }));
  const [first, second] = commands({ ...many(3), internalErrors: errors });
  expect(first).toMatchObject({ name: 'error', properties: { title: 'keytrail itself failed' } });
  expect(first?.data.split('\n')).toHaveLength(21);
  expect(second?.data).toMatch(/^error 2/u);
});

test('a message is no longer than the runner takes', () => {
  const file = source('x', 'kms');
  const [command] = commands(report({ findings: [finding(place(at(file, 'kms'), ''), { message: '\u{1F600}'.repeat(5000) })] }));
  expect(command?.data.length).toBeLessThanOrEqual(4096);
  expect(command?.data).toMatch(/^(?:\u{1F600})+…$/u);
});

test('a change of a sink that a finding tells at the same place is told once', () => {
  const told = commands(CHANGE).filter(({ properties }) => properties['title'] === 'keytrail: coverage').map(({ name, properties, data }) => [name, properties['file'], data.split(':')[0]]);
  expect(told).toEqual([
    ['notice', 'modules/trail/main.tf', 'This change may stop logging 27 KMS events of trail `module.trail.aws_cloudtrail.org[0]`.'],
    ['warning', undefined, 'This change removes event data store `Old`, which logged 2 KMS events'],
  ]);
});

describe('nothing in a file makes another command', () => {
  /** One for each: the failures, those that are judged, what sinks lose, what gets better, the gaps. */
  const count = (of: Report): number => 1 + of.findings.filter(({ suppressions, state }) => suppressions.length === 0 && state === undefined).length + 1 + of.problems.length;

  test('by known tricks', () => {
    const of = hostile();
    const lines = text(of).trimEnd().split('\n');
    expect(lines).toHaveLength(count(of));
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) /u);
    expect(text(of)).not.toContain('##[');
    expect([...new Set(commands(of).flatMap(({ properties }) => Object.keys(properties)))].sort()).toEqual(['col', 'endColumn', 'endLine', 'file', 'line', 'title']);
    // eslint-disable-next-line no-control-regex -- the absence of controls is what is tested
    expect(text(of)).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029]|\p{Surrogate}|\p{Bidi_Control}/u);
  });

  test('by others', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...TEXTS)), { minLength: 1, maxLength: 3 }), (texts) => {
        const of = hostile(texts);
        for (const line of text(of).trimEnd().split(/[\r\n\u0085\u2028\u2029]/u)) expect(line).toMatch(/^::(?:error|warning|notice) /u);
        expect(text(of)).not.toContain('##[');
      }),
      { numRuns: 200 },
    );
  });
});
