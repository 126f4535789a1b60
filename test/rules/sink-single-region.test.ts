import { it } from 'vitest';
import { advanced, bareTrail, basic, holds, resource, store, type Case } from './cases.js';

const told = 'sink-single-region definite note';
const perhaps = 'sink-single-region possible note';
const arn = 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t';

const cases: readonly Case[] = [
  ['a trail by default: at its name', bareTrail(['IsLogging: true']).replace('Trail:', '«Trail»:'), told],
  ['a trail as written', bareTrail(['IsLogging: true', 'IsMultiRegionTrail: «no»']), told],
  ['a store', store(['MultiRegionEnabled: «"false"»']), told],
  ['by the default of a parameter', store(['MultiRegionEnabled: «!Ref Wide»'], 'Parameters: { Wide: { Type: String, Default: "false" } }'), told],
  ['a value that is merely allowed', store(['MultiRegionEnabled: «!Ref Wide»'], 'Parameters: { Wide: { Type: String, Default: "true", AllowedValues: ["true", "false"] } }'), 'sink-single-region possible note when Wide=false'],
  ['an unknown value', bareTrail(['IsLogging: true', 'IsMultiRegionTrail: «!ImportValue wide»']), perhaps],
  ['NoValue is the default: at its name', bareTrail(['IsLogging: true', 'IsMultiRegionTrail: !Ref AWS::NoValue']).replace('Trail:', '«Trail»:'), told],
  ['in one Region only', bareTrail(['IsLogging: true', 'IsMultiRegionTrail: !If [Home, true, «false»]'], 'Conditions: { Home: !Equals [!Ref AWS::Region, eu-west-1] }'), 'sink-single-region definite note when AWS::Region=another value'],
  ['describe-trails joined with selectors', { 'a.json': `{"trailList":[{"TrailARN":"${arn}","IsMultiRegionTrail":«false»}]}`, 'b.json': `{"TrailARN":"${arn}","EventSelectors":[{}]}` }, told],
  ['describe-trails alone: whether it logs KMS is not known', { 'a.json': `{"trailList":[{"TrailARN":"${arn}","IsMultiRegionTrail":«false»}]}` }, perhaps],
  ['half of the events are still some', bareTrail(['IsLogging: true', 'IsMultiRegionTrail: «false»', ...basic('ReadWriteType: «WriteOnly»')]), told, 'kms-reads-unlogged definite warning'],
  ['none where KMS is lost altogether: the other rule', bareTrail(['IsLogging: true', ...basic('ExcludeManagementEventSources: [«kms.amazonaws.com»]')]), 'kms-events-excluded definite error'],
  ['none: data events only', bareTrail(['IsLogging: true', ...advanced(['Field: eventCategory, Equals: [«Data»]', 'Field: resources.type, Equals: [AWS::S3::Object]'])]), 'management-events-unlogged definite error'],
  ['none: a store is for all Regions by default', store([])],
  ['none: the input of a call does not speak of Regions', { 'a.json': '{"TrailName":"t","EventSelectors":[{"ReadWriteType":"All"}]}' }],
  ['two trails for one Region each are two notes', bareTrail(['IsLogging: true', 'IsMultiRegionTrail: «false»']) + resource('Other', ['IsLogging: true', 'IsMultiRegionTrail: «false»']), told, told],
];

it.each(cases)('%s', holds());
