import { Code } from './hcl.js';
import type { Files } from './model.js';
import type { Configuration } from './policies-terraform.js';
import { camelCase, named, programOf, respelt, typescript, type Writing } from './programs.js';
import { awsccTrail, awsTrail } from './terraform.js';
import type { TrailText } from './trails.js';

const spelling = (name: string): string => (name === 'equals' ? 'equalTo' : camelCase(name));
const classOf = (type: string): string => camelCase(`_${type.replace(/^aws(?:cc)?_/u, '').replace(/^data\./u, 'data_')}`);
/** Each class is in a namespace of its own. */
const qualified = (type: string): string => `${type.startsWith('awscc_') ? 'awscc' : 'aws'}.${classOf(type).charAt(0).toLowerCase()}${classOf(type).slice(1)}.${classOf(type)}`;

const program = (classes: readonly string[], body: string, head = ''): string => `import { App, Fn, TerraformStack } from 'cdktf';
import { Construct } from 'constructs';
${classes.map((name) => `import { ${name} } from '@cdktf/provider-aws/lib/${name.toLowerCase()}';\n`).join('')}${head}
class Audit extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
${body}
  }
}
const app = new App();
new Audit(app, 'audit');
app.synth();
`;

const given = (trail: TrailText): Readonly<Record<string, unknown>> => respelt(awsTrail(trail), spelling) as Record<string, unknown>;
const made = (body: unknown, more = '', head = ''): Files => ({ 'main.ts': program(['Cloudtrail'], `const sink = new Cloudtrail(this, 'sink', ${typescript(body)});\n${more}`, head) });

/** A trail in every way to write it for cdktf. */
export const cdktfForms: Readonly<Record<string, (trail: TrailText) => Files>> = {
  literals: (trail) => made(given(trail)),
  'a generated provider': (trail) => ({ 'src/main.ts': `import * as cdktf from 'cdktf';\nimport * as aws from '../.gen/providers/aws';\nconst stack = new cdktf.TerraformStack(new cdktf.App(), 'audit');\nnew aws.cloudtrail.Cloudtrail(stack, 'sink', ${typescript(given(trail))});\n` }),
  'CDK Terrain': (trail) => ({ 'main.ts': program(['Cloudtrail'], `new Cloudtrail(this, 'sink', ${typescript(given(trail))});`).replaceAll('cdktf', 'cdktn') }),
  'CommonJS': (trail) => ({ 'main.js': `const { TerraformStack, App } = require('cdktf');\nconst { cloudtrail } = require('@cdktf/provider-aws');\nconst stack = new TerraformStack(new App(), 'audit');\nnew cloudtrail.Cloudtrail(stack, 'sink', ${typescript(given(trail))});\n` }),
  constants: (trail) => {
    const values: Record<string, unknown> = {};
    const body = named(given(trail), values);
    return { ...made(body, '', `import { ${Object.keys(values).join(', ')} } from './values';\n`), 'values.ts': Object.entries(values).map(([name, value]) => `export const ${name} = ${typescript(value)};\n`).join('') };
  },
  'assignments and put': (trail) => {
    const lines = Object.entries(given(trail)).map(([name, value]) => (Array.isArray(value) ? `sink.put${name.charAt(0).toUpperCase()}${name.slice(1)}(${typescript(value)});` : `sink.${name} = ${typescript(value)};`));
    return made({}, lines.join('\n'));
  },
  overrides: (trail) => made({}, Object.entries(awsTrail(trail)).map(([name, value]) => `sink.addOverride('${name}', ${typescript(value)});`).join('\n')),
  'a class of its own': (trail) => {
    const values: Record<string, unknown> = {};
    const body = named(given(trail), values);
    const names = Object.keys(values).join(', ');
    return { 'main.ts': program(['Cloudtrail'], `new Logging(this, 'logging', ${typescript(values)});`, `class Logging extends Construct {\nconstructor(scope: Construct, id: string, { ${names} }: Record<string, any>) {\nsuper(scope, id);\nnew Cloudtrail(this, 'sink', ${typescript(body)});\n}\n}\n`) };
  },
  variables: (trail) => {
    const values: Record<string, unknown> = {};
    const body = named(given(trail), values);
    const head = `import { TerraformVariable } from 'cdktf';\n`;
    const declared = Object.entries(values).map(([name, value]) => `const ${name} = new TerraformVariable(this, '${name}', { default: ${typescript(value)} })`).join(';\n');
    const used = typescript(body).replaceAll(/\bv\d+\b/gu, (name) => `${name}.value`);
    return { 'main.ts': program(['Cloudtrail'], `${declared};\nnew Cloudtrail(this, 'sink', ${used});`, head) };
  },
  awscc: (trail) => ({ 'main.ts': `import { App, TerraformStack } from 'cdktf';\nimport { CloudtrailTrail } from '@cdktf/provider-awscc/lib/cloudtrail-trail';\nconst stack = new TerraformStack(new App(), 'audit');\nnew CloudtrailTrail(stack, 'sink', ${typescript(respelt(awsccTrail(trail), spelling))});\n` }),
};

const writing = (document: Writing['document']): Writing => ({
  spelling,
  document,
  attribute: (variable, name) => `${variable}.${camelCase(name)}`,
  declaration: (type, variable, body) => `const ${variable} = new ${qualified(type)}(this, '${variable}', ${body});`,
});

const head = "import * as aws from '@cdktf/provider-aws';\nimport * as awscc from '@cdktf/provider-awscc';\n";

/** In strings, what is a variable of IAM is no template of Terraform. */
const escaped = (text: string): string => text.replaceAll('${aws:', () => '$${aws:');

/** The documents of policies in every way to write them for cdktf. */
export const cdktfPolicyForms: Readonly<Record<string, (configuration: Configuration) => Files>> = Object.fromEntries(
  Object.entries({
    'JSON.stringify': (document) => new Code(`JSON.stringify(${escaped(typescript(document))})`),
    'Fn.jsonencode': (document) => new Code(`Fn.jsonencode(${escaped(typescript(document))})`),
    strings: (document) => escaped(JSON.stringify(document)),
    templates: (document) => new Code(`\`${escaped(JSON.stringify(document, null, 2)).replaceAll('\\', '\\\\').replaceAll('${', () => '\\${')}\``),
  } satisfies Readonly<Record<string, Writing['document']>>).map(([name, document]) => [name, (configuration: Configuration): Files => ({ 'main.ts': program([], programOf(configuration, writing(document)), head) })]),
);
