import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { rules } from '../rules/index.js';
import { kmsEvents } from '../src/data/kms-events.js';
import { lowerings } from '../src/lower/index.js';
import { coverage } from '../src/model/coverage.js';
import type { Sink } from '../src/model/sink.js';
import { noParameters } from '../src/read/parameters/set.js';
import { libraryOf, noFiles } from '../src/read/library.js';
import { readers } from '../src/read/index.js';
import { parse } from '../src/read/parse.js';
import { lintTexts } from './helpers/lint.js';

interface Vector {
  readonly id: string;
  readonly title: string;
  readonly config: { readonly off?: boolean } & Record<string, unknown>;
  readonly lost: string;
  readonly partial: string;
  readonly kept: string;
}

const vectors = JSON.parse(readFileSync(new URL('vectors.json', import.meta.url), 'utf8')) as readonly Vector[];

const names = (wanted: (event: (typeof kmsEvents)[number]) => boolean): readonly string[] => kmsEvents.filter(wanted).map(({ name }) => name);

/** `ALL`, `READ(27)`, `54 events` (the rest of the other two), or names. */
function expectedNames(text: string, others: () => readonly string[]): readonly string[] {
  if (text === 'none') return [];
  if (text === 'ALL') return names(() => true);
  if (text === 'READ(27)') return names(({ readOnly }) => readOnly);
  if (text === 'WRITE(31)') return names(({ readOnly }) => !readOnly);
  if (/^\d+ events$/u.test(text)) return names(({ name }) => !others().includes(name));
  return text.split(',');
}

function expected({ lost, partial, kept }: Vector): Record<'lost' | 'depends' | 'kept', readonly string[]> {
  const of = (text: string, ...others: string[]): readonly string[] => [...expectedNames(text, () => others.flatMap((other) => expectedNames(other, () => [])))].sort();
  const summed = (text: string): string => (/^\d+ events$/u.test(text) ? 'none' : text);
  return { lost: of(lost, summed(partial), summed(kept)), depends: of(partial, summed(lost), summed(kept)), kept: of(kept, summed(lost), summed(partial)) };
}

function actual(sink: Sink): Record<'lost' | 'depends' | 'kept', readonly string[]> {
  const events = coverage(sink);
  const of = (wanted: (event: (typeof events)[number]) => boolean): readonly string[] => events.filter(wanted).map(({ event }) => event.name).sort();
  return {
    lost: of(({ ever }) => ever === 'no'),
    depends: of(({ always, ever }) => always !== 'yes' && ever !== 'no'),
    kept: of(({ always }) => always === 'yes'),
  };
}

const isStore = ({ title }: Vector): boolean => title.includes('EDS');

/** The same configuration in each format that can say it: file name and text. */
function written({ config, ...vector }: Vector): ReadonlyMap<string, string> {
  const { off, ...selectors } = config;
  const store = isStore({ config, ...vector });
  const template = {
    Resources: {
      Sink: store
        ? { Type: 'AWS::CloudTrail::EventDataStore', Properties: { ...selectors } }
        : { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: off !== true, S3BucketName: 'b', IsMultiRegionTrail: true, ...selectors } },
    },
  };
  const texts = new Map([
    ['t.yaml', stringify(template)],
    ['flow.yaml', stringify(template, { collectionStyle: 'flow' })],
    ['t.json', JSON.stringify(template, null, 2)],
    ['one-line.json', JSON.stringify(template)],
  ]);
  if (off === true) return texts;
  if (store) texts.set('create-event-data-store.json', JSON.stringify({ Name: 'Sink', ...selectors }));
  else if (Object.keys(selectors).length > 0) {
    texts.set('put-event-selectors.json', JSON.stringify({ TrailName: 'Sink', ...selectors }));
    texts.set('get-event-selectors.json', JSON.stringify({ TrailARN: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/Sink', ...selectors }, null, 4));
    const [bare] = Object.values(selectors);
    if (Array.isArray(bare) && bare.length > 0 && Object.keys(bare[0] as object).length > 0) texts.set('event-selectors.json', JSON.stringify(bare));
  }
  return texts;
}

async function sinkIn(path: string, text: string): Promise<Sink> {
  const source = { path, text, bom: false };
  const { documents, problems } = await parse(source);
  expect(problems).toEqual([]);
  const [root] = documents;
  const reader = readers.find(({ recognises }) => root !== undefined && recognises(root));
  if (root === undefined || reader === undefined) throw new Error(`${path} is not recognised`);
  const read = await reader.load();
  const [unit] = read([{ source, root }], { parameters: noParameters, notGranting: [], configuration: () => [], library: libraryOf(noFiles, []), others: [] });
  const [world] = unit?.worlds ?? [];
  if (unit === undefined || world === undefined) throw new Error(`${path} has no unit`);
  const [sink] = lowerings[unit.vocabulary](world.value).model.sinks;
  if (sink === undefined) throw new Error(`${path} has no sink`);
  return sink;
}

/** A model without places: what is left must be equal in every format. */
const withoutPlaces = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'origin' || key === 'address' || key === 'declaredBy' || key === 'recording' || key === 'multiRegion' || key === 'organization' ? undefined : inner)));

test('there are 46 vectors', () => {
  expect(vectors).toHaveLength(46);
});

describe.each(vectors)('$id $title', (vector) => {
  const texts = [...written(vector)];

  test.each(texts)('%s: lost, depends, kept', async (path, text) => {
    expect(actual(await sinkIn(path, text))).toEqual(expected(vector));
  });

  test('the same model in every format', async () => {
    const models = await Promise.all(texts.map(async ([path, text]) => withoutPlaces((await sinkIn(path, text)).selectors)));
    for (const model of models) expect(model).toEqual(models[0]);
  });

  test('the same findings in YAML and JSON', async () => {
    const ids = async (path: string): Promise<readonly string[]> => {
      const { findings } = await lintTexts({ [path]: new Map(texts).get(path) ?? '' });
      return findings.map(({ rule, certainty, level }) => `${rule} ${certainty} ${level}`).sort();
    };
    expect(await ids('t.json')).toEqual(await ids('t.yaml'));
    expect(await ids('one-line.json')).toEqual(await ids('flow.yaml'));
  });
});

test('every vector that loses events has a finding, every other has no loss', async () => {
  const loss = new Set(rules.filter(({ meta }) => ['kms-events-excluded', 'management-events-unlogged', 'kms-writes-unlogged', 'kms-reads-unlogged', 'kms-events-filtered', 'sink-not-recording'].includes(meta.id)).map(({ meta }) => meta.id));
  for (const vector of vectors) {
    const { findings } = await lintTexts({ 't.yaml': written(vector).get('t.yaml') ?? '' });
    const told = findings.filter(({ rule, certainty }) => loss.has(rule) && certainty === 'definite');
    expect(`${vector.id} ${String(told.length)}`).toBe(`${vector.id} ${vector.kept === 'ALL' ? '0' : '1'}`);
  }
});
