import { mentionsCall } from './calls/mentions.js';
import { mayCall } from './shell/names.js';

/**
 * Texts that every input holds in which something could be found: resource types, members of API shapes, and what may
 * bring in resources unseen. Type names and keys are literals: no function, join or anchor can make them, so a text without
 * any of these, and without an escape that could hide one, holds nothing that keytrail models. `--no-prefilter` reads those
 * texts as well, and reports the same: `scripts/compare-prefilter.mjs` and `test/read/prefilter.test.ts` hold it to that.
 */
const markers = [
  'Trail', 'EventSelectors', 'FieldSelectors', 'ReadWriteType', 'IncludeManagementEvents', 'ExcludeManagementEventSources', 'trailList', 'EventDataStore', 'IsLogging', 'StartIngestion',
  // Plans and states of Terraform that do not begin as they do.
  'format_version', 'terraform_version',
  'AWS::IAM::', 'AWS::SSO::', 'AWS::Organizations::', 'AWS::Serverless::', 'AWS::Budgets::', 'Custom::AWS', 'PolicyArn',
  // Nested stacks and StackSets. Every other template has `AWS::CloudFormation::Interface` or `::Init`.
  'AWS::CloudFormation::(?:Stack|CustomResource)', 'AWS::ServiceCatalog::CloudFormationPro', '::MODULE', 'Rain::', 'Transform', 'Fn::ForEach',
  // Permissions of a service of the Serverless Framework.
  'statements', 'anagedPolicies',
];

/** What holds a policy that stands for itself. In a template it is one of a bucket or a key, if no type above is there. */
const policies = ['Statement', 'PolicyDocument'];

/** One expression for all of them is three times as fast as a search for each. */
const WORDS = new RegExp(markers.join('|'), 'u');
const POLICIES = new RegExp(policies.join('|'), 'u');

/**
 * False only for texts that cannot hold a modelled thing. Calls are looked for as their readers do, in whatever case. What has an escape is read, whatever it
 * stands for, unless it is a template.
 */
export const mayMatter = (text: string): boolean =>
  WORDS.test(text) || ((text.includes('\\') || POLICIES.test(text)) && !isTemplateAlone(text)) || hidesLetters(text) || mentionsCall(text) || mayCallIn(text) || isServiceWithVariables(text);

/** True only for texts of one document, which is a template: its first key says so. */
const isTemplateAlone = (text: string): boolean => SAYS_FIRST.test(text) && !/\n(?:---|\.\.\.)/u.test(text) && !looksLikeService(text);

/** Behind comments and empty lines. */
const SAYS_FIRST = /^(?:---[ \t]*\r?\n)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?:AWSTemplateFormatVersion[ \t]*:|\{\s*"AWSTemplateFormatVersion"\s*:)/u;

/** Whether other templates may import a value from this one. An escape may write any letter. */
export const mayExport = (text: string): boolean => text.includes('Export') || hidesLetters(text);

export const mayImport = ofEach((text) => text.includes('ImportValue') || hidesLetters(text));

/** Of all escapes those of JSON and YAML that stand for letters, or join the lines around them. */
const hidesLetters = (text: string): boolean => text.includes('\\') && /\\[uUx\r\n]/u.test(text);

/**
 * Whether a call of the AWS CLI may be in a text, or in a script in one of its strings. There quotes have a backslash before them, and blanks may be
 * escapes; and a line end behind a backslash, which a shell takes away in the middle of a name as well, is two of them.
 */
const mayCallIn = (text: string): boolean => mayCall(text) || (text.includes('\\') && (/\\\\\\[nr]/u.test(text) || mayCall(text.replace(/\\+[nrt]/gu, ' ').replace(/\\/gu, ''))));

/** Variables of the Serverless Framework can make any value, and bring in other files. */
const isServiceWithVariables = (text: string): boolean => text.includes('${') && looksLikeService(text);

const looksLikeService = (text: string): boolean => text.includes('service') && text.includes('provider');

/** Whether a text that could not be read was meant to be one of ours. */
export const looksOurs = (text: string): boolean => /AWS::CloudTrail::|EventSelectors|trailList|EventDataStoreArn/u.test(text);

/** Whether a text that was not read, because nothing in it can matter, is a template or a service all the same. */
export const looksLikeTemplate = (text: string): boolean => (text.includes('Resources') && text.includes('AWS::')) || (looksLikeService(text) && text.includes('aws') && /^service\s*:/mu.test(text) && /^provider\s*:/mu.test(text));

/** Whether a template may take in other files, as nested stacks or snippets. */
export const mayUseOthers = ofEach((text) => hidesLetters(text) || users.some((user) => text.includes(user)));

/** What is asked of a text for each of its documents, one behind the other: they may be tens of thousands. */
function ofEach(test: (text: string) => boolean): (text: string) => boolean {
  let last: string | undefined;
  let answer = false;
  return (text) => {
    if (text !== last) [last, answer] = [text, test(text)];
    return answer;
  };
}

const users = ['AWS::CloudFormation::Stack', 'AWS::Serverless::Application', 'AWS::Include', 'file('];
