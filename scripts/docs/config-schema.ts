// The JSON Schema of the config file, and the validator that ajv compiles of it: keytrail itself needs no ajv.
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { RuleMeta } from '../../src/check/rule.js';

type Schema = Readonly<Record<string, unknown>>;

/** `title` is what a message calls the thing that is wanted. An empty section, all of it commented out, is none. */
const map = (description: string, properties: Readonly<Record<string, Schema>>, more: Schema = {}): Schema => ({
  type: ['object', 'null'], title: 'a map', description, additionalProperties: false, properties, ...more,
});
const list = (description: string, items: Schema, more: Schema = {}): Schema => ({ type: ['array', 'null'], title: 'a list', description, default: [], items, ...more });
const text = (title: string, more: Schema = {}): Schema => ({ type: 'string', title, ...more });

const glob = text('a pattern of `*`, `**` and `?`', { pattern: '^[^{}\\[\\]!\\\\]+$' });
const file = text('the path of a file', { pattern: '.' });
const reason = text('a reason', { pattern: '\\S' });

/** A value as CloudFormation takes it; a list for a list parameter. */
const value: Schema = { type: ['string', 'number', 'boolean', 'array'], title: 'a text, or a list of texts', items: { type: ['string', 'number', 'boolean'], title: 'a text' } };

const rule = ({ level, strictOnly, summary }: RuleMeta): Schema => ({
  enum: ['off', 'note', 'warning', 'error'],
  title: 'a level',
  description: `${summary}.`,
  default: strictOnly ? 'off' : level,
});

/** Draft 07: what editors know best. */
export const configSchema = (rules: readonly RuleMeta[]): Schema => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://raw.githubusercontent.com/keytrail/keytrail/main/schema/config.json',
  title: 'keytrail',
  description: 'Settings of keytrail: .keytrail.yaml, .keytrail.yml or .keytrail.json at the root of a repository.',
  type: 'object',
  additionalProperties: false,
  properties: {
    $schema: text('a text', { description: 'Where this schema is, for editors.' }),
    rules: map('The level of rules: off, note, warning or error.', Object.fromEntries(rules.map((meta) => [meta.id, rule(meta)])), { examples: [{ 'grant-full-admin': 'off' }] }),
    strict: { type: ['boolean', 'null'], title: 'true or false', description: 'Turns on the rules that are off by default; gaps become warnings.', default: false },
    include: list('Files to lint, as patterns relative to this file: all where there are none.', glob, { examples: [['infra/**']] }),
    exclude: list('Files not to lint, even where they are named: patterns relative to this file.', glob, { examples: [['**/fixtures/**']] }),
    coveredBy: list(
      'Trails and event data stores outside this code that log all KMS events of the same accounts and Regions. What a sink here does not log is a note then.',
      text('the ARN of a trail or an event data store', { pattern: '^arn:[a-z-]+:cloudtrail:[a-z0-9-]*:[0-9]{12}:(?:trail|eventdatastore)/.+$' }),
      { examples: [['arn:aws:cloudtrail:us-east-1:111122223333:trail/org']] },
    ),
    trusted: list('Names of roles, users, groups and policies that may hold the power over trails; `*` is any text, `?` any character.', text('a name', { pattern: '\\S' }), { examples: [['CloudTrailAdmin*']] }),
    policies: map('What policy documents in files of their own are, where they are not identity policies: these grant nothing.', {
      boundary: list('Permissions boundaries.', glob, { examples: [['policies/boundaries/**']] }),
      scp: list('Service control policies.', glob),
      rcp: list('Resource control policies.', glob),
      session: list('Session policies.', glob),
    }),
    cloudformation: map('CloudFormation.', {
      parameters: { type: ['object', 'null'], title: 'a map', description: 'Values of parameters, by name, where neither the command line nor a file of parameters gives another.', additionalProperties: value, default: {}, examples: [{ Stage: 'production' }] },
      parameterFiles: list('Files of parameters, relative to this file: each is a deployment. `--params` replaces them.', file, { examples: [['params/prod.json', 'samconfig.toml']] }),
    }),
    terraform: map('Terraform.', {
      variables: { type: ['object', 'null'], title: 'a map', description: 'Values of variables of root modules, by name, where neither the command line nor a file of variables here gives another.', default: {}, examples: [{ stage: 'production' }] },
      varFiles: list('Files of variables, relative to this file, the last first. `--var-file` replaces them.', file, { examples: [['vars/prod.tfvars']] }),
    }),
    ignore: list('Findings that are known and accepted, where no comment can say so: each with the reason. Without `paths` in every file; `until` is the last day.', {
      type: 'object',
      title: 'a map',
      additionalProperties: false,
      required: ['rule', 'reason'],
      properties: {
        rule: { enum: rules.map(({ id }) => id), title: 'a rule', description: 'The id of the rule.' },
        paths: { type: 'array', title: 'a list', description: 'Patterns relative to this file: every file where there are none.', items: glob },
        reason: { ...reason, description: 'Why it is accepted.' },
        until: text('a date, YYYY-MM-DD', { pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$', description: 'The last day on which it acts.' }),
      },
    }, { examples: [[{ rule: 'kms-reads-unlogged', paths: ['dev/**'], reason: 'dev account', until: '2027-06-30' }]] }),
  },
});

export const schemaText = (schema: Schema): string => `${JSON.stringify(schema, null, 2)}\n`;

/** As a module that exports the validating function. */
export function validatorText(schema: Schema, source = 'the rules and scripts/docs/config-schema.ts'): string {
  // Errors then hold the part of the schema that was not met: the legal keys, the title.
  const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true, code: { source: true, esm: true, lines: true } });
  const code = standaloneCode(ajv, ajv.compile(schema));
  if (code.includes('require(')) throw new Error(`the validator from ${source} needs a part of ajv at run time: take the keyword that asks for it out of the schema`);
  return `// Generated by scripts/generate-docs.mjs from ${source}: do not edit.\n/* eslint-disable -- compiled by ajv */\n// @ts-nocheck -- compiled by ajv\n${code.replace(/^"use strict";/u, '').trim()}\n`;
}

/** Every key with what it means and an example, as YAML. */
export function configSample({ properties }: Schema): string {
  const lines = Object.entries(properties as Readonly<Record<string, Schema>>).flatMap(([name, part]) => sampleLines(name, part, ''));
  return lines.join('\n').replaceAll(/^\n+/gu, '');
}

function sampleLines(name: string, part: Schema, indent: string): readonly string[] {
  const { description, examples, default: fallback, properties, title } = part as { readonly description?: string; readonly examples?: readonly unknown[]; readonly default?: unknown; readonly properties?: Readonly<Record<string, Schema>>; readonly title?: string };
  if (name === '$schema') return [];
  const example = examples?.[0] ?? fallback;
  const inner = example === undefined && title === 'a map' ? Object.entries(properties ?? {}) : [];
  const head = `${indent}# ${description ?? ''}`;
  if (inner.length > 0) return [head, `${indent}${name}:`, ...inner.flatMap(([key, one]) => sampleLines(key, one, `${indent}  `))];
  return [head, `${indent}${name}: ${inFlow(example)}`];
}

/** JSON with the blanks that people write. */
const inFlow = (value: unknown): string =>
  Array.isArray(value)
    ? `[${value.map(inFlow).join(', ')}]`
    : typeof value === 'object' && value !== null
      ? Object.keys(value).length === 0 ? '{}' : `{ ${Object.entries(value).map(([key, one]) => `${key}: ${inFlow(one)}`).join(', ')} }`
      : JSON.stringify(value);
