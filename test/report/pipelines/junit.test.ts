import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render } from '../../../src/report/index.js';
import type { Report } from '../../../src/report/report.js';
import { BASELINE, CHANGE } from '../changes.js';
import { FULL } from '../full.js';
import { TEXTS, hostile, many } from '../hostile.js';
import { OPTIONS, at, finding, place, report, source } from '../sample.js';
import { parseXml, type XmlElement } from '../xml.js';
import { validator } from '../xsd.js';

const text = (of: Report): string => render('junit', of, OPTIONS);

const schema = (name: string): ((document: string) => readonly string[]) => validator(readFileSync(new URL(`../../tools/${name}`, import.meta.url), 'utf8'));
const jenkins = schema('jenkins-junit-10.xsd');
const ant = schema('ant-junit.xsd');

const SAMPLES = { full: FULL, change: CHANGE, baseline: BASELINE, empty: report(), hostile: hostile(), many: many(3000) };

/** `name outcome` of each test in a suite. */
const casesIn = (suite: XmlElement | undefined): readonly string[] =>
  (suite?.children ?? []).filter(({ name }) => name === 'testcase').map(({ attributes, children }) => `${attributes.get('name') ?? ''} ${children[0]?.name ?? 'passed'}`);

const suitesOf = (of: Report): readonly XmlElement[] => parseXml(text(of)).children;
const suiteOf = (of: Report, path: string): XmlElement | undefined => suitesOf(of).find(({ attributes }) => attributes.get('name') === path);

test('everything at once', async () => {
  await expect(text(FULL)).toMatchFileSnapshot('snapshots/full.junit.xml');
});

test('a change', async () => {
  await expect(text(CHANGE)).toMatchFileSnapshot('snapshots/change.junit.xml');
});

test('a baseline', async () => {
  await expect(text(BASELINE)).toMatchFileSnapshot('snapshots/baseline.junit.xml');
});

describe('is valid', () => {
  test.each(Object.entries(SAMPLES))('by the schema of Jenkins: %s', (_name, of) => {
    expect(jenkins(text(of))).toEqual([]);
  });

  test.each(Object.entries(SAMPLES))('by the schema of Ant, but for the time: %s', (_name, of) => {
    expect(ant(text(of)).filter((fault) => !/^\/testsuites\/testsuite\[\d+\]\/@timestamp: missing$/u.test(fault))).toEqual([]);
  });

  test('and the schemas do see faults', () => {
    const good = text(FULL);
    const [suite = '', testcase = ''] = [/<testsuite [^>]*>/u.exec(good)?.[0], /<testcase [^>]*>/u.exec(good)?.[0]];
    const broken = [
      good.replace(' tests="1"', ''),
      good.replace('time="0"', 'time="soon"'),
      good.replace('<properties/>', '<property/>'),
      good.replace(testcase, testcase.replace('>', ' file="x">')),
      good.replace('<system-err/>', '<system-err><x/></system-err>'),
      good.replaceAll('testsuites', 'tests'),
      good.replace(suite, `${suite}text`),
    ];
    for (const document of broken) expect(jenkins(document)).not.toEqual([]);
    for (const document of [...broken, good.replace('type="error" ', ''), good.replace(' id="0"', ' id="first"'), good.replace('<system-out/>', '')]) {
      expect(ant(document).filter((fault) => !fault.includes('@timestamp'))).not.toEqual([]);
    }
  });

  test('and the reader does see what is not well-formed', () => {
    for (const document of ['', '<a>', '<a></b>', '<a/><b/>', '<a b="1" b="2"/>', '<a b=1/>', '<a>&x;</a>', '<a>&</a>', '<a>]]></a>', '<a b="<"/>', '<a>\u0001</a>', '<a>\uFFFF</a>', '<a/>x', '<!-- a -- b --><a/>']) {
      expect(() => parseXml(document), document).toThrow();
    }
  });
});

describe('a file', () => {
  test('is a suite, the findings in it are tests that failed, and one without any passed', () => {
    expect(suitesOf(FULL).map((suite) => [suite.attributes.get('name'), casesIn(suite)])).toEqual([
      ['broken.json', ['parse-error error']],
      ['modules/trail/main.tf', ['kms-reads-unlogged: module.trail.aws_cloudtrail.org[0] failure']],
      ['modules/trail/variables.tf', ['no findings passed']],
      ['policies/ops #1.json', ['grant-one-trail: Statement[0] failure']],
      ['templates/org trail.yaml', ['kms-events-excluded: Org failure', 'internal-error: rule kms-events-filtered error']],
    ]);
  });

  test('tells what was not read of it', () => {
    const out = suiteOf(FULL, 'modules/trail/main.tf')?.children.find(({ name }) => name === 'system-out');
    expect(out?.text).toMatch(/^modules\/trail\/main\.tf:1: gap: /u);
  });

  test('has tests that are accepted or known, and that passed now', () => {
    expect(suitesOf(CHANGE).map((suite) => [suite.attributes.get('name'), casesIn(suite)])).toEqual([
      ['broken.json', ['no findings passed']],
      ['modules/trail/main.tf', ['kms-reads-unlogged: module.trail.aws_cloudtrail.org[0] skipped']],
      ['modules/trail/variables.tf', ['no findings passed']],
      ['policies/ops #1.json', ['grant-one-trail: Statement[0] skipped', 'grant-one-trail: Statement[0] (2) skipped']],
      ['templates/old trail.yaml', ['sink-single-region: Old passed']],
      ['templates/org trail.yaml', ['kms-events-excluded: Org failure', 'kms-events-excluded: Past passed']],
    ]);
    const skipped = suiteOf(CHANGE, 'policies/ops #1.json')?.children.filter(({ name }) => name === 'testcase').map(({ children }) => children[0]?.attributes.get('message'));
    expect(skipped).toEqual(['it was there before: origin/main', 'accepted at policies/ops #1.json:1: ops <needs> "it" & knows']);
  });
});

test('numbers of a suite are those of its tests', () => {
  for (const suite of [...suitesOf(FULL), ...suitesOf(CHANGE), ...suitesOf(hostile())]) {
    const outcomes = casesIn(suite).map((one) => one.slice(one.lastIndexOf(' ') + 1));
    const counts = ['failure', 'error', 'skipped'].map((kind) => outcomes.filter((outcome) => outcome === kind).length);
    expect(['tests', 'failures', 'errors', 'skipped'].map((name) => Number(suite.attributes.get(name)))).toEqual([outcomes.length, ...counts]);
  }
});

test('no two tests of a suite have one name, of which GitLab would show one', () => {
  const file = source('x', 'kms kms kms kms');
  const subjects = ['a', 'a', 'a (2)', 'a'];
  const findings = subjects.map((subject, i) => finding(place(at(file, 'kms', i + 1), ''), { rule: 'r', subject }));
  expect(casesIn(suitesOf(report({ findings }))[0])).toEqual(['r: a failure', 'r: a (2) failure', 'r: a (2) (2) failure', 'r: a (3) failure']);
});

test('what belongs to no file has a suite', () => {
  expect(casesIn(suiteOf(report({ internalErrors: [{ where: 'reader', file: '', error: new Error('no') }] }), 'keytrail'))).toEqual(['internal-error: reader error']);
});

test('a run without files is well-formed', () => {
  expect(text(report())).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites/>\n');
});

test('nothing in a file breaks the document, and all of it is there', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...TEXTS)), (trick) => {
      const of = hostile([trick]);
      expect(jenkins(text(of))).toEqual([]);
      const [suite] = suitesOf(of);
      expect(suite?.children.filter(({ name }) => name === 'testcase')).toHaveLength(3);
    }),
    { numRuns: 300 },
  );
});
