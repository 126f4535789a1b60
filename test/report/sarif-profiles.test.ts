import { describe, expect, test } from 'vitest';
import { render, type ReportOptions, type SarifProfile } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import type { Log, Result, Run } from '../../src/report/sarif/log.js';
import { BASELINED, CHANGED } from './compared.js';
import { FULL } from './full.js';
import { OPTIONS, report } from './sample.js';
import { tools } from './tools.js';
import { validateAll } from './validate-all.js';

const PROFILES: readonly SarifProfile[] = ['full', 'github', 'azure'];

/** As `src/cli/output/azure.ts` makes it. */
const AUTOMATION = {
  id: 'azuredevops/pipeline/build/contoso/11111111-1111-4111-8111-111111111111/7/22222222-2222-4222-8222-222222222222/refs/heads/main/98',
  properties: {
    'azuredevops/pipeline/build/buildDefinitionId': '7',
    'azuredevops/pipeline/build/buildDefinitionName': 'nightly',
    'azuredevops/pipeline/build/phaseId': '22222222-2222-4222-8222-222222222222',
    'azuredevops/pipeline/build/phaseName': 'Analyze',
  },
};

const text = (of: Report, sarifProfile: SarifProfile, more: Partial<ReportOptions> = {}): string => render('sarif', of, { ...OPTIONS, sarifProfile, ...more });

function run(of: Report, profile: SarifProfile, more: Partial<ReportOptions> = {}): Run {
  const [only, ...others] = (JSON.parse(text(of, profile, more)) as Log).runs;
  if (only === undefined || others.length > 0) throw new Error('not one run');
  return only;
}

/** How many members of that name there are, anywhere. */
function members(node: unknown, name: string): number {
  if (typeof node !== 'object' || node === null) return 0;
  return Object.entries(node).reduce((sum, [key, value]) => sum + (key === name && !Array.isArray(node) ? 1 : 0) + members(value, name), 0);
}

const uriOf = ({ locations }: Result): string | undefined => locations[0]?.physicalLocation?.artifactLocation.uri;

describe('what a log has, by profile', () => {
  test.each([
    ['suppressions', 5, 0, 0],
    ['baselineState', 5, 0, 2],
    ['snippet', 1, 0, 1],
    ['contextRegion', 1, 0, 1],
    ['charOffset', 1, 0, 1],
    ['artifacts', 1, 0, 1],
    ['index', 1, 1, 1],
    ['fixes', 1, 0, 1],
    ['taxa', 1, 0, 1],
    ['taxonomies', 1, 0, 1],
    ['supportedTaxonomies', 1, 0, 1],
    ['relationships', 1, 0, 1],
    ['comparison', 1, 0, 1],
    ['codeFlows', 1, 1, 1],
    ['relatedLocations', 1, 1, 1],
    ['partialFingerprints', 5, 2, 2],
    ['fullName', 1, 1, 1],
    ['helpUri', 1, 1, 1],
    ['security-severity', 1, 1, 1],
    ['tags', 1, 1, 1],
  ])('%s', (member, ...expected) => {
    const found = PROFILES.map((profile) => members(run(CHANGED, profile), member));
    // Those of results are counted; of the others it matters that there are any.
    const counted = expected.some((count) => count > 1) ? found : found.map((count) => Math.min(count, 1));
    expect(counted).toEqual(expected);
  });

  test.each(PROFILES)('in %s every result is a failure in one line of a file', (profile) => {
    const { results } = run(CHANGED, profile);
    expect(results.length).toBeGreaterThan(0);
    for (const { kind, locations } of results) {
      const { startLine, endLine, startColumn = 0, endColumn = 0 } = locations[0]?.physicalLocation?.region ?? {};
      expect([kind, locations.length, endLine]).toEqual(['fail', 1, startLine]);
      expect(endColumn).toBeGreaterThanOrEqual(startColumn);
    }
  });

  test.each(PROFILES)('in %s an empty report is a log with no results', (profile) => {
    expect(run(report(), profile)).toMatchObject({ results: [], tool: { driver: { name: 'keytrail', fullName: 'keytrail 1.2.3' } } });
  });

  test.each(PROFILES)('%s: the same report gives the same bytes', (profile) => {
    expect(text(CHANGED, profile)).toBe(text(structuredClone(CHANGED), profile));
  });
});

describe('the profile full', () => {
  const { results, properties } = run(CHANGED, 'full');

  test('says of each result how it stands to what was there before', () => {
    expect(results.map(({ ruleId, baselineState, suppressions }) => [ruleId, baselineState, suppressions?.map(({ kind, justification }) => `${kind}: ${justification}`)])).toEqual([
      ['parse-error', 'unchanged', []],
      ['grant-one-trail', 'unchanged', ['external: the pipeline needs it']],
      ['kms-reads-unlogged', 'unchanged', ['inSource: another trail has them']],
      ['kms-events-excluded', 'new', []],
      ['kms-events-excluded', 'absent', []],
    ]);
  });

  test('has the place where something is accepted, in the config or beside it', () => {
    expect(results.flatMap(({ suppressions = [] }) => suppressions).map(({ location }) => [location.physicalLocation?.artifactLocation.uri, location.physicalLocation?.region?.startLine])).toEqual([
      ['.keytrail.yaml', 2],
      ['stacks/audit.yaml', 6],
    ]);
  });

  test('has what is gone at the place where it was', () => {
    expect(results.at(-1)).toMatchObject({
      ruleIndex: 0,
      level: 'error',
      message: { text: 'Trail `Gone` is not recording.' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'stacks/audit.yaml' }, region: { startLine: 4 } }, logicalLocations: [{ fullyQualifiedName: 'Gone' }] }],
      partialFingerprints: { 'keytrail/v1': '5555555555555555' },
    });
  });

  test('tells the comparison, all that is gone and what becomes of each sink', () => {
    expect(properties).toMatchObject({
      comparison: {
        kind: 'change',
        against: 'origin/main',
        gone: [
          { rule: 'kms-events-excluded', file: 'stacks/audit.yaml', place: { line: 4 } },
          { rule: 'grant-one-trail', file: 'policies/lost.json', place: null },
        ],
        sinks: [
          { sink: 'New', line: 12, before: null, after: { reads: { lost: 27 } } },
          { sink: 'Gone', line: 2, before: { reads: { logged: 27 } }, after: null, stops: ['Decrypt', 'Encrypt'] },
        ],
      },
    });
  });

  test('has no states where nothing was compared, and no suppressions where nothing is accepted', () => {
    expect(members(run(FULL, 'full'), 'baselineState')).toBe(0);
    expect(members(run(FULL, 'full'), 'comparison')).toBe(0);
    expect(members(run(BASELINED, 'full'), 'suppressions')).toBe(0);
    expect(run(BASELINED, 'full').results.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new']);
  });
});

describe('the profile github', () => {
  const { results, invocations, automationDetails } = run(CHANGED, 'github');

  test('has what is open, the most severe first, known or not', () => {
    expect(results.map(({ ruleId, level }) => [ruleId, level])).toEqual([
      ['kms-events-excluded', 'error'],
      ['parse-error', 'warning'],
    ]);
    expect(run(FULL, 'github').results.map(({ ruleId }) => ruleId)).toEqual(['kms-events-excluded', 'parse-error', 'kms-reads-unlogged', 'grant-one-trail']);
  });

  test('names no file as outside the repository', () => {
    expect(results.map(uriOf)).toEqual(['stacks/audit.yaml', 'outside-the-repository/up-1/elsewhere/trail.tf']);
  });

  test('says nothing of problems that somebody accepted', () => {
    expect(invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text)).toEqual(['nobody reads this']);
  });

  test('has no id, which would be stronger than the category of the upload', () => {
    expect(automationDetails).toBeUndefined();
    expect(run(CHANGED, 'github', { automation: AUTOMATION }).automationDetails).toBeUndefined();
    expect(run(CHANGED, 'full', { automation: AUTOMATION }).automationDetails).toEqual({ id: 'keytrail/' });
  });
});

describe('the profile azure', () => {
  test('has what is open, with its state', () => {
    expect(run(CHANGED, 'azure').results.map(({ ruleId, baselineState }) => [ruleId, baselineState])).toEqual([
      ['parse-error', 'unchanged'],
      ['kms-events-excluded', 'new'],
    ]);
  });

  test('bears what the pipeline calls the run', () => {
    expect(run(CHANGED, 'azure', { automation: AUTOMATION }).automationDetails).toEqual(AUTOMATION);
    expect(run(CHANGED, 'azure').automationDetails).toEqual({ id: 'keytrail/' });
  });
});

// The validator is a large program, and machines differ.
describe.skipIf(!tools().available)('by the rules of SARIF, GitHub and Azure DevOps', { timeout: 120_000 }, () => {
  const reports = Object.entries({ FULL, CHANGED, BASELINED, empty: report(), 'no rules': report({ rules: [] }) });

  test('each profile is valid', () => {
    const logs = reports.flatMap(([name, of]) => PROFILES.map((profile) => ({ name: `${name}, ${profile}`, text: text(of, profile) })));
    const inPipeline = reports.map(([name, of]) => ({ name: `${name}, azure in a pipeline`, text: text(of, 'azure', { automation: AUTOMATION }) }));
    // Half an id is told: the validator does look.
    const half = { name: 'half', text: text(FULL, 'azure', { automation: { ...AUTOMATION, properties: {} } }) };
    const faults = validateAll([...logs, ...inPipeline, half]);
    expect(faults.filter((fault) => !fault.startsWith('half: '))).toEqual([]);
    expect(faults.filter((fault) => fault.startsWith('half: error GHAzDO1019'))).toHaveLength(4);
  });
});
