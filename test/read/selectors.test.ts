import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../helpers/lint.js';

const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/audit';
const other = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/other';
const store = 'arn:aws:cloudtrail:us-east-1:111122223333:eventdatastore/1';
const excluding = [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: ['kms.amazonaws.com'] }];
const everything = [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }];
const noKms = [{ Name: 'x', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }] }];
const excluded = 'kms-events-excluded definite error «"kms.amazonaws.com"»';

interface Case {
  readonly files: Readonly<Record<string, unknown>>;
  readonly expected: readonly string[];
  readonly problems?: readonly string[];
  /** The addresses of the sinks, where they matter. */
  readonly sinks?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'input of put-event-selectors': { files: { 'a.json': { TrailName: 'audit', EventSelectors: excluding } }, expected: [excluded], sinks: ['audit'] },
  'input with advanced selectors': { files: { 'a.json': { TrailName: arn, AdvancedEventSelectors: noKms } }, expected: [excluded], sinks: [arn] },
  'a bare list': { files: { 'a.json': excluding }, expected: [excluded], sinks: ['a'] },
  'a bare list of advanced selectors': { files: { 'a.json': noKms }, expected: [excluded] },
  'a single selector': { files: { 'a.json': excluding[0] }, expected: [excluded] },
  'output of get-event-selectors': { files: { 'a.json': { TrailARN: arn, EventSelectors: excluding } }, expected: [excluded], sinks: [arn] },
  'output with the unused kind empty': { files: { 'a.json': { TrailARN: arn, EventSelectors: [], AdvancedEventSelectors: noKms } }, expected: [excluded] },
  'describe-trails, get-trail-status and get-event-selectors are joined': {
    files: {
      'a.json': { trailList: [{ Name: 'audit', TrailARN: arn, IsMultiRegionTrail: false, HasCustomEventSelectors: true }] },
      'audit-status.json': { IsLogging: false, LatestDeliveryTime: 1 },
      'c.json': { TrailARN: arn, EventSelectors: excluding },
    },
    expected: ['sink-not-recording definite error «false»'],
    sinks: [arn],
  },
  'get-trail joined by name': {
    files: { 'a.json': { Trail: { Name: 'audit', IsMultiRegionTrail: true, HasCustomEventSelectors: true } }, 'b.json': { TrailARN: arn, EventSelectors: excluding } },
    expected: [excluded],
    sinks: [arn],
  },
  'another folder is another state': {
    files: { 'x/a.json': { trailList: [{ Name: 'audit', TrailARN: arn, IsMultiRegionTrail: true, HasCustomEventSelectors: true }] }, 'y/b.json': { TrailARN: arn, EventSelectors: everything } },
    expected: [],
    problems: [`The event selectors of \`${arn}\` are not among the files read: add the output of \`get-event-selectors\``],
    sinks: [arn, arn],
  },
  'two outputs about one trail are two states': {
    files: { 'before.json': { TrailARN: arn, EventSelectors: everything }, 'later.json': { TrailARN: arn, EventSelectors: excluding } },
    expected: [excluded],
    sinks: [arn, arn],
  },
  'no custom selectors: the defaults': {
    files: { 'a.json': { trailList: [{ Name: 'audit', TrailARN: arn, IsMultiRegionTrail: true, HasCustomEventSelectors: false }] } },
    expected: [],
  },
  'another trail of the account makes up for it': {
    files: {
      'a.json': { trailList: [{ TrailARN: arn, IsMultiRegionTrail: true, IsOrganizationTrail: false }, { TrailARN: other, IsMultiRegionTrail: true, IsOrganizationTrail: false }] },
      'b.json': { TrailARN: arn, EventSelectors: excluding },
      'c.json': { TrailARN: other, EventSelectors: everything },
    },
    expected: ['kms-events-excluded definite note «"kms.amazonaws.com"»'],
  },
  'whether the other sees as much is not known': {
    files: { 'b.json': { TrailARN: arn, EventSelectors: excluding }, 'c.json': { TrailARN: other, EventSelectors: everything } },
    expected: [excluded],
  },
  'get-event-data-store, stopped': {
    files: { 'a.json': { EventDataStoreArn: store, Name: 's', Status: 'STOPPED_INGESTION', AdvancedEventSelectors: noKms, MultiRegionEnabled: true, OrganizationEnabled: false } },
    expected: ['sink-not-recording definite error «"STOPPED_INGESTION"»'],
    sinks: [store],
  },
  'update-event-data-store': { files: { 'a.json': { EventDataStore: store, AdvancedEventSelectors: noKms } }, expected: [excluded] },
  'update-event-data-store that leaves selectors alone': { files: { 'a.json': { EventDataStore: store, MultiRegionEnabled: false } }, expected: ['sink-single-region possible note «false»'] },
  'create-event-data-store': { files: { 'a.json': { Name: 's', StartIngestion: false, AdvancedEventSelectors: noKms } }, expected: ['sink-not-recording definite error «false»'] },
  'create-event-data-store without selectors': { files: { 'a.json': { Name: 's', StartIngestion: false } }, expected: ['sink-not-recording definite error «false»'] },
  'list-event-data-stores names no selectors': { files: { 'a.json': { EventDataStores: [{ EventDataStoreArn: store, Name: 's', Status: 'ENABLED' }] } }, expected: [] },
};

describe('documents of the CloudTrail API', () => {
  test.each(Object.entries(cases))('%s', async (_name, { files, expected, problems, sinks }) => {
    for (const indent of [undefined, 2]) {
      const report = await lintTexts(Object.fromEntries(Object.entries(files).map(([path, value]) => [path, JSON.stringify(value, null, indent)])));
      expect(toldAll(report)).toEqual(expected);
      expect(report.problems.map(({ message }) => message)).toEqual(problems ?? []);
      if (sinks !== undefined) expect(report.coverage.map(({ sink }) => sink)).toEqual(sinks);
    }
  });
});
