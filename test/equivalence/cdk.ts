import { stringify } from 'yaml';
import { Code } from './hcl.js';
import type { Files } from './model.js';
import { named, respelt, typescript } from './programs.js';
import { trails, type TrailText } from './trails.js';

type Properties = Readonly<Record<string, unknown>>;

/** An L1 construct of CloudTrail: its class, and what it takes. */
export interface LevelOne {
  readonly name: 'CfnTrail' | 'CfnEventDataStore';
  readonly type: string;
  readonly properties: Properties;
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** `Equals` is a method of every object in other languages of the CDK. */
const spelling = (name: string): string => (name === 'Equals' ? 'equalTo' : lowerFirst(name));

const head = `import * as cdk from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';
`;

/** A stack `S` in which `body` is made, behind what else the file says. */
export const app = (body: string, before = ''): string => `${head}${before}
class Audit extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);
${body}
  }
}
const app = new cdk.App();
new Audit(app, 'S');
`;

const given = ({ properties }: LevelOne): unknown => respelt(properties, spelling);
/** What synthesis refuses to be without. */
const required: Readonly<Record<LevelOne['name'], Properties>> = { CfnTrail: { isLogging: true, s3BucketName: 'logs' }, CfnEventDataStore: {} };
const construct = ({ name }: LevelOne, body: unknown): string => `new cloudtrail.${name}(this, 'Sink', ${typescript(body)} as any)`;

function withNames(one: LevelOne, write: (values: Properties, body: unknown) => Files): Files {
  const values: Record<string, unknown> = {};
  const body = named(given(one), values);
  return write(values, body);
}

const each = (values: Properties, write: (name: string, value: unknown) => string): string => Object.entries(values).map(([name, value]) => write(name, value)).join('');

/** An L1 construct of CloudTrail in every way to write it; the first file is the one that is read. */
export const levelOneForms: Readonly<Record<string, (one: LevelOne) => Files>> = {
  literals: (one) => ({ 'app.ts': app(`${construct(one, given(one))};`) }),
  CommonJS: (one) => ({ 'app.js': `const { App, Stack } = require('aws-cdk-lib');\nconst { ${one.name} } = require('aws-cdk-lib/aws-cloudtrail');\nnew ${one.name}(new Stack(new App(), 'S'), 'Sink', ${typescript(given(one))});\n` }),
  'namespaces of the whole library': (one) => ({ 'app.ts': `import { App, Stack, aws_cloudtrail as trails } from 'aws-cdk-lib';\nconst stack = new Stack(new App(), 'S');\nconst props: trails.${one.name}Props = ${typescript(given(one))} as any;\nnew trails.${one.name}(stack, 'Sink', { ...props });\n` }),
  'version 1': (one) => ({ 'app.ts': `import * as cdk from '@aws-cdk/core';\nimport { ${one.name} } from '@aws-cdk/aws-cloudtrail';\nnew ${one.name}(new cdk.Stack(new cdk.App(), 'S'), 'Sink', ${typescript(given(one))});\n` }),
  'constants of another file': (one) =>
    withNames(one, (values, body) => ({
      'bin/app.ts': app(`${construct(one, body)};`, `import { ${Object.keys(values).join(', ')} } from '../lib/values';\n`),
      'lib/values.ts': each(values, (name, value) => `export const ${name} = ${typescript(value)};\n`),
    })),
  'a class in another file': (one) =>
    withNames(one, (values, body) => ({
      'bin/app.ts': app(`new Logging(this, 'Logging', ${typescript(values)});`, "import { Logging } from '../lib/logging';\n"),
      'lib/logging.ts': `${head}export class Logging extends Construct {\nconstructor(scope: Construct, id: string, { ${Object.keys(values).join(', ')} }: Record<string, any>) {\nsuper(scope, id);\n${construct(one, body)};\n}\n}\n`,
    })),
  'properties that are set': (one) => ({ 'app.ts': app(`const sink = ${construct(one, required[one.name])};\n${each(given(one) as Properties, (name, value) => `sink.${name} = ${typescript(value)} as any;\n`)}`) }),
  overrides: (one) => ({ 'app.ts': app(`const sink = ${construct(one, required[one.name])};\n${each(one.properties, (name, value) => `sink.addPropertyOverride('${name}', ${typescript(value)});\n`)}`) }),
  'overrides of the resource': (one) => ({ 'app.ts': app(`const sink = ${construct(one, required[one.name])};\n${each(one.properties, (name, value) => `sink.addOverride('Properties.${name}', ${typescript(value)});\n`)}`) }),
  'CfnResource': (one) => ({ 'app.ts': app(`new cdk.CfnResource(this, 'Sink', { type: '${one.type}', properties: ${typescript(one.properties)} });`) }),
  CfnParameter: (one) =>
    withNames(one, (values, body) => {
      const declared = each(values, (name, value) => `const p${name} = new cdk.CfnParameter(this, 'P${name}', ${typescript(Array.isArray(value) ? { type: 'CommaDelimitedList', default: value.join(',') } : { type: 'String', default: String(value) })});\n`);
      const used = typescript(body).replaceAll(/\bv\d+\b/gu, (name) => (Array.isArray(values[name]) ? `p${name}.valueAsList` : typeof values[name] === 'string' ? `p${name}.valueAsString` : `(p${name}.value as any)`));
      return { 'app.ts': app(`${declared}${construct(one, new Code(used))};`) };
    }),
  'Fn.conditionIf': (one) =>
    withNames(one, (values, body) => {
      const used = typescript(body).replaceAll(/\bv\d+\b/gu, (name) => `cdk.Fn.conditionIf(yes.logicalId, ${typescript(values[name])}, cdk.Aws.NO_VALUE)${typeof values[name] === 'string' ? '.toString()' : ''}`);
      return { 'app.ts': app(`const yes = new cdk.CfnCondition(this, 'Yes', { expression: cdk.Fn.conditionEquals('a', 'a') });\n${construct(one, new Code(used))};`) };
    }),
  'context of the app': (one) =>
    withNames(one, (values, body) => {
      const used = typescript(body).replaceAll(/\bv\d+\b/gu, (name) => `this.node.tryGetContext('${name}')`);
      return { 'bin/app.ts': app(`${construct(one, new Code(used))};`).replace('new cdk.App()', `new cdk.App({ context: ${typescript(values)} })`) };
    }),
  'CfnInclude': ({ type, properties }) => ({
    'app.ts': app("new CfnInclude(this, 'Included', { templateFile: 't.yaml' });", "import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';\n"),
    't.yaml': stringify({ Resources: { Sink: { Type: type, Properties: properties } } }),
  }),
  'a nested stack': (one) => ({ 'app.ts': app("new Inner(this, 'Inner');", `class Inner extends cdk.NestedStack {\nconstructor(scope: Construct, id: string) {\nsuper(scope, id);\n${construct(one, given(one))};\n}\n}\n`) }),
};

/** Why the L2 construct cannot express a trail without its L1 construct. */
interface Cannot {
  readonly cannot: string;
}

const withData = ({ EventSelectors = [], ...rest }: TrailText): TrailText => ({ ...rest, EventSelectors: EventSelectors.map((one) => ({ ...one, DataResources: [{ Type: 'AWS::S3::Object', Values: ['arn:aws:s3:::logs/'] }] })) });

const make = (props: string, ...methods: readonly string[]): string => `const sink = new cloudtrail.Trail(this, 'Sink', { ${props} });\n${methods.map((method) => `sink.${method};\n`).join('')}`;
const add = (options: string): string => `addEventSelector(cloudtrail.DataResourceType.S3_OBJECT, ['arn:aws:s3:::logs/'], { ${options} })`;
const KMS = 'cloudtrail.ManagementEventSources.KMS';
const RDS = 'cloudtrail.ManagementEventSources.RDS_DATA_API';

const levelTwo: Readonly<Record<string, string | Cannot>> = {
  'no selectors': make(''),
  'one Region': make('isMultiRegionTrail: false'),
  'not logging': { cannot: 'its trails log' },
  'KMS excluded': make('', add(`readWriteType: cloudtrail.ReadWriteType.ALL, includeManagementEvents: true, excludeManagementEventSources: [${KMS}]`)),
  'KMS and RDS excluded, without a word on the rest': make('', add(`excludeManagementEventSources: [${KMS}, ${RDS}]`)),
  'reads alone': make('managementEvents: cloudtrail.ReadWriteType.READ_ONLY'),
  'data alone': make('managementEvents: cloudtrail.ReadWriteType.NONE', 'logAllS3DataEvents({ readWriteType: cloudtrail.ReadWriteType.ALL })'),
  'excluded, and taken back in': make('', add(`readWriteType: cloudtrail.ReadWriteType.ALL, excludeManagementEventSources: [${KMS}]`), add('readWriteType: cloudtrail.ReadWriteType.WRITE_ONLY')),
  'advanced, KMS excluded': { cannot: 'it has no advanced event selectors' },
  'advanced, two selectors': { cannot: 'it has no advanced event selectors' },
};

/**
 * The trails that the L2 construct can express by itself, and those that it cannot, with the reason. It takes sources out only
 * by methods that add selectors of data events: with them, the trail is that of the table and these data events.
 */
export const levelTwoTrails: readonly (readonly [name: string, trail: TrailText, program: string])[] = Object.entries(levelTwo).flatMap(([name, body]) => {
  const trail = trails[name];
  return typeof body === 'string' && trail !== undefined ? [[name, body.includes('addEventSelector') ? withData(trail) : trail, app(body)] as const] : [];
});
export const beyondLevelTwo: readonly (readonly [string, string])[] = Object.entries(levelTwo).flatMap(([name, body]) => (typeof body === 'string' ? [] : [[name, body.cannot] as const]));

const hatches: Readonly<Record<string, (trail: TrailText) => string>> = {
  'the L1 construct in it, set': (trail) => Object.entries(trail).map(([name, value]) => `level1.${lowerFirst(name)} = ${typescript(respelt(value, spelling))} as any;\n`).join(''),
  'the L1 construct in it, overridden': (trail) => Object.entries(trail).map(([name, value]) => `level1.addPropertyOverride('${name}', ${typescript(value)});\n`).join(''),
};

/** The L2 construct, whose L1 construct is then given every trail. */
export const hatchForms: Readonly<Record<string, (trail: TrailText) => Files>> = Object.fromEntries(
  Object.entries(hatches).map(([name, write]) => [name, (trail: TrailText): Files => ({ 'app.ts': app(`const sink = new cloudtrail.Trail(this, 'Sink');\nconst level1 = sink.node.defaultChild as cloudtrail.CfnTrail;\n${write(trail)}`) })]),
);
