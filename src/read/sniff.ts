import { mayCall } from './shell/names.js';

/**
 * Texts that every input holds in which something could be found: resource types, members of API shapes, and what may
 * bring in resources unseen. Type names and keys are literals: no function, join or anchor can make them, so a text without
 * any of these, and without a backslash that could hide one, holds nothing that keytrail models.
 */
const markers = [
  'CloudTrail', 'EventSelectors', 'FieldSelectors', 'ReadWriteType', 'ExcludeManagementEventSources', 'trailList', 'TrailARN', 'EventDataStore', 'IsLogging', 'IsMultiRegionTrail', 'StartIngestion',
  'AWS::IAM::', 'AWS::SSO::', 'AWS::Organizations::', 'AWS::Serverless::', 'AWS::Budgets::', 'Custom::AWS', 'Statement', 'PolicyArn', 'PolicyDocument',
  // Calls, in the spellings of SDKs and scripts.
  'eventSelectors', 'event_selectors', 'event_data_store', 'eventDataStore', 'stopLogging', 'StopLogging', 'stop_logging', 'deleteTrail', 'DeleteTrail', 'delete_trail',
  'AWS::CloudFormation::', '::MODULE', 'Transform', 'Fn::ForEach',
  // Permissions of a service of the Serverless Framework.
  'statements', 'anagedPolicies',
];

/** False only for texts that cannot hold a modelled thing. */
export const mayMatter = (text: string): boolean => text.includes('\\') || markers.some((marker) => text.includes(marker)) || mayCall(text) || isServiceWithVariables(text);

/** Variables of the Serverless Framework can make any value, and bring in other files. */
const isServiceWithVariables = (text: string): boolean => text.includes('${') && looksLikeService(text);

const looksLikeService = (text: string): boolean => text.includes('service') && text.includes('provider');

/** Whether a text that could not be read was meant to be one of ours. */
export const looksOurs = (text: string): boolean => /AWS::CloudTrail::|EventSelectors|trailList|EventDataStoreArn/u.test(text);

/** Whether a text that was not read, because nothing in it can matter, is a template or a service all the same. */
export const looksLikeTemplate = (text: string): boolean => (text.includes('Resources') && text.includes('AWS::')) || (looksLikeService(text) && text.includes('aws') && /^service\s*:/mu.test(text) && /^provider\s*:/mu.test(text));

/** Whether a template may take in other files, as nested stacks or snippets; a backslash could hide it. */
export const mayUseOthers = (text: string): boolean => text.includes('\\') || users.some((user) => text.includes(user));

const users = ['AWS::CloudFormation::Stack', 'AWS::Serverless::Application', 'AWS::Include', 'file('];
