import { describe, expect, it } from 'vitest';
import { callNames } from '../../../src/audit/audit.js';
import { detectionFor, languages, signs } from '../../../src/audit/detection/index.js';
import { lowerEventPattern } from '../../../src/lower/alarms/event-pattern.js';
import { lowerFilterPattern } from '../../../src/lower/alarms/filter-pattern.js';
import { matchesEvent, type Field, type Pattern, type Sample } from '../../../src/model/alarm/pattern.js';
import { parseFilterPattern } from '../../../src/read/filter-pattern.js';
import { parseJson } from '../../../src/read/text/json/json.js';
import type { Json } from './eventbridge-matcher.js';
import { sigmaRule } from './sigma-matcher.js';

const sourceOf = (text: string): { readonly path: string; readonly text: string; readonly bom: boolean } => ({ path: 'rule', text, bom: false });

function patterns(): readonly [string, Pattern][] {
  const [json] = parseJson(sourceOf(detectionFor('eventbridge'))).documents;
  const [filter] = parseFilterPattern(sourceOf(detectionFor('cloudwatch').trim())).documents;
  if (json === undefined || filter === undefined) throw new Error('not read');
  return [['eventbridge', lowerEventPattern(json)], ['cloudwatch', lowerFilterPattern(filter)]];
}

const sample = (eventName: string): Sample =>
  new Map<Field, string>([
    ['eventSource', 'cloudtrail.amazonaws.com'],
    ['eventName', eventName],
    ['source', 'aws.cloudtrail'],
    ['detail-type', 'AWS API Call via CloudTrail'],
  ]);

describe.each(patterns())('the linter reads the rule for %s', (_language, pattern) => {
  it.each(callNames)('and sees %s in it as the table has it', (name) => {
    expect(matchesEvent(pattern, sample(name), 'some')).toBe(signs[name] === 'nothing' ? 'no' : 'yes');
  });

  it('and no other call', () => {
    expect(matchesEvent(pattern, sample('PutInsightSelectors'), 'some')).toBe('no');
    expect(matchesEvent(pattern, new Map([...sample('StopLogging'), ['eventSource', 's3.amazonaws.com'], ['source', 'aws.s3']]), 'some')).toBe('no');
  });
});

describe('limits of the services', () => {
  it('a pattern of EventBridge has 2,048 characters at most', () => {
    expect(JSON.stringify(JSON.parse(detectionFor('eventbridge'))).length).toBeLessThanOrEqual(2048);
  });

  it('and only lists at the end of a way', () => {
    expect(ends(JSON.parse(detectionFor('eventbridge')) as Json)).toEqual(true);
  });

  it('a pattern of CloudWatch Logs has 1,024', () => {
    expect(detectionFor('cloudwatch').trim().length).toBeLessThanOrEqual(1024);
  });
});

/** What EventBridge refuses: a member that is neither an object nor a list, and `$or` of fewer than two. */
function ends(pattern: Json): boolean {
  if (typeof pattern !== 'object' || pattern === null || Array.isArray(pattern)) return false;
  return Object.entries(pattern).every(([member, value]: [string, Json]) => (member === '$or' ? Array.isArray(value) && value.length > 1 && value.every((one: Json) => ends(one)) : Array.isArray(value) ? value.length > 0 : ends(value)));
}

/** Sigma Specification 2.1.0, "Sigma Rules", and the conventions of SigmaHQ. */
describe('the Sigma rule', () => {
  const rule = sigmaRule(detectionFor('sigma'));

  it('has what a rule must have, and nothing else', () => {
    expect(Object.keys(rule)).toEqual(['title', 'id', 'status', 'description', 'references', 'author', 'date', 'tags', 'logsource', 'detection', 'falsepositives', 'level']);
    expect(rule.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    expect(rule.date).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
    expect(rule.title.length).toBeLessThanOrEqual(256);
    expect(['stable', 'test', 'experimental']).toContain(rule.status);
    expect(['informational', 'low', 'medium', 'high', 'critical']).toContain(rule.level);
    expect(rule.logsource).toEqual({ product: 'aws', service: 'cloudtrail' });
    expect(rule.tags).toContain('attack.t1562.008');
    for (const tag of rule.tags) expect(tag).toMatch(/^[a-z0-9_-]+\.[a-z0-9._-]+$/u);
    expect(new Set(rule.falsepositives).size).toBe(rule.falsepositives.length);
  });

  it('has only selections that its condition names, and values that are texts or booleans', () => {
    const { condition, ...selections } = rule.detection;
    expect(condition).toBe('selection_source and 1 of selection_call_* and not filter_failed');
    for (const [name, fields] of Object.entries(selections)) {
      expect(name).toMatch(/^(?:selection_source|selection_call_\d+|filter_failed)$/u);
      for (const value of Object.values(fields as Record<string, unknown>).flat()) expect(['string', 'boolean']).toContain(typeof value);
    }
  });
});

it.each(languages)('the text for %s ends in one line end', (language) => {
  expect(detectionFor(language)).toMatch(/[^\n]\n$/u);
});
