import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, test } from 'vitest';
import type { Source } from '../../src/core/source.js';
import { parseHcl } from '../../src/read/text/hcl/index.js';
import { plainTemplate, type Body, type Expression } from '../../src/read/text/hcl/syntax.js';
import { lintTexts } from '../helpers/lint.js';
import { apply, fixesOf } from './apply.js';
import { formattedByTerraform, hasTerraform, unformatted } from './hcl-fmt.js';

/** The text with every fix made, one after the other. */
async function fixed(text: string): Promise<string> {
  let now = text;
  for (let round = 0; round < 16; round++) {
    const [fix] = fixesOf((await lintTexts({ 'main.tf': now })).findings);
    if (fix === undefined) return now;
    now = apply(now, fix.edits);
  }
  return expect.unreachable('fixes without end');
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = readdirSync(`${root}/examples`, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tf')).map((name) => readFileSync(`${root}/examples/${name}`, 'utf8'));

describe('the examples in HCL', () => {
  it.skipIf(!hasTerraform)('are formatted, and stay so when they are fixed', async () => {
    expect(unformatted(examples)).toEqual([]);
    const all = await Promise.all(examples.map(fixed));
    expect(all.filter((text, i) => text !== examples[i]).length).toBeGreaterThan(5);
    expect(unformatted(all)).toEqual([]);
  });
});

const KMS = 'kms.amazonaws.com';
const some = (...words: readonly string[]): fc.Arbitrary<string[]> => fc.shuffledSubarray([...words], { minLength: 1 });
const SOURCES = some('rdsdata.amazonaws.com', 's3.amazonaws.com', 'ec2.amazonaws.com', KMS);

/** A field selector: its attributes in their order. */
type Field = readonly (readonly [name: string, value: string | readonly string[]])[];

const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const inAnyOrder = <T>(items: readonly (T | undefined)[]): fc.Arbitrary<T[]> => {
  const known = items.filter((item) => item !== undefined);
  return fc.shuffledSubarray(known, { minLength: known.length });
};
const FIELD = (name: string, operators: Field): fc.Arbitrary<Field> => inAnyOrder<Field[number]>([['field', name], ...operators]);
const FIELDS: fc.Arbitrary<readonly Field[]> = fc
  .tuple(SOURCES, maybe(SOURCES), maybe(some('Decrypt', 'AssumeRole', 'GetRole')))
  .chain(([sources, prefixes, names]) =>
    fc.tuple(
      FIELD('eventCategory', [['equals', ['Management']]]),
      FIELD('eventSource', [['not_equals', sources], ...(prefixes === undefined ? [] : [['not_starts_with', prefixes] as const])]),
      names === undefined ? fc.constant(undefined) : FIELD('eventName', [['not_equals', names]]),
    ),
  )
  .chain((fields) => inAnyOrder<Field>(fields));

/** What fixes are to leave: no values that take KMS away, no operators without values, no field selectors without operators. */
const mended = (fields: readonly Field[]): readonly Field[] =>
  fields
    .map((field) => field.map(([name, value]) => [name, typeof value === 'string' ? value : value.filter((one) => one !== KMS && one !== 'Decrypt')] as const).filter(([, value]) => value.length > 0))
    .filter((field) => field.length > 1);

/** Choices of the writer: whether there is a comment, a blank line, a line end. */
const TAPE = fc.infiniteStream(fc.nat(5));

function written(fields: readonly Field[], tape: Iterator<number>): string {
  const chance = (): boolean => tape.next().value === 0;
  const comment = (): string => (chance() ? ' # "{ of [ it' : '');
  const own = (): string => (chance() ? '\n' : '') + (chance() ? '# of "its [ own\n' : '');
  const list = (items: readonly string[]): string =>
    chance() ? `[\n${items.map((item, i) => `${own()}"${item}"${i < items.length - 1 || chance() ? ',' : ''}${comment()}\n`).join('')}]` : `[${items.map((item) => `"${item}"`).join(', ')}${chance() ? ',' : ''}]`;
  const attribute = ([name, value]: Field[number]): string => `${own()}${name} = ${typeof value === 'string' ? `"${value}"` : list(value)}${comment()}\n`;
  const blocks = fields.map((field) => `${own()}field_selector {${comment()}\n${field.map(attribute).join('')}${own()}}${comment()}\n`);
  return `resource "aws_cloudtrail_event_data_store" "s" {\nname = "s"${comment()}\nadvanced_event_selector {${comment()}\n${own()}${blocks.join('')}${own()}}\n}\n`;
}

const valueOf = (value: Expression): unknown => (value.kind === 'tuple' ? value.items.map(valueOf) : value.kind === 'template' ? plainTemplate(value) : value.kind);
const partsOf = ({ attributes, blocks }: Body): unknown => [attributes.map(({ name, value }) => [name, valueOf(value)]), blocks.map(({ type, body }) => [type, partsOf(body)])];
const read = (text: string): unknown => partsOf(parseHcl({ path: 'main.tf', text, bom: false } satisfies Source).body);
const comments = (text: string): number => parseHcl({ path: 'main.tf', text, bom: false }).comments.length;

test('fixes take out what takes KMS away, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(FIELDS, TAPE, async (fields, tape) => {
      const text = written(fields, tape[Symbol.iterator]());
      const after = await fixed(text);
      expect(read(after)).toEqual(read(written(mended(fields), [5, 5][Symbol.iterator]())));
      expect(comments(after)).toBeLessThanOrEqual(comments(text));
      expect((await lintTexts({ 'main.tf': after })).findings).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test.skipIf(!hasTerraform)('what is formatted stays so, however it is fixed', async () => {
  const samples = fc.sample(fc.tuple(FIELDS, TAPE), { numRuns: 60, seed: 7 });
  const texts = formattedByTerraform(samples.map(([fields, tape]) => written(fields, tape[Symbol.iterator]())));
  const all = await Promise.all(texts.map(fixed));
  expect(all.filter((text, i) => text !== texts[i]).length).toBeGreaterThan(30);
  expect(unformatted(all)).toEqual([]);
});
