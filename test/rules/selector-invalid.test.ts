import { it } from 'vitest';
import { advanced, basic, holds, management, store, trail, type Case } from './cases.js';

const told = 'selector-invalid definite warning';
const data = 'DataResources: [{ Type: AWS::S3::Object, Values: [arn:aws:s3] }]';
const five = Array.from({ length: 5 }, () => 'ReadWriteType: All');
const fiveAdvanced = Array.from({ length: 5 }, () => [management]);
const many = (count: number): string => Array.from({ length: count }, (_, index) => `x${String(index)}`).join(', ');

const basicCases: readonly Case[] = [
  ['an unknown word', trail(basic('ReadWriteType: «Both»')), told],
  ['the wrong case', trail(basic('ReadWriteType: «readonly»')), told],
  ['a source in the wrong case excludes nothing', trail(basic('ExcludeManagementEventSources: [«Kms.amazonaws.com»]')), told],
  ['a source that cannot be excluded', trail(basic('ExcludeManagementEventSources: [rdsdata.amazonaws.com, «s3.amazonaws.com»]')), told],
  ['a star', trail(basic('ExcludeManagementEventSources: [«"*"»]')), told],
  ['None beside data events', trail(basic('ReadWriteType: All', `ReadWriteType: «None», ${data}`)), told],
  ['by the default of a parameter', trail(basic('ReadWriteType: «!Ref Log»'), 'Parameters: { Log: { Type: String, Default: all } }'), told],
  ['a value that is merely allowed', trail(basic('ReadWriteType: «!Ref Log»'), 'Parameters: { Log: { Type: String, Default: All, AllowedValues: [All, None] } }'), 'selector-invalid possible note when Log=None'],
  ['the sixth selector', trail(basic(...five, '«ReadWriteType»: All')), told],
  ['none: five', trail(basic(...five))],
  ['none: both sources that can be excluded, elsewhere taken', trail(basic('ReadWriteType: All', 'ReadWriteType: All, ExcludeManagementEventSources: [rdsdata.amazonaws.com]'))],
  ['both kinds', trail([...basic('ReadWriteType: All'), ...advanced([management])]).replace('Advanced', '«Advanced').replace('«AdvancedEventSelectors', '«AdvancedEventSelectors»'), told],
  ['both kinds, one of which excludes KMS', trail([...basic('ExcludeManagementEventSources: [«kms.amazonaws.com»]'), '«AdvancedEventSelectors»:', `  - FieldSelectors: [{ ${management} }]`]), 'kms-events-excluded possible warning', told],
  ['none: the other kind is empty', trail(['EventSelectors: []', ...advanced([management])])],
  ['an unknown value is no invalid one', trail(basic('ReadWriteType: «!ImportValue log»')), 'kms-writes-unlogged possible warning'],
];

const advancedCases: readonly Case[] = [
  ['a field in the wrong case', store(advanced(['Field: «eventcategory», Equals: [Management]'])), told],
  ['an unknown field', store(advanced([management, 'Field: «userAgent», Equals: [x]'])), told],
  ['a category in the wrong case', store(advanced(['Field: eventCategory, Equals: [«management»]'])), told],
  ['no category', store(['AdvancedEventSelectors:', '  - «Name»: x', '    FieldSelectors: [{ Field: readOnly, Equals: ["true", "false"] }]']), told],
  ['a category without a value', store(advanced(['«Field»: eventCategory'])), told],
  ['a field selector without a name', store(['AdvancedEventSelectors:', '  - FieldSelectors:', `      - { ${management} }`, '      - { «Equals»: [x] }']), told],
  ['a field selector without a value', store(advanced([management, '«Field»: eventName, NotEquals: []'])), told],
  ['another operator for the category', store(advanced(['Field: eventCategory, «StartsWith»: [Management]'])), told],
  ['a field of data events', store(advanced([management, 'Field: «resources.ARN», NotStartsWith: [arn:aws:s3]'])), told],
  ['a source of a trail that cannot be excluded', trail(advanced([management, 'Field: eventSource, NotEquals: [«s3.amazonaws.com»]'])), told],
  ['sources of a trail that are named one by one: what it would do is told too', trail(advanced([management, 'Field: eventSource, «Equals»: [«s3.amazonaws.com»]'])), told, 'kms-events-excluded definite error'],
  ['another operator for the source of a trail', trail(advanced([management, 'Field: eventSource, «NotStartsWith»: [rdsdata]'])), told],
  ['events that go to stores only', trail(advanced([management], ['Field: eventCategory, Equals: [«ActivityAuditLog»]'])), told],
  ['basic selectors of a store', store(['«EventSelectors»: [{ ReadWriteType: ReadOnly }]']), told],
  ['the sixth selector of a store', store(advanced(...fiveAdvanced, [management])).replace(/FieldSelectors(?=[^]*$)(?![^]*FieldSelectors)/u, '«FieldSelectors»'), told],
  ['more than 500 values', store(advanced([management, `Field: eventName, NotEquals: [${many(499)}, «last»]`])), told],
  ['none: 500 values', store(advanced([management, `Field: eventName, NotEquals: [${many(499)}]`]))],
  ['none: any field and operator of a store', store(advanced([management, 'Field: eventSource, NotEndsWith: [rdsdata.amazonaws.com]', 'Field: eventName, NotEquals: [AssumeRole]']))],
  ['none: six advanced selectors of a trail', trail(advanced(...fiveAdvanced, [management]))],
  ['none: what the service returned it has accepted', { 'a.json': '{"TrailARN":"arn:aws:cloudtrail:eu-west-1:111122223333:trail/t","EventSelectors":[{"ReadWriteType":"All","ExcludeManagementEventSources":["s3.amazonaws.com"]}]}' }],
];

it.each(basicCases)('basic: %s', holds());
it.each(advancedCases)('advanced: %s', holds());
