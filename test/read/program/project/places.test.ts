import { describe, expect, test } from 'vitest';
import type { Span } from '../../../../src/core/source.js';
import { lintTexts, range } from '../../../helpers/lint.js';

type Files = Readonly<Record<string, string>>;

const head = "import * as cdk from 'aws-cdk-lib';\nimport * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';\nimport { ManagementEventSources } from 'aws-cdk-lib/aws-cloudtrail';\nimport { Construct } from 'constructs';\n";

/** A stack `S` whose constructor has this body. */
const stack = (body: string, before = ''): string => `${head}${before}class S extends cdk.Stack {\n  constructor(scope: Construct, id: string, props?: cdk.StackProps) {\n    super(scope, id, props);\n    ${body}\n  }\n}\nnew S(new cdk.App(), 'S');\n`;

/** A trail that leaves out what the list in `sources` says. */
const quiet = (sources: string): string => `new cloudtrail.CfnTrail(this, 'T', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'logs', eventSelectors: [{ excludeManagementEventSources: ${sources} }] });`;

const KMS = 'ManagementEventSources.KMS';

interface Case {
  readonly files: Files;
  /** The related places are other culprits, not stations of the value on its way. */
  readonly others?: true;
}

const one = (text: string): Case => ({ files: { 'app.ts': text } });

/** In the files, ⟦ ⟧ stand around the primary place, « » around those related, in the order in which the value passed them. */
const cases: Readonly<Record<string, Case>> = {
  'the enum in place': one(stack(quiet(`[⟦${KMS}⟧]`))),
  'behind its namespace': one(stack(quiet(`[cloudtrail.ManagementEventSources.RDS_DATA_API, ⟦cloudtrail.${KMS}⟧]`))),
  'a string in place': one(stack(quiet("[⟦'kms.amazonaws.com'⟧]"))),
  'a constant of the same file': one(stack(quiet('[⟦QUIET⟧]'), `const QUIET = «${KMS}»;\n`)),
  'a list of the same file': one(stack(quiet('⟦QUIET⟧'), `const QUIET = [«${KMS}»];\n`)),
  'a constant of another file': { files: { 'app.ts': stack(quiet('[⟦QUIET⟧]'), "import { QUIET } from './sources';\n"), 'sources.ts': "export const QUIET = «'kms.amazonaws.com'»;\n" } },
  'a constant that goes through a third file': { files: { 'app.ts': stack(quiet('[⟦names.NOISY⟧]'), "import * as names from './names';\n"), 'names.ts': "export { QUIET as NOISY } from './sources';\n", 'sources.ts': "export const QUIET = «'kms.amazonaws.com'»;\n" } },
  'a default export': { files: { 'app.ts': stack(quiet('⟦sources⟧'), "import sources from './sources';\n"), 'sources.ts': "export default [«'kms.amazonaws.com'»];\n" } },
  'a member of an object of another file': { files: { 'app.ts': stack(quiet('[⟦config.audit.quiet⟧]'), "import { config } from './config';\n"), 'config.ts': "export const config = { audit: { quiet: «'kms.amazonaws.com'» } };\n" } },
  'a file of JSON': { files: { 'app.ts': stack(quiet('⟦config.quiet⟧'), "import config from './config.json';\n"), 'config.json': '{ "quiet": [«"kms.amazonaws.com"»] }\n' } },
  'the argument of a helper in another file': { files: { 'app.ts': stack(`quietTrail(this, [«${KMS}»]);`, "import { quietTrail } from './helper';\n"), 'helper.ts': `${head}export function quietTrail(scope: Construct, sources: string[]) {\n  ${quiet('⟦sources⟧').replace('this', 'scope')}\n}\n` } },
  'what a helper returns': { files: { 'app.ts': stack(quiet('⟦quietOnes()⟧'), "import { quietOnes } from './helper';\n"), 'helper.ts': "export const quietOnes = () => [«'kms.amazonaws.com'»];\n" } },
  'properties through a stack and a construct': {
    files: {
      'bin/app.ts': `import * as cdk from 'aws-cdk-lib';\nimport { AuditStack } from '../lib/stack';\nnew AuditStack(new cdk.App(), 'S', { quiet: [«'kms.amazonaws.com'»] });\n`,
      'lib/stack.ts': `${head}import { Audit } from './audit';\nexport interface AuditStackProps extends cdk.StackProps { quiet: string[] }\nexport class AuditStack extends cdk.Stack {\n  constructor(scope: Construct, id: string, props: AuditStackProps) {\n    super(scope, id, props);\n    new Audit(this, 'Audit', { sources: «props.quiet» });\n  }\n}\n`,
      'lib/audit.ts': `${head}export class Audit extends Construct {\n  constructor(scope: Construct, id: string, props: { sources: string[] }) {\n    super(scope, id);\n    ${quiet('⟦props.sources⟧')}\n  }\n}\n`,
    },
  },
  'an object that is spread': one(stack(`new cloudtrail.CfnTrail(this, 'T', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'logs', ...⟦QUIET⟧ });`, `const QUIET = { eventSelectors: [{ excludeManagementEventSources: [«${KMS}»] }] };\n`)),
  'a list that is spread': one(stack(quiet('[...⟦QUIET⟧]'), `const QUIET = [«${KMS}»];\n`)),
  'push': one(stack(`const sources: string[] = [];\n    sources.push(«${KMS}»);\n    ${quiet('⟦sources⟧')}`)),
  'concat': one(stack(quiet("OTHERS.concat(⟦'kms.amazonaws.com'⟧)"), "const OTHERS = ['rdsdata.amazonaws.com'];\n")),
  'a method that adds': one(stack(`const trail = new cloudtrail.Trail(this, 'T');\n    trail.addEventSelector(cloudtrail.DataResourceType.S3_OBJECT, ['arn:aws:s3:::x/'], {\n      excludeManagementEventSources: [⟦${KMS}⟧],\n    });`)),
  'a method of a class that adds': one(stack(`new Own(this, 'T').hush(«${KMS}»);`, 'class Own extends cloudtrail.Trail {\n  hush(source: ManagementEventSources) {\n    this.logAllS3DataEvents({ excludeManagementEventSources: [⟦source⟧] });\n  }\n}\n')),
  'an override': one(stack(`const trail = new cloudtrail.Trail(this, 'T');\n    (trail.node.defaultChild as cloudtrail.CfnTrail).addPropertyOverride('EventSelectors', [{ ExcludeManagementEventSources: [⟦'kms.amazonaws.com'⟧] }]);`)),
  'an override of one item': one(stack(`const trail = ${quiet("['rdsdata.amazonaws.com']")}\n    trail.addPropertyOverride('EventSelectors.0.ExcludeManagementEventSources.0', ⟦'kms.amazonaws.com'⟧);`)),
  'a property that is set': one(stack(`const trail = ${quiet("['rdsdata.amazonaws.com']")}\n    trail.eventSelectors = [{ excludeManagementEventSources: [⟦${KMS}⟧] }];`)),
  'a template': one(stack(quiet('[⟦`${SERVICE}.amazonaws.com`⟧]'), "const SERVICE = «'kms'»;\n")),
  'a template over several lines': one(stack(quiet('[⟦`kms.${⟧\n      SUFFIX}`]'), "const SUFFIX = «'amazonaws.com'»;\n")),
  'a sum of strings': one(stack(quiet("[⟦'kms' + SUFFIX⟧]"), "const SUFFIX = «'.amazonaws.com'»;\n")),
  'a lookup': one(stack(quiet('⟦QUIET[STAGE]⟧'), "const STAGE = 'prod';\nconst QUIET: Record<string, string[]> = { dev: [], prod: [«'kms.amazonaws.com'»] };\n")),
  'a lookup by context': {
    files: {
      'cdk.json': '{ "app": "npx ts-node app.ts", "context": { "stage": "prod" } }\n',
      'app.ts': stack(quiet("⟦QUIET[this.node.tryGetContext('stage')]⟧"), "const QUIET: Record<string, string[]> = { dev: [], prod: [«'kms.amazonaws.com'»] };\n"),
    },
  },
  'a list in the context': {
    files: { 'cdk.json': '{ "app": "npx ts-node app.ts", "context": { "quiet": [«"kms.amazonaws.com"»] } }\n', 'app.ts': stack(quiet("⟦this.node.tryGetContext('quiet')⟧")) },
  },
  'a loop over a list': one(stack(`for (const source of [«${KMS}»]) ${quiet('[⟦source⟧]')}`)),
  'map': one(stack(quiet("⟦['kms'].map((name) => «`${name}.amazonaws.com`»)⟧"))),
  'two selectors': { ...one(stack(`new cloudtrail.CfnTrail(this, 'T', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'logs', eventSelectors: [{ excludeManagementEventSources: [⟦${KMS}⟧] }, { excludeManagementEventSources: [«${KMS}»] }] });`)), others: true },
  'Pulumi': { files: { 'index.ts': "import * as aws from '@pulumi/aws';\nimport { quiet } from './quiet';\nnew aws.cloudtrail.Trail('t', { s3BucketName: 'logs', isMultiRegionTrail: true, eventSelectors: [{ excludeManagementEventSources: ⟦quiet⟧ }] });\n", 'quiet.ts': "export const quiet = [«'kms.amazonaws.com'»];\n" } },
  'cdktf': { files: { 'main.ts': "import { App, TerraformStack } from 'cdktf';\nimport { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';\nimport { quiet } from './quiet';\nnew Cloudtrail(new TerraformStack(new App(), 's'), 't', { s3BucketName: 'logs', isMultiRegionTrail: true, eventSelector: [{ excludeManagementEventSources: ⟦quiet⟧ }] });\n", 'quiet.ts': "export const quiet = [«'kms.amazonaws.com'»];\n" } },
  'a call of the SDK': { files: { 'app.ts': "import { CloudTrailClient, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';\nimport { QUIET } from './sources';\nawait new CloudTrailClient({}).send(new PutEventSelectorsCommand({ TrailName: 't', EventSelectors: [{ ExcludeManagementEventSources: [⟦QUIET⟧] }] }));\n", 'sources.ts': "export const QUIET = «'kms.amazonaws.com'»;\n" } },
  'a variable of the shell': { files: { 'a.sh': "QUIET=«kms.amazonaws.com»\naws cloudtrail put-event-selectors --trail-name t --event-selectors '[{\"ExcludeManagementEventSources\":[⟦\"'$QUIET'\"⟧]}]'\n" } },
  'a variable of the shell that holds it all': { files: { 'a.sh': "SELECTORS='[{\"ExcludeManagementEventSources\":[«\"kms.amazonaws.com\"»]}]'\naws cloudtrail put-event-selectors --trail-name t --event-selectors \"⟦$SELECTORS⟧\"\n" } },
  // Variables of Python are put in where they are used: what is told is where they are written.
  'a constant of Python': { files: { 'a.py': "import boto3\nQUIET = [⟦'kms.amazonaws.com'⟧]\nboto3.client('cloudtrail').put_event_selectors(TrailName='t', EventSelectors=[{'ExcludeManagementEventSources': QUIET}])\n" } },
};

interface Marked {
  readonly files: Files;
  readonly primary: readonly string[];
  readonly related: readonly string[];
}

/** The files without marks, and the places marked, as `path start-end`. */
function unmarked(files: Files): Marked {
  const plain: Record<string, string> = {};
  const places: Record<'⟦' | '«', string[]> = { '⟦': [], '«': [] };
  for (const [path, marked] of Object.entries(files)) {
    let text = '';
    const open: (readonly ['⟦' | '«', number])[] = [];
    for (const part of marked.split(/([⟦⟧«»])/u)) {
      if (part === '⟦' || part === '«') open.push([part, text.length]);
      else if (part === '⟧' || part === '»') {
        const [mark, start] = open.pop() ?? ['«', 0];
        places[mark].push(`${path} ${String(start)}-${String(text.length)}`);
      } else text += part;
    }
    plain[path] = text;
  }
  return { files: plain, primary: places['⟦'], related: places['«'] };
}

const placeOf = ({ span }: { readonly span: Span }): string => `${span.source.path} ${range(span).join('-')}`;

describe('kms-events-excluded', () => {
  test.each(Object.entries(cases))('%s', async (_name, { files: marked, others = false }) => {
    const { files, primary, related } = unmarked(marked);
    const open = (path: string): Uint8Array | string => (files[path] === undefined ? 'there is no such file' : new TextEncoder().encode(files[path]));
    const { findings, problems } = await lintTexts(files, { open });
    expect(problems).toEqual([]);
    expect(findings.map(({ rule, certainty }) => `${rule} ${certainty}`)).toEqual(['kms-events-excluded definite']);
    expect(findings.map((finding) => placeOf(finding.primary))).toEqual(primary);
    expect(findings.flatMap((finding) => finding.related.map(placeOf)).sort()).toEqual([...related].sort());
    expect(findings.flatMap(({ flow }) => flow.map(placeOf))).toEqual(related.length === 0 || others ? [] : [...related, ...primary]);
  });
});
