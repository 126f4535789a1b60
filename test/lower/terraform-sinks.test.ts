import { describe, expect, test } from 'vitest';
import { map, type Entry, type Node } from '../../src/core/node.js';
import { textOf } from '../../src/core/source.js';
import type { Truth } from '../../src/core/truth.js';
import type { Resource } from '../../src/core/unit.js';
import { unknown } from '../../src/core/value.js';
import { lowerings } from '../../src/lower/index.js';
import { coverage } from '../../src/model/coverage.js';
import type { Model } from '../../src/model/model.js';
import { parseJson } from '../../src/read/text/json/json.js';
import { withoutPlaces } from '../equivalence/places.js';
import { awsccTrail, awsTrail } from '../equivalence/terraform.js';
import { trails } from '../equivalence/trails.js';
import { declaredIn, loweredFrom } from './resources.js';
import { findingsIn, toldIn } from './told.js';

const trail = (attributes: Readonly<Record<string, unknown>>): unknown => ({ resource: { aws_cloudtrail: { main: { is_multi_region_trail: true, ...attributes } } } });
const store = (attributes: Readonly<Record<string, unknown>>): unknown => ({ resource: { aws_cloudtrail_event_data_store: { main: attributes } } });

/** What CloudFormation makes of the same. */
function template(type: string, properties: unknown): Model {
  const [body] = parseJson({ path: 't.json', text: JSON.stringify(properties), bom: false }).documents;
  if (body === undefined) throw new Error('no body');
  return lowerings.cloudformation([{ type, address: 'Main', exists: 'yes', name: body.origin, body }]).model;
}

describe('the trails of all formats', () => {
  test.each(Object.entries(trails))('%s', (_name, text) => {
    const expected = withoutPlaces(template('AWS::CloudTrail::Trail', text).sinks);
    const aws = loweredFrom({ resource: { aws_cloudtrail: { main: awsTrail(text) } } });
    const awscc = loweredFrom({ resource: { awscc_cloudtrail_trail: { main: awsccTrail(text) } } });
    expect([...aws.problems, ...awscc.problems]).toEqual([]);
    expect(withoutPlaces(aws.model.sinks)).toEqual(expected);
    expect(withoutPlaces(awscc.model.sinks)).toEqual(expected);
  });
});

describe('defaults', () => {
  const ofTrail = (attributes: unknown): unknown => withoutPlaces(template('AWS::CloudTrail::Trail', attributes).sinks);
  const ofStore = (attributes: unknown): unknown => withoutPlaces(template('AWS::CloudTrail::EventDataStore', attributes).sinks);

  test.each([
    ['nothing is said', { resource: { aws_cloudtrail: { main: {} } } }, ofTrail({ IsLogging: true })],
    ['all is null', { resource: { aws_cloudtrail: { main: { enable_logging: null, is_multi_region_trail: null, event_selector: null, advanced_event_selector: null } } } }, ofTrail({ IsLogging: true })],
    ['blocks are empty lists', trail({ event_selector: [], advanced_event_selector: [] }), ofTrail({ IsLogging: true, IsMultiRegionTrail: true })],
    ['an organization', trail({ is_organization_trail: true }), ofTrail({ IsLogging: true, IsMultiRegionTrail: true, IsOrganizationTrail: true })],
    ['strings for booleans', trail({ enable_logging: 'false', is_organization_trail: '1' }), ofTrail({ IsLogging: false, IsMultiRegionTrail: true, IsOrganizationTrail: true })],
    ['an exclude set that is null', trail({ event_selector: [{ exclude_management_event_sources: null }] }), ofTrail({ IsLogging: true, IsMultiRegionTrail: true, EventSelectors: [{ ExcludeManagementEventSources: null }] })],
    [
      'operators without values, as plans have them',
      trail({ advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', equals: ['Management'], not_equals: null, starts_with: [], ends_with: null, not_starts_with: [], not_ends_with: null }] }] }),
      ofTrail({ IsLogging: true, IsMultiRegionTrail: true, AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] }),
    ],
    [
      'single blocks without their lists',
      trail({ advanced_event_selector: { field_selector: { field: 'eventCategory', equals: ['Management'] } } }),
      ofTrail({ IsLogging: true, IsMultiRegionTrail: true, AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }] }),
    ],
    ['a store of which nothing is said', store({}), ofStore({})],
    ['a store that is suspended', store({ suspend: 'true', multi_region_enabled: false, organization_enabled: true }), ofStore({ IngestionEnabled: false, MultiRegionEnabled: false, OrganizationEnabled: true })],
    ['a store that is suspended by a boolean', store({ suspend: true }), ofStore({ IngestionEnabled: false })],
    ['a store that is not suspended', store({ suspend: 'false' }), ofStore({ IngestionEnabled: true })],
    ['a store of which it is not said whether it is', store({ suspend: '' }), ofStore({})],
    ['a store of configuration items', store({ advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', equals: ['ConfigurationItem'] }] }] }), []],
    [
      'a store of CloudFormation',
      { resource: { awscc_cloudtrail_event_data_store: { main: { ingestion_enabled: false, advanced_event_selectors: [{ field_selectors: [{ field: 'eventSource', not_equals: ['kms.amazonaws.com'] }] }] } } } },
      ofStore({ IngestionEnabled: false, AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }] }] }),
    ],
  ])('%s', (_name, given, expected) => {
    const { model, problems } = loweredFrom(given);
    expect(problems).toEqual([]);
    expect(withoutPlaces(model.sinks)).toEqual(expected);
  });

  test('without `is_logging`, a trail of `awscc` says nothing of it', () => {
    const [sink] = loweredFrom({ resource: { awscc_cloudtrail_trail: { main: {} } } }).model.sinks;
    expect(sink?.recording.kind).toBe('absent');
  });
});

describe('what is found', () => {
  const kms = ['kms.amazonaws.com'];
  const advanced = (...fields: readonly unknown[]): unknown => ({ advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', equals: ['Management'] }, ...fields] }] });

  test.each([
    ['an exclusion', trail({ event_selector: [{ exclude_management_event_sources: kms }] }), ['kms-events-excluded definite error «"kms.amazonaws.com"»']],
    ['a filter', trail(advanced({ field: 'eventSource', not_equals: kms }) as Record<string, unknown>), ['kms-events-excluded definite error «"kms.amazonaws.com"»']],
    ['reads alone', trail({ event_selector: [{ read_write_type: 'ReadOnly' }] }), ['kms-writes-unlogged definite error «"ReadOnly"»']],
    ['writes alone', trail({ event_selector: [{ read_write_type: 'WriteOnly' }] }), ['kms-reads-unlogged definite warning «"WriteOnly"»']],
    ['no management events', trail({ event_selector: [{ include_management_events: false }] }), ['management-events-unlogged definite error «false»']],
    ['logging is off', trail({ enable_logging: false }), ['sink-not-recording definite error «false»']],
    ['a store is suspended', store({ suspend: true }), ['sink-not-recording definite error «true»']],
    ['one Region', { resource: { aws_cloudtrail: { main: {} } } }, ['sink-single-region definite note «"main"»']],
    ['one Region, said', trail({ is_multi_region_trail: false }), ['sink-single-region definite note «false»']],
    ['both kinds of selectors', trail({ event_selector: [{}], ...(advanced() as Record<string, unknown>) }), ['selector-invalid definite warning «"advanced_event_selector"»']],
    ['basic selectors of a store', store({ event_selector: [{}] }), ['selector-invalid definite warning «"event_selector"»']],
    ['an exclusion that cannot be seen', trail({ event_selector: [{ exclude_management_event_sources: ['${var.sources...}'] }] }), ['kms-events-excluded possible warning «"${var.sources...}"»']],
    ['selectors that cannot be seen', trail({ event_selector: ['${var.more...}'] }), ['kms-events-excluded possible warning «"${var.more...}"»']],
    ['a switch that cannot be seen', trail({ enable_logging: '${var.logging}' }), ['sink-not-recording possible warning «"${var.logging}"»']],
    ['a selector that takes KMS back in', trail({ event_selector: [{ exclude_management_event_sources: kms }, {}] }), ['exclusion-without-effect definite warning «"kms.amazonaws.com"»']],
    ['nothing to tell', trail({}), []],
  ])('%s', (_name, given, expected) => {
    const { model, problems } = loweredFrom(given);
    expect(problems).toEqual([]);
    expect(toldIn(model)).toEqual(expected);
  });

  test.each([
    ['enable_logging', 'yes', '"yes"'],
    ['enable_logging', 'True', '"True"'],
    ['is_multi_region_trail', [true], '[\n          true\n        ]'],
    ['event_selector', [true], 'true'],
    ['event_selector', ['kms'], '"kms"'],
    ['advanced_event_selector', [{ field_selector: [{ field: ['eventSource'], equals: 'kms' }] }], '[\n'],
  ])('a wrong type: %s = %j', (attribute, value, at) => {
    const { problems } = loweredFrom(trail({ [attribute]: value }));
    expect(problems.map(({ rule }) => rule)).toContain('parse-error');
    expect(problems.map(({ message }) => message).join()).not.toMatch(/[A-Z][a-z]+[A-Z]/u);
    expect(at.startsWith(textOf(problems[0]?.span ?? { source: { path: '', text: '', bom: false }, start: 0, end: 0 }))).toBe(true);
  });

  test('a single string is no set of strings', () => {
    const { problems } = loweredFrom(trail({ event_selector: [{ exclude_management_event_sources: 'kms.amazonaws.com' }] }));
    expect(problems.map(({ span }) => textOf(span))).toEqual(['"kms.amazonaws.com"']);
  });

  test('`suspend` that is no boolean', () => {
    const { problems, model } = loweredFrom(store({ suspend: 'perhaps' }));
    expect(problems.map(({ span }) => textOf(span))).toEqual(['"perhaps"']);
    expect(model.sinks[0]?.recording.kind).toBe('unknown');
  });
});

describe('words', () => {
  /** Names of the API that nobody writes in Terraform; those of operations, fields and values stay. */
  const apiWords = /\b(?:IsLogging|IsMultiRegionTrail|MultiRegionEnabled|IngestionEnabled|EventSelectors|AdvancedEventSelectors|FieldSelectors|ReadWriteType|IncludeManagementEvents|ExcludeManagementEventSources|NotEquals|Equals|NotStartsWith|StartsWith)\b/u;
  const cases: Readonly<Record<string, unknown>> = {
    excluded: trail({ event_selector: [{ exclude_management_event_sources: ['kms.amazonaws.com'] }] }),
    access: trail({ event_selector: [{ read_write_type: 'ReadOnly' }] }),
    writes: trail({ event_selector: [{ read_write_type: 'WriteOnly' }] }),
    management: trail({ event_selector: [{ include_management_events: false }] }),
    data: trail({ advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', equals: ['Data'] }] }] }),
    advanced: trail({ advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', equals: ['Management'] }, { field: 'eventSource', not_equals: ['kms.amazonaws.com'] }] }] }),
    'wrong operators': trail({ advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', not_equals: ['Data'] }, { field: 'eventSource', starts_with: ['s3'] }] }] }),
    'no category': trail({ advanced_event_selector: [{ field_selector: [{ field: 'eventSource', not_equals: ['kms.amazonaws.com'] }] }] }),
    'no field': trail({ advanced_event_selector: [{ field_selector: [{ equals: ['Management'] }] }] }),
    'one Region': { resource: { aws_cloudtrail: { main: {} } } },
    'one Region of a store': store({ multi_region_enabled: false }),
    'both kinds': trail({ event_selector: [{}], advanced_event_selector: [{ field_selector: [{ field: 'eventCategory', equals: ['Management'] }] }] }),
    'basic selectors of a store': store({ event_selector: [{}] }),
    'sources that cannot be seen': trail({ event_selector: [{ exclude_management_event_sources: ['${var.x...}'], read_write_type: '${var.y}', include_management_events: '${var.z}' }] }),
  };

  test.each(Object.entries(cases))('%s', (_name, given) => {
    const findings = findingsIn(loweredFrom(given).model);
    expect(findings).not.toEqual([]);
    for (const { message, primary, related, fixes } of findings) {
      expect([message, primary.message, ...related.map((place) => place.message), ...fixes.map(({ description }) => description)].join('\n')).not.toMatch(apiWords);
    }
  });
});

describe('fixes', () => {
  const excluded = trail({ event_selector: [{ exclude_management_event_sources: ['kms.amazonaws.com'] }] });
  const fixesAt = (path: string, text: string): readonly string[] => findingsIn(lowerings.terraform(declaredIn(text, path).resources).model).flatMap(({ fixes }) => fixes.map(({ edits }) => edits.map((edit) => `«${textOf(edit.span)}» «${edit.text}»`).join()));

  test('in JSON', () => {
    expect(fixesAt('main.tf.json', JSON.stringify(trail({ event_selector: [{ read_write_type: 'ReadOnly' }] })))).toEqual(['«"ReadOnly"» «"All"»']);
    expect(fixesAt('main.tf.json', JSON.stringify(excluded))).toHaveLength(1);
  });

  test.each(['main.tf', 'main.tofu', 'terraform.tfstate'])('none in %s', (path) => {
    expect(fixesAt(path, JSON.stringify(excluded))).toEqual([]);
  });

  test('none in what Terraform wrote', () => {
    expect(fixesAt('plan.json', JSON.stringify({ terraform_version: '1.9.0', ...(excluded as Record<string, unknown>) }))).toEqual([]);
    expect(fixesAt('other.json', JSON.stringify(excluded))).toHaveLength(1);
  });

  test('a default is not written by a fix', () => {
    expect(fixesAt('main.tf.json', JSON.stringify({ resource: { aws_cloudtrail: { main: { name: 'main' } } } }))).toEqual([]);
  });
});

/** Every value of a body, one at a time, replaced by one that is not known: what was sure stays as it was, or becomes open. */
describe('what is not known', () => {
  function variants(node: Node): readonly Node[] {
    const hidden = unknown('it is hidden', node.origin);
    if (node.kind === 'map') {
      return [...node.entries].flatMap(([key, entry]) => [unknown('it is hidden', entry.value.origin), ...variants(entry.value)].map((value): Node => map(new Map<string, Entry>([...node.entries, [key, { ...entry, value }]]), node.origin)));
    }
    if (node.kind === 'list') return [{ ...node, items: [], unseen: [hidden] }, ...node.items.flatMap((item, index) => variants(item).map((made): Node => ({ ...node, items: node.items.map((one, at) => (at === index ? made : one)) })))];
    return [hidden];
  }
  const given: readonly unknown[] = Object.values(trails).map((text) => ({ resource: { aws_cloudtrail: { main: awsTrail(text) } } }));

  test.each(given.map((one) => [one]))('%j', (one) => {
    const { resources } = declaredIn(JSON.stringify(one));
    const coverageOf = (of: readonly Resource[]): readonly Truth[] => lowerings.terraform(of).model.sinks.flatMap((sink) => coverage(sink).map(({ always }) => always));
    const known = coverageOf(resources);
    const hidden = resources.flatMap((resource) => variants(resource.body).map((body) => coverageOf([{ ...resource, body }])));
    expect(hidden.length).toBeGreaterThan(2);
    for (const truths of hidden) expect(truths.filter((truth, index) => truth !== 'maybe' && truth !== known[index])).toEqual([]);
    expect(hidden.some((truths) => truths.includes('maybe'))).toBe(true);
  });
});
