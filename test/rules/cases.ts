import { expect } from 'vitest';
import type { Finding } from '../../src/check/finding.js';
import type { LintOptions } from '../../src/lint.js';
import { lintTexts, range, unmark } from '../helpers/lint.js';

/** Texts by file name, or one YAML text. «Marks» stand around the primary places of the findings. */
export type Input = string | Readonly<Record<string, string>>;

/** What is told of an input, all rules together: `rule certainty level`, and ` when input=value` where it does not always hold. In document order. */
export type Case = [name: string, input: Input, ...told: string[]];

/** Checks one row of a table: exactly these findings, exactly at the marks. */
export const holds =
  (options: Partial<LintOptions> = {}) =>
  async (_name: string, input: Input, ...told: string[]): Promise<void> => {
    const findings = await findingsIn(input, options);
    expect(findings.map(tellOf)).toEqual(told);
    const places = findings.map(({ primary: { span } }) => `${span.source.path} ${range(span).join('-')}`);
    expect([...new Set(places)]).toEqual(Object.entries(marksIn(input)).flatMap(([path, marks]) => marks.map((mark) => `${path} ${mark.join('-')}`)));
  };

const texts = (input: Input): Readonly<Record<string, string>> => (typeof input === 'string' ? { 't.yaml': input } : input);

export async function findingsIn(input: Input, options: Partial<LintOptions> = {}): Promise<readonly Finding[]> {
  const plain = Object.entries(texts(input)).map(([path, text]) => [path, unmark(text).text] as const);
  return (await lintTexts(Object.fromEntries(plain), options)).findings;
}

const marksIn = (input: Input): Readonly<Record<string, readonly (readonly [number, number])[]>> =>
  Object.fromEntries(Object.entries(texts(input)).map(([path, text]) => [path, unmark(text).marks]));

function tellOf({ rule, certainty, level, assumptions }: Finding): string {
  const when = assumptions.map(({ input, label }) => `${input}=${label}`).join(' & ');
  return `${rule} ${certainty} ${level}${when === '' ? '' : ` when ${when}`}`;
}

/** A template with the parts before `Resources`, if any. */
const template = (resources: string, before: string): string => `${before}${before === '' ? '' : '\n'}Resources:\n${resources}`;

/** A trail that records in all Regions, with more properties, a line each. */
export const trail = (properties: readonly string[], before = ''): string =>
  template(resource('Trail', ['S3BucketName: logs', 'IsLogging: true', 'IsMultiRegionTrail: true', ...properties]), before);

/** A trail of which nothing is said but these properties. */
export const bareTrail = (properties: readonly string[], before = ''): string => template(resource('Trail', ['S3BucketName: logs', ...properties]), before);

export const store = (properties: readonly string[], before = ''): string =>
  template(resource('Store', ['Name: store', ...properties]).replace('CloudTrail::Trail', 'CloudTrail::EventDataStore'), before);

/** One more trail, to be written behind a template. */
export const resource = (name: string, properties: readonly string[]): string =>
  `  ${name}:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n${properties.map((line) => `      ${line}\n`).join('')}`;

/** Advanced selectors, each a list of field selectors in flow style. */
export const advanced = (...selectors: readonly (readonly string[])[]): readonly string[] => [
  'AdvancedEventSelectors:',
  ...selectors.flatMap(([first = '', ...others]) => [`  - FieldSelectors:`, `      - { ${first} }`, ...others.map((field) => `      - { ${field} }`)]),
];

/** Basic selectors in flow style. */
export const basic = (...selectors: readonly string[]): readonly string[] => ['EventSelectors:', ...selectors.map((selector) => `  - { ${selector} }`)];

export const management = 'Field: eventCategory, Equals: [Management]';
