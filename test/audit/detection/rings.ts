import { detectionFor, languages, type Language } from '../../../src/audit/detection/index.js';
import type { RawRecord } from '../support.js';
import { matchesCloudWatch } from './cloudwatch-matcher.js';
import { matchesEventBridge, type Json } from './eventbridge-matcher.js';
import { matchesSigma, sigmaRule } from './sigma-matcher.js';

const texts = new Map(languages.map((language) => [language, detectionFor(language)]));
const textIn = (language: Language): string => texts.get(language) ?? '';
const pattern = JSON.parse(textIn('eventbridge')) as Json;
const rule = sigmaRule(textIn('sigma'));

/** As EventBridge hands a record over. EventBridge User Guide, "AWS service events delivered via AWS CloudTrail". */
export const envelope = (record: RawRecord): Json =>
  JSON.parse(JSON.stringify({ version: '0', id: 'id', 'detail-type': 'AWS API Call via CloudTrail', source: 'aws.cloudtrail', account: record['recipientAccountId'], time: record['eventTime'], region: record['awsRegion'], resources: [], detail: record })) as Json;

/** The languages in which the rule rings for a record. */
export function ringing(record: RawRecord): readonly Language[] {
  return languages.filter((language) => {
    switch (language) {
      case 'eventbridge':
        return matchesEventBridge(pattern, envelope(record));
      case 'cloudwatch':
        return matchesCloudWatch(textIn(language), record);
      case 'sigma':
        return matchesSigma(rule, record);
    }
  });
}
