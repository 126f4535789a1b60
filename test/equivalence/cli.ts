import { stringify } from 'yaml';
import type { Files } from './model.js';
import type { CallText } from './sdk.js';

const kebab = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, '-').toLowerCase();
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const json = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const command = ({ service, operation }: CallText): string => `aws ${service} ${kebab(operation)}`;

/** One option; what is a boolean is said by its name alone. */
const option = (name: string, value: unknown, write: (value: unknown) => string): string => (typeof value === 'boolean' ? `--${value ? '' : 'no-'}${kebab(name)}` : `--${kebab(name)} ${write(value)}`);

const options = ({ input }: CallText, write: (value: unknown, name: string) => string, between = ' '): string => Object.entries(input).map(([name, value]) => option(name, value, (one) => write(one, name))).join(between);

const line = (call: CallText): string => `${command(call)} ${options(call, (value) => quoted(json(value)))}`;
const script = (text: string, others: Files = {}): Files => ({ 'deploy.sh': `#!/usr/bin/env bash\nset -euo pipefail\n${text}\n`, ...others });

/** A structure in the shorthand syntax of the CLI. CLI User Guide, "Using shorthand syntax with the AWS CLI". */
function shorthand(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inner).join(',')}]`;
  if (typeof value === 'object' && value !== null) return Object.entries(value).map(([key, one]) => `${key}=${inner(one)}`).join(',');
  return typeof value === 'string' ? `"${value}"` : String(value);
}
const inner = (value: unknown): string => (typeof value === 'object' && value !== null && !Array.isArray(value) ? `{${shorthand(value)}}` : shorthand(value));

/** Lists of structures in the shorthand; documents have none. */
const short = (value: unknown): string => (Array.isArray(value) ? value.map((one) => quoted(shorthand(one))).join(' ') : quoted(json(value)));

const isWritten = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Every way to write a call with the AWS CLI. */
export const shellForms: Readonly<Record<string, (call: CallText) => Files>> = {
  'a line': (call) => script(line(call)),
  'lines that go on': (call) => script(`${command(call)} \\\n  --region eu-central-1 \\\n  ${options(call, (value) => quoted(json(value)), ' \\\n  ')}`),
  'the shorthand syntax': (call) => script(`${command(call)} ${options(call, short)}`),
  variables: (call) => script(`${Object.entries(call.input).map(([name, value]) => (typeof value === 'boolean' ? '' : `${name.toUpperCase()}=${quoted(json(value))}\n`)).join('')}${command(call)} ${options(call, (_value, name) => `"$${name.toUpperCase()}"`)}`),
  'here-documents': (call) => script(`${Object.entries(call.input).map(([name, value]) => (isWritten(value) ? `${name.toUpperCase()}=$(cat <<'EOF'\n${JSON.stringify(value, null, 2)}\nEOF\n)\n` : '')).join('')}${command(call)} ${options(call, (value, name) => (isWritten(value) ? `"$${name.toUpperCase()}"` : quoted(json(value))))}`),
  files: (call) =>
    script(
      `${command(call)} ${options(call, (value, name) => (isWritten(value) ? `file://${kebab(name)}.json` : quoted(json(value))))}`,
      Object.fromEntries(Object.entries(call.input).flatMap(([name, value]) => (isWritten(value) ? [[`${kebab(name)}.json`, JSON.stringify(value, null, 2)]] : []))),
    ),
  '--cli-input-json': (call) => script(`${command(call)} --cli-input-json ${quoted(JSON.stringify(asStrings(call.input)))}`),
  'a function': (call) => script(`configure() {\n  local quiet=1\n  if ! ${line(call)} > /dev/null; then exit 1; fi\n}\nconfigure`),
  'a Dockerfile': (call) => ({ Dockerfile: `FROM amazon/aws-cli\nRUN ${line(call)}\n` }),
  'a Makefile': (call) => ({ Makefile: `all:\n\t@${line(call).replaceAll('$', () => '$$')}\n` }),
  'a workflow': (call) => ({ '.github/workflows/deploy.yml': stringify({ on: 'push', jobs: { deploy: { 'runs-on': 'ubuntu-latest', steps: [{ run: line(call) }] } } }) }),
};

/** Documents are strings of JSON in the input of the API. */
const asStrings = (input: CallText['input']): CallText['input'] => Object.fromEntries(Object.entries(input).map(([name, value]) => [name, name === 'PolicyDocument' ? JSON.stringify(value) : value]));
