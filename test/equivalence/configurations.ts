import { changeOf, planOf } from '../helpers/plans.js';
import { bodyOf, Code, configurationOf, hcl } from './hcl.js';
import type { Files } from './model.js';
import { awsTrail, awsccTrail } from './terraform.js';
import type { TrailText } from './trails.js';

type Arguments = Readonly<Record<string, unknown>>;

const resource = (body: string, head = ''): string => `${head}resource "aws_cloudtrail" "sink" {\n${body}}\n`;

/** Every leaf, and every list of strings, replaced; `make` is told the value and gives what stands for it. */
function leaves(value: unknown, make: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? make(value) : value.map((item) => leaves(item, make));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, leaves(inner, make)]));
  return make(value);
}

interface Named {
  readonly body: Arguments;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Every leaf by a name of its own. */
function named(body: Arguments, reference: (name: string) => string): Named {
  const values: Record<string, unknown> = {};
  const replaced = leaves(body, (leaf) => {
    const name = `v${String(Object.keys(values).length)}`;
    values[name] = leaf;
    return new Code(reference(name));
  });
  return { body: replaced as Arguments, values };
}

const variable = (name: string): string => `var.${name}`;
const assigned = (values: Readonly<Record<string, unknown>>): string => Object.entries(values).map(([name, value]) => `${name} = ${hcl(value)}\n`).join('');
const declared = (values: Readonly<Record<string, unknown>>, withDefaults: boolean): string =>
  Object.entries(values).map(([name, value]) => `variable "${name}" {\ntype = ${Array.isArray(value) ? 'list(string)' : typeof value === 'boolean' ? 'bool' : 'string'}\n${withDefaults ? `default = ${hcl(value)}\n` : ''}}\n`).join('');

function givenIn(trail: TrailText, path: string, write: (values: Named['values']) => string): Files {
  const { body, values } = named(awsTrail(trail), variable);
  return { 'main.tf': resource(bodyOf(body), declared(values, false)), [path]: write(values) };
}

const each = (trail: TrailText, make: (leaf: unknown) => string): Files => ({ 'main.tf': resource(bodyOf(leaves(awsTrail(trail), (leaf) => new Code(make(leaf))) as Arguments)) });

/** A list of one map as the map itself, at every level. */
function single(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 1 && typeof value[0] === 'object' ? single(value[0]) : value.map(single);
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, single(inner)])) : value;
}

/** A trail in every way to write it for Terraform. */
export const configurationForms: Readonly<Record<string, (trail: TrailText) => Files>> = {
  HCL: (trail) => ({ 'main.tf': resource(bodyOf(awsTrail(trail))) }),
  'HCL of OpenTofu': (trail) => ({ 'main.tf': resource('enable_logging = false\n'), 'main.tofu': resource(bodyOf(awsTrail(trail))) }),
  awscc: (trail) => ({ 'main.tf': configurationOf({ resource: { awscc_cloudtrail_trail: { sink: awsccTrail(trail) } } }) }),
  'JSON syntax': (trail) => ({ 'main.tf.json': JSON.stringify({ resource: { aws_cloudtrail: { sink: awsTrail(trail) } } }) }),
  'JSON syntax, in lists': (trail) => ({ 'main.tf.json': JSON.stringify([{ '//': 'a comment', resource: [{ aws_cloudtrail: [{ sink: [awsTrail(trail)] }] }] }]) }),
  'JSON syntax, without lists': (trail) => ({ 'main.tf.json': JSON.stringify({ resource: { aws_cloudtrail: { sink: single(awsTrail(trail)) } } }) }),
  'defaults of variables': (trail) => {
    const { body, values } = named(awsTrail(trail), variable);
    return { 'main.tf': resource(bodyOf(body), declared(values, true)) };
  },
  'terraform.tfvars': (trail) => givenIn(trail, 'terraform.tfvars', assigned),
  'a file of variables in JSON': (trail) => givenIn(trail, 'a.auto.tfvars.json', (values) => JSON.stringify(values)),
  'local values': (trail) => {
    const { body, values } = named(awsTrail(trail), (name) => `local.all.${name}`);
    return { 'main.tf': resource(bodyOf(body), `locals {\nall = merge(local.own, {})\nown = ${hcl(values)}\n}\n`) };
  },
  'dynamic blocks': (trail) => ({ 'main.tf': resource(bodyOf(awsTrail(trail), true)) }),
  'an override': (trail) => ({ 'main.tf': resource('enable_logging = false\nevent_selector {\nread_write_type = "WriteOnly"\n}\n').replace(/event_selector[^}]*\}\n/u, ''), 'main_override.tf': resource(bodyOf(awsTrail(trail))) }),
  'conditional expressions': (trail) => each(trail, (leaf) => `1 < 2 ? ${hcl(leaf)} : null`),
  'for expressions': (trail) => each(trail, (leaf) => (Array.isArray(leaf) ? `[for one in ${hcl(leaf)} : one if one != "none"]` : `[for one in [${hcl(leaf)}] : one][0]`)),
  'functions': (trail) => each(trail, (leaf) => (Array.isArray(leaf) ? `distinct(concat(${hcl(leaf)}, []))` : `try(jsondecode(jsonencode(${hcl(leaf)})), null)`)),
  'one instance by count': (trail) => ({ 'main.tf': resource(`count = 1\n${bodyOf(awsTrail(trail))}`) }),
  'one instance by for_each': (trail) => {
    const { body, values } = named(awsTrail(trail), (name) => `each.value.${name}`);
    return { 'main.tf': resource(`for_each = { main = ${hcl(values)} }\n${bodyOf(body)}`) };
  },
  'a module': (trail) => {
    const { body, values } = named(awsTrail(trail), variable);
    return { 'main.tf': `module "trail" {\nsource = "./modules/trail"\n${assigned(values)}}\n`, 'modules/trail/main.tf': resource(bodyOf(body), declared(values, false)) };
  },
  'what a module hands out': (trail) => {
    const { body, values } = named(awsTrail(trail), (name) => `module.values.${name}`);
    return { 'main.tf': resource(bodyOf(body), 'module "values" {\nsource = "./values"\n}\n'), 'values/main.tf': Object.entries(values).map(([name, value]) => `output "${name}" {\nvalue = ${hcl(value)}\n}\n`).join('') };
  },
  'a plan': (trail) => ({ 'plan.json': planOf(changeOf('aws_cloudtrail.sink', { actions: '["create"]', after: JSON.stringify(awsTrail(trail)) })) }),
  'a state': (trail) => ({ 'state.json': JSON.stringify({ format_version: '1.0', terraform_version: '1.9.8', values: { root_module: { resources: [{ address: 'aws_cloudtrail.sink', mode: 'managed', type: 'aws_cloudtrail', name: 'sink', values: awsTrail(trail) }] } } }) }),
  'a state as it is stored': (trail) => ({ 'terraform.tfstate': JSON.stringify({ version: 4, terraform_version: '1.9.8', serial: 1, resources: [{ mode: 'managed', type: 'aws_cloudtrail', name: 'sink', provider: 'provider["registry.terraform.io/hashicorp/aws"]', instances: [{ attributes: awsTrail(trail) }] }] }) }),
};
