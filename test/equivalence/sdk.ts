import type { Files } from './model.js';

/** One call of the API, as its input in JSON and as code writes it. */
export interface CallText {
  readonly service: 'cloudtrail' | 'iam';
  /** As it is named in the API. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A value in Python. */
function python(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(python).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${python(inner)}`).join(', ')}}`;
  return value === true ? 'True' : value === false ? 'False' : value === null ? 'None' : JSON.stringify(value);
}

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const snake = (name: string): string => name.replaceAll(/(?<=.)(?=[A-Z])/gu, '_').toLowerCase();
const classes = { cloudtrail: 'CloudTrail', iam: 'IAM' } as const;

/** The members of an input, documents as code makes their text. */
const members = (input: CallText['input'], write: (value: unknown) => string, dumped: (text: string) => string): readonly (readonly [string, string])[] =>
  Object.entries(input).map(([name, value]) => [name, name === 'PolicyDocument' ? dumped(write(value)) : write(value)]);

const object = (input: CallText['input']): string => `{ ${members(input, JSON.stringify, (text) => `JSON.stringify(${text})`).map(([name, text]) => `${name}: ${text}`).join(', ')} }`;
const named = (input: CallText['input']): string => members(input, python, (text) => `json.dumps(${text})`).map(([name, text]) => `${name}=${text}`).join(', ');

const typescript = (text: string): Files => ({ 'src/app.ts': text });
const script = (text: string): Files => ({ 'app.py': `import json\nimport boto3\n${text}\n` });

/** Every way to write a call with an SDK. */
export const sdkForms: Readonly<Record<string, (call: CallText) => Files>> = {
  'a command': ({ service, operation, input }) => typescript(`import { ${operation}Command } from '@aws-sdk/client-${service}';\nnew ${operation}Command(${object(input)});\n`),
  'the client of version 3': ({ service, operation, input }) => typescript(`import * as sdk from '@aws-sdk/client-${service}';\nconst input: sdk.${operation}CommandInput = ${object(input)};\nawait new sdk.${classes[service]}({}).${lowerFirst(operation)}(input);\n`),
  'version 2': ({ service, operation, input }) => ({ 'app.js': `const AWS = require('aws-sdk');\nnew AWS.${classes[service]}().${lowerFirst(operation)}(${object(input)}, console.log);\n` }),
  'a client that is a parameter': ({ operation, input }) => typescript(`export const run = (client: any) => client.${lowerFirst(operation)}(${object(input)});\n`),
  'a helper of the program': ({ service, operation, input }) => typescript(`import { ${operation}Command } from '@aws-sdk/client-${service}';\nfunction command(overrides: object) { const base = { ${Object.keys(input)[0] ?? ''}: 'another' }; return new ${operation}Command({ ...base, ...overrides } as any); }\ncommand(${object(input)});\n`),
  Boto3: ({ service, operation, input }) => script(`boto3.client('${service}').${snake(operation)}(${named(input)})`),
  'Boto3, from a dictionary': ({ service, operation, input }) => script(`client = boto3.client('${service}')\nARGUMENTS = {${members(input, python, (text) => `json.dumps(${text})`).map(([name, text]) => `'${name}': ${text}`).join(', ')}}\ndef run():\n    client.${snake(operation)}(**ARGUMENTS)`),
  'Boto3, from constants': ({ service, operation, input }) => script(`${members(input, python, (text) => `json.dumps(${text})`).map(([name, text]) => `${name.toUpperCase()} = ${text}\n`).join('')}\ndef run(session):\n    session.client('${service}').${snake(operation)}(${Object.keys(input).map((name) => `${name}=${name.toUpperCase()}`).join(', ')})`),
};

/** The same as a file that the CLI takes. */
export const inputFile = ({ input }: CallText): Files => ({ 'input.json': JSON.stringify(input) });
