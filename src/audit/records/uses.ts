import type { Node } from '../../core/node.js';
import type { KmsUse } from '../audit.js';
import { accountOf, callerOf, partOf, textIn, textOf, timeOf, truthIn } from './record.js';
import { fieldsOf, type Fields, type Record } from './unwrap.js';

const SOURCE = /^kms\.amazonaws\.com(?:\.cn)?$/u;

/**
 * The KMS event of which a record tells, if it is a management event: copies of calls through a VPC endpoint are other events
 * (`NetworkActivity`), and say nothing of what a selector for management events lets through.
 */
export function useOf({ fields }: Record, file: string): KmsUse | undefined {
  if (!SOURCE.test(textOf(fields, 'eventsource')) || !isManagement(fields)) return undefined;
  const time = timeOf(textOf(fields, 'eventtime'));
  const name = textOf(fields, 'eventname');
  if (time === undefined || name === '') return undefined;
  const caller = callerOf(partOf(fields, 'useridentity').node);
  return {
    name,
    time,
    eventId: textIn(fields, 'eventid'),
    region: textOf(fields, 'awsregion'),
    account: accountOf(fields, caller),
    readOnly: truthIn(fields, 'readonly'),
    failure: textIn(fields, 'errorcode'),
    caller,
    sourceIPAddress: textOf(fields, 'sourceipaddress'),
    keys: keysOf(fields),
    file,
  };
}

/** Older records do not say the category; all that KMS had then was management. */
function isManagement(fields: Fields): boolean {
  const category = textOf(fields, 'eventcategory');
  return (category === '' || category === 'Management') && textOf(fields, 'eventtype') !== 'AwsVpceEvent';
}

/**
 * The keys of an event. KMS Developer Guide, "Find CloudTrail log entries": `resources` name the key of management operations (some
 * since December 2022 only), and `responseElements.keyId` the key even where the API answers nothing. Each is told once; aliases
 * are told as they were written, for what they stood for then is not known, and only where nothing else is said.
 */
function keysOf(fields: Fields): readonly string[] {
  const resources = itemsOf(fields.get('resources')).map(fieldsOf);
  const arns = resources.flatMap((resource) => {
    const arn = textIn(resource, 'arn');
    const type = textIn(resource, 'type');
    return arn !== undefined && (type === 'AWS::KMS::Key' || (type === undefined && arn.includes(':key/'))) ? [arn] : [];
  });
  const answered = textIn(fieldsOf(partOf(fields, 'responseelements').node), 'keyid');
  const asked = fieldsOf(partOf(fields, 'requestparameters').node);
  const written = ['keyid', 'targetkeyid', 'sourcekeyid', 'destinationkeyid'].map((name) => textIn(asked, name));
  const certain = [...arns, ...(answered === undefined ? [] : [answered])];
  return distinct([...certain, ...written.filter((key) => key !== undefined && (certain.length === 0 || !isAlias(key)))]);
}

const isAlias = (key: string): boolean => /^(?:arn:[^/]*:)?alias\//u.test(key);

/** An id whose ARN is there as well is the same key. */
function distinct(keys: readonly (string | undefined)[]): readonly string[] {
  const all = [...new Set(keys.filter((key) => key !== undefined))];
  return all.filter((key) => key.includes('/') || !all.some((other) => other.endsWith(`/${key}`)));
}

const itemsOf = (node: Node | undefined): readonly Node[] => (node?.kind === 'list' ? node.items : []);
