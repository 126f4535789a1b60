import { Code } from './hcl.js';
import type { Files } from './model.js';
import type { Configuration } from './policies-terraform.js';
import { camelCase, named, programOf, respelt, typescript, type Writing } from './programs.js';
import { awsTrail } from './terraform.js';
import type { TrailText } from './trails.js';

/** Lists are in the plural. */
const plural: Readonly<Record<string, string>> = {
  event_selector: 'eventSelectors',
  advanced_event_selector: 'advancedEventSelectors',
  field_selector: 'fieldSelectors',
  data_resource: 'dataResources',
  starts_with: 'startsWiths',
  not_starts_with: 'notStartsWiths',
  inline_policy: 'inlinePolicies',
  statement: 'statements',
  condition: 'conditions',
};

const spelling = (name: string): string => plural[name] ?? camelCase(name);
const head = "import * as pulumi from '@pulumi/pulumi';\nimport * as aws from '@pulumi/aws';\n";

const given = (trail: TrailText): unknown => respelt(awsTrail(trail), spelling);
const made = (body: string, before = ''): Files => ({ 'index.ts': `${head}${before}new aws.cloudtrail.Trail('sink', ${body});\n` });

function withNames(trail: TrailText, write: (values: Readonly<Record<string, unknown>>, body: string) => Files): Files {
  const values: Record<string, unknown> = {};
  const body = named(given(trail), values);
  return write(values, typescript(body));
}

const declared = (values: Readonly<Record<string, unknown>>, make: (value: unknown) => string): string => Object.entries(values).map(([name, value]) => `const ${name} = ${make(value)};\n`).join('');

/** A trail in every way to write it for Pulumi. */
export const pulumiForms: Readonly<Record<string, (trail: TrailText) => Files>> = {
  literals: (trail) => made(typescript(given(trail))),
  'the package of the service': (trail) => ({ 'index.ts': `import { Trail } from '@pulumi/aws/cloudtrail';\nnew Trail('sink', ${typescript(given(trail))}, { protect: true });\n` }),
  CommonJS: (trail) => ({ 'index.js': `'use strict';\nconst aws = require('@pulumi/aws');\nconst trail = new aws.cloudtrail.Trail('sink', ${typescript(given(trail))});\nexports.arn = trail.arn;\n` }),
  'the component of awsx': (trail) => ({ 'index.ts': `import * as awsx from '@pulumi/awsx';\nnew awsx.cloudtrail.Trail('sink', ${typescript(given(trail))});\n` }),
  outputs: (trail) => withNames(trail, (values, body) => made(body, declared(values, (value) => `pulumi.output(${typescript(value)})`))),
  'outputs that are applied': (trail) => withNames(trail, (values, body) => made(body, declared(values, (value) => `pulumi.all([${typescript(value)}, pulumi.output('x')]).apply(([one]) => one)`))),
  promises: (trail) => withNames(trail, (values, body) => made(body, declared(values, (value) => `Promise.resolve(${typescript(value)}).then((one) => one)`))),
  'a component': (trail) => withNames(trail, (values, body) => ({ 'index.ts': `${head}class Audit extends pulumi.ComponentResource {\nconstructor(name: string, private readonly args: Record<string, any>, opts?: pulumi.ComponentResourceOptions) {\nsuper('org:audit:Audit', name, args, opts);\nconst { ${Object.keys(values).join(', ')} } = this.args;\nnew aws.cloudtrail.Trail(\`\${name}-trail\`, ${body}, { parent: this });\n}\n}\nnew Audit('audit', ${typescript(values)});\n` })),
  'an asynchronous program': (trail) => ({ 'index.ts': `${head}export = async () => {\nconst identity = await aws.getCallerIdentity({});\nconst trail = new aws.cloudtrail.Trail('sink', ${typescript(given(trail))});\nreturn { arn: trail.arn, account: identity.accountId };\n};\n` }),
  'aws-native': (trail) => ({ 'index.ts': `import * as native from '@pulumi/aws-native';\nnew native.cloudtrail.Trail('sink', ${typescript(respelt(trail, (name) => name.charAt(0).toLowerCase() + name.slice(1)))});\n` }),
};

const writing = (document: Writing['document']): Writing => ({
  spelling,
  document,
  attribute: (variable, name) => `${variable}.${camelCase(name)}`,
  declaration: (type, variable, body) => {
    if (type === 'data.aws_iam_policy_document') return `const ${variable} = aws.iam.getPolicyDocumentOutput(${body});`;
    const [, service = '', rest = ''] = /^aws_([a-z]+)_(\w+)$/u.exec(type) ?? [];
    return `const ${variable} = new aws.${service}.${camelCase(`_${rest}`)}('${variable}', ${body});`;
  },
});

/** The documents of policies in every way to write them for Pulumi. */
export const pulumiPolicyForms: Readonly<Record<string, (configuration: Configuration) => Files>> = Object.fromEntries(
  Object.entries({
    objects: (document) => document,
    'JSON.stringify': (document) => new Code(`JSON.stringify(${typescript(document)})`),
    'pulumi.jsonStringify': (document) => new Code(`pulumi.jsonStringify(${typescript(document)})`),
    strings: (document) => JSON.stringify(document),
    'pulumi.interpolate': (document) => new Code(`pulumi.interpolate\`${JSON.stringify(document, null, 2).replaceAll('\\', '\\\\').replaceAll('${', () => '\\${')}\``),
    apply: (document) => new Code(`pulumi.output(${typescript(document)}).apply((document) => JSON.stringify(document))`),
  } satisfies Readonly<Record<string, Writing['document']>>).map(([name, document]) => [name, (configuration: Configuration): Files => ({ 'index.ts': head + programOf(configuration, writing(document)) })]),
);
