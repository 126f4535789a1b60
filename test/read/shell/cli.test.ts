import { expect, it } from 'vitest';
import type { Node } from '../../../src/core/node.js';
import { inputOf } from '../../../src/read/shell/cli/inputs.js';
import { invocationOf } from '../../../src/read/shell/cli/invocation.js';
import type { Field } from '../../../src/read/shell/values/expander.js';
import { verbatim } from '../../../src/read/shell/values/located.js';

/** Words as fields, each in a text of its own. */
const fieldsOf = (words: readonly string[]): readonly Field[] =>
  words.map((text) => {
    const value = verbatim({ path: 'a.sh', text, bom: false }, 0, text.length);
    return { value, origin: value.originOf(0, text.length), many: false };
  });

function plain(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries([...node.entries].map(([name, { value }]) => [name, plain(value)]));
    case 'unknown':
    case 'absent':
      return node.kind;
  }
}

const point = { start: 0, block: { parent: undefined, defines: '' } };

/** The operation and its input, `refused` where the CLI takes none of it. */
function callOf(words: readonly string[]): unknown {
  const invocation = invocationOf(fieldsOf(words));
  if (invocation === undefined) return 'no call';
  const { node, problems } = inputOf(invocation, point, () => 'no files');
  return problems.length > 0 ? 'refused' : [invocation.operation.name, plain(node)];
}

const selectors = (...words: readonly string[]): readonly string[] => ['cloudtrail', 'put-event-selectors', '--trail-name', 't', '--event-selectors', ...words];
const advanced = (...words: readonly string[]): readonly string[] => ['cloudtrail', 'put-event-selectors', '--trail-name', 't', '--advanced-event-selectors', ...words];
const basic = (...items: readonly unknown[]): unknown => ['PutEventSelectors', { TrailName: 't', EventSelectors: items }];
const fields = (...items: readonly unknown[]): unknown => ['PutEventSelectors', { TrailName: 't', AdvancedEventSelectors: items }];

/** What version 1.45 of the AWS CLI makes of these words; it turns booleans in the shorthand into such, which the lowering does here. */
const cases: readonly (readonly [words: readonly string[], call: unknown])[] = [
  [selectors('ReadWriteType=All,IncludeManagementEvents=true,ExcludeManagementEventSources=kms.amazonaws.com,rdsdata.amazonaws.com'), basic({ ReadWriteType: 'All', IncludeManagementEvents: 'true', ExcludeManagementEventSources: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'] })],
  [selectors('{"ReadWriteType":"All"}'), basic({ ReadWriteType: 'All' })],
  [selectors('{"ReadWriteType":"All"}', '{"ReadWriteType":"ReadOnly"}'), basic({ ReadWriteType: 'All' }, { ReadWriteType: 'ReadOnly' })],
  [['cloudtrail', 'put-event-selectors', '--trail', 't', '--event', 'ReadWriteType=All', 'ExcludeManagementEventSources=kms.amazonaws.com'], basic({ ReadWriteType: 'All' }, { ExcludeManagementEventSources: ['kms.amazonaws.com'] })],
  [advanced('FieldSelectors=[{Field=eventSource,NotEquals=kms.amazonaws.com}]'), fields({ FieldSelectors: [{ Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }] })],
  [
    advanced('Name=a b,FieldSelectors=[{Field=eventSource,NotEquals=[kms.amazonaws.com,\'x\']},{Field="eventCategory",Equals=Management}]'),
    fields({ Name: 'a b', FieldSelectors: [{ Field: 'eventSource', NotEquals: ['kms.amazonaws.com', 'x'] }, { Field: 'eventCategory', Equals: ['Management'] }] }),
  ],
  [
    selectors('ExcludeManagementEventSources=[kms.amazonaws.com],DataResources=[{Type=AWS::S3::Object,Values=[arn:aws:s3]}]'),
    basic({ ExcludeManagementEventSources: ['kms.amazonaws.com'], DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3'] }] }),
  ],
  [selectors("ExcludeManagementEventSources=\"kms.amazonaws.com\",'rdsdata.amazonaws.com' , IncludeManagementEvents = false"), basic({ ExcludeManagementEventSources: ['kms.amazonaws.com', 'rdsdata.amazonaws.com'], IncludeManagementEvents: 'false' })],
  [selectors('ExcludeManagementEventSources=kms.amazonaws.com,'), 'refused'],
  [selectors('ExcludeManagementEventSources=a\\,b,c'), basic({ ExcludeManagementEventSources: ['a,b', 'c'] })],
  [selectors('ExcludeManagementEventSources=x y,DataResources={Type=a}'), basic({ ExcludeManagementEventSources: ['x y'], DataResources: [{ Type: 'a' }] })],
  [selectors('[{"ReadWriteType":"All"}]', '--no-paginate', '--region', 'x'), basic({ ReadWriteType: 'All' })],
  [['cloudtrail', 'put-event-selectors', '--cli-input-json', '{"TrailName":"x","EventSelectors":[]}', '--trail-name', 'y'], ['PutEventSelectors', { TrailName: 'y', EventSelectors: [] }]],
  [['cloudtrail', 'create-event-data-store', '--name', 'n', '--no-multi-region-enabled', '--no-start-ingestion'], ['CreateEventDataStore', { Name: 'n', MultiRegionEnabled: false, StartIngestion: false }]],
  [['--region', 'x', 'cloudtrail', 'stop-logging', '--name=t', '--output', 'json'], ['StopLogging', { Name: 't' }]],
  [['cloudtrail', 'update-trail', '--name', 't', '--no-is-multi-region-trail'], ['UpdateTrail', { Name: 't', IsMultiRegionTrail: false }]],
  [selectors('ReadWriteType=All,ReadWriteType=ReadOnly'), 'refused'],
  [selectors('ReadWriteType=,IncludeManagementEvents=true'), basic({ ReadWriteType: '', IncludeManagementEvents: 'true' })],
  [advanced('FieldSelectors=[{Field=eventSource,NotEquals=kms.amazonaws.com,rdsdata.amazonaws.com}]'), 'refused'],
  [selectors('ReadWriteType'), 'refused'],
  [['cloudtrail', 'put-event-selectors', '--generate-cli-skeleton'], 'no call'],
  [['cloudtrail', 'put-event-selectors', 'help'], 'no call'],
  [['--version'], 'no call'],
];

it.each(cases)('%j', (words, call) => {
  expect(callOf(words)).toEqual(call);
});
