import { stringify } from 'yaml';
import type { Files } from './model.js';

type Properties = Readonly<Record<string, unknown>>;

const sink = (type: string, properties: unknown): Record<string, unknown> => ({ Sink: { Type: type, Properties: properties } });

/** Every leaf, and every list of strings, replaced; `make` is told the value and gives what stands for it. */
function leaves(value: unknown, make: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'string') ? make(value) : value.map((item) => leaves(item, make));
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, leaves(inner, make)]));
  return make(value);
}

function withParameters(type: string, properties: Properties): unknown {
  const Parameters: Record<string, unknown> = {};
  const replaced = leaves(properties, (leaf) => {
    const name = `P${String(Object.keys(Parameters).length)}`;
    Parameters[name] = Array.isArray(leaf) ? { Type: 'CommaDelimitedList', Default: leaf.join(',') } : { Type: 'String', Default: String(leaf) };
    return { Ref: name };
  });
  return { Parameters, Resources: sink(type, replaced) };
}

function withMappings(type: string, properties: Properties): unknown {
  const row: Record<string, unknown> = {};
  const replaced = leaves(properties, (leaf) => {
    const key = `k${String(Object.keys(row).length)}`;
    row[key] = leaf;
    return { 'Fn::FindInMap': ['Values', 'all', key] };
  });
  return { Mappings: { Values: { all: row } }, Resources: sink(type, replaced) };
}

/** A resource of CloudFormation in every way to write it. */
export const templateForms: Readonly<Record<string, (type: string, properties: Properties) => Files>> = {
  YAML: (type, properties) => ({ 't.yaml': stringify({ Resources: sink(type, properties) }) }),
  'YAML in flow style': (type, properties) => ({ 't.yaml': stringify({ Resources: sink(type, properties) }, { collectionStyle: 'flow' }) }),
  JSON: (type, properties) => ({ 't.json': JSON.stringify({ Resources: sink(type, properties) }, null, 2) }),
  parameters: (type, properties) => ({ 't.yaml': stringify(withParameters(type, properties)) }),
  mappings: (type, properties) => ({ 't.yaml': stringify(withMappings(type, properties)) }),
  conditions: (type, properties) => ({
    't.json': JSON.stringify({ Conditions: { Yes: { 'Fn::Equals': ['a', 'a'] } }, Resources: sink(type, leaves(properties, (leaf) => ({ 'Fn::If': ['Yes', leaf, { Ref: 'AWS::NoValue' }] }))) }),
  }),
  'a loop': (type, properties) => ({ 't.json': JSON.stringify({ Transform: 'AWS::LanguageExtensions', Resources: { 'Fn::ForEach::Sinks': ['Name', ['Sink'], { '${Name}': { Type: type, Properties: properties } }] } }) }),
  'a snippet': (type, properties) => ({
    't.json': JSON.stringify({ Resources: sink(type, { 'Fn::Transform': { Name: 'AWS::Include', Parameters: { Location: 'parts/snippet.yaml' } } }) }),
    'parts/snippet.yaml': stringify(properties),
  }),
  'a snippet of the template': (type, properties) => ({
    't.json': JSON.stringify({ Transform: { Name: 'AWS::Include', Parameters: { Location: './snippet.yaml' } }, Resources: {} }),
    'snippet.yaml': stringify({ Resources: sink(type, properties) }),
  }),
  'a nested stack': (type, properties) => ({
    't.yaml': stringify({ Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.yaml' } } } }),
    'child.yaml': stringify({ Resources: sink(type, properties) }),
  }),
  'a nested stack that is given every value': (type, properties) => {
    const child = withParameters(type, properties) as { Parameters: Record<string, { Type: string; Default?: string }> };
    const given = Object.fromEntries(Object.entries(child.Parameters).map(([name, { Default }]) => [name, Default]));
    for (const parameter of Object.values(child.Parameters)) delete parameter.Default;
    return { 't.yaml': stringify({ Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.yaml', Parameters: given } } } }), 'child.yaml': stringify(child) };
  },
  SAM: (type, properties) => ({ 't.yaml': stringify({ Transform: 'AWS::Serverless-2016-10-31', Globals: { Function: { Timeout: 3 } }, Resources: sink(type, properties) }) }),
  'the Serverless Framework': (type, properties) => ({ 'serverless.yml': stringify({ service: 's', provider: { name: 'aws' }, resources: { Resources: sink(type, properties) } }) }),
  'the Serverless Framework, through variables and a file': (type, properties) => ({
    'serverless.yml': stringify({ service: 's', custom: { name: 'sink' }, provider: { name: 'aws', stage: "${opt:stage, 'dev'}" }, resources: ['${file(resources/${self:custom.name}.yml)}'] }),
    'resources/sink.yml': stringify({ Resources: sink(type, properties) }),
  }),
  'an application of SAM': (type, properties) => ({
    't.yaml': stringify({ Transform: 'AWS::Serverless-2016-10-31', Resources: { App: { Type: 'AWS::Serverless::Application', Properties: { Location: 'app/template.yaml' } } } }),
    'app/template.yaml': stringify({ Resources: sink(type, properties) }),
  }),
};
