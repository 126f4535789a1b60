import { describe, expect, test } from 'vitest';
import type { Permissions } from '../../src/model/grant/policy.js';
import { cdktfPolicyForms } from './cdktf.js';
import { Code, configurationOf, hcl } from './hcl.js';
import { modelOf, withoutPlaces, type Files } from './model.js';
import { policies, type PolicyText } from './policies.js';
import { cdkPolicyForms } from './policies-cdk.js';
import { policyTemplate } from './policies-cloudformation.js';
import { policyForms, type Configuration } from './policies-terraform.js';
import { pulumiPolicyForms } from './pulumi.js';

/** Strings that hold a document, written as `write` has them; what is a variable of IAM in a string is escaped. */
function rewritten(value: unknown, write: (document: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, write));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewritten(inner, write)]));
  return typeof value === 'string' && value.startsWith('{') ? write(JSON.parse(value)) : value;
}

const escaped = (text: string): string => text.replaceAll('${aws:', () => '$${aws:');

const native = (configuration: Configuration, write: (document: unknown) => unknown, head = ''): Files => ({ 'main.tf': head + configurationOf(rewritten(configuration, write) as Configuration) });

/** Each local value is one document. */
function inLocals(configuration: Configuration): Files {
  const documents: string[] = [];
  const body = configurationOf(rewritten(configuration, (document) => new Code(`local.documents["d${String(documents.push(escaped(hcl(document))) - 1)}"]`)) as Configuration);
  return { 'main.tf': `locals {\ndocuments = { for name, document in local.written : name => jsonencode(document) }\nwritten = { ${documents.map((text, index) => `d${String(index)} = ${text}`).join(', ')} }\n}\n${body}` };
}

/** Each document is a file of its own. */
function inFiles(configuration: Configuration): Files {
  const files: Record<string, string> = {};
  const body = configurationOf(rewritten(configuration, (document) => {
    const path = `policies/p${String(Object.keys(files).length)}.json`;
    files[path] = JSON.stringify(document, null, 2);
    return new Code(`file("\${path.module}/${path}")`);
  }) as Configuration);
  return { 'main.tf': body, ...files };
}

const syntaxes: Readonly<Record<string, (configuration: Configuration) => Files>> = {
  'JSON syntax': (configuration) => ({ 'main.tf.json': escaped(JSON.stringify(configuration)) }),
  jsonencode: (configuration) => native(configuration, (document) => new Code(`jsonencode(${escaped(hcl(document))})`)),
  heredocs: (configuration) => native(configuration, (document) => new Code(`<<-EOT\n    ${escaped(JSON.stringify(document, null, 2)).replaceAll('\n', '\n    ')}\n    EOT\n`)),
  'local values': inLocals,
  files: inFiles,
  ...Object.fromEntries(Object.entries(cdktfPolicyForms).map(([name, write]) => [`cdktf: ${name}`, write])),
  'a module': (configuration) => ({ 'main.tf': 'module "all" {\nsource = "./all"\n}\n', 'all/main.tf': native(configuration, (document) => new Code(`jsonencode(${escaped(hcl(document))})`))['main.tf'] ?? '' }),
};

/** Principals and their documents in some order: that of declarations says nothing. */
const inOrder = ({ principals, controls }: Permissions): unknown => ({
  principals: principals.map((principal) => ({ ...principal, documents: sorted(principal.documents) })).map(withoutPlaces).sort(byText),
  controls: controls.map(withoutPlaces),
});
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const sorted = (items: readonly unknown[]): readonly unknown[] => items.map(withoutPlaces).sort(byText);

const permissionsOf = async (files: Files): Promise<unknown> => inOrder((await modelOf(files)).permissions);
const expected = async (text: PolicyText): Promise<unknown> => permissionsOf({ 't.json': JSON.stringify(policyTemplate(text)) });

const inTerraform = Object.entries(policyForms).flatMap(([form, write]) => Object.entries(syntaxes).map(([syntax, files]) => [`${form}, ${syntax}`, (text: PolicyText): Files => files(write(text))] as const));
const inPulumi = Object.entries(policyForms).filter(([form]) => form !== 'awscc').flatMap(([form, write]) => Object.entries(pulumiPolicyForms).map(([syntax, files]) => [`${form}, Pulumi: ${syntax}`, (text: PolicyText): Files => files(write(text))] as const));
const forms = [...inTerraform, ...inPulumi];

describe.each(Object.entries(policies))('%s', (_name, text) => {
  test.each(forms)('%s', async (_form, write) => {
    expect(await permissionsOf(write(text))).toEqual(await expected(text));
  });
});

describe.each(Object.entries(policies))('CDK: %s', (_name, text) => {
  // The CDK has no L2 construct of permission sets.
  const written = Object.entries(cdkPolicyForms).flatMap(([form, write]) => {
    const files = write(text);
    return files === undefined ? [] : [[form, files] as const];
  });

  test.each(written)('%s', async (_form, files) => {
    expect(await permissionsOf(files)).toEqual(await expected(text));
  });

  test('all but permission sets are written by all', () => {
    expect(written.map(([form]) => form)).toEqual(Object.keys(cdkPolicyForms).filter((form) => text.holder?.kind !== 'permission-set' || form.startsWith('L1')));
  });
});
