import type { Truth } from '../../../core/truth.js';
import type { Field } from '../values/expander.js';
import { joined, missingPart, originOfAll, whole, type Located } from '../values/located.js';
import { textOfField } from './invocation.js';

/** What a command comes to that runs another one: a call of the CLI, a script, or a shell that reads a here-document. */
export type Opened =
  | { readonly kind: 'aws'; readonly fields: readonly Field[]; readonly exists: Truth }
  | { readonly kind: 'script'; readonly text: Located }
  | { readonly kind: 'shell' };

/** Commands that run the command in their arguments, whatever their options are. */
const wrappers: ReadonlySet<string> = new Set([
  'sudo', 'doas', 'env', 'exec', 'command', 'builtin', 'nohup', 'nice', 'ionice', 'timeout', 'xargs', 'time', 'caffeinate', 'setsid', 'stdbuf', 'flock', 'retry', 'watch', 'parallel', 'unbuffer',
  'aws-vault', 'aws-okta', 'chamber', 'saml2aws', 'op', 'doppler', 'docker', 'podman', 'docker-compose', 'kubectl', 'poetry', 'pipenv', 'uv', 'nix-shell',
]);
const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh', 'su', 'runuser', 'ssh']);
const evaluating: ReadonlySet<string> = new Set(['eval', 'trap']);

/** The image of the CLI, of which the entry point is `aws`. CLI User Guide, "Running the official container images". */
const IMAGE = /(?:^|\/)aws-cli(?:[:@]|$)/u;

/** Commands that run each other. */
const MAX_DEPTH = 16;

const nameOf = (text: string): string => text.slice(text.lastIndexOf('/') + 1).replace(/\.exe$/u, '');

/** Whether a command of this name may be one that calls AWS, or runs something else; one that is not known may. */
export function isWrapper({ text, missing }: Located, runners: ReadonlySet<string>): boolean {
  if (missing.length > 0) return true;
  const name = nameOf(text);
  return name === 'aws' || wrappers.has(name) || shells.has(name) || evaluating.has(name) || runners.has(text);
}

/** Finds what a command runs in the end. */
export function opened(fields: readonly Field[], runners: ReadonlySet<string>): Opened | undefined {
  let rest = fields;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const [first, ...others] = rest;
    if (first === undefined) return undefined;
    const name = nameOf(textOfField(first) ?? '');
    // A command that is not known, with the words of a call behind it, may well be the CLI.
    if (first.value.missing.length > 0) return { kind: 'aws', fields: others, exists: 'maybe' };
    if (name === 'aws') return { kind: 'aws', fields: others, exists: 'yes' };
    if (evaluating.has(name)) return evaluated(name === 'trap' ? others.slice(0, 1) : others);
    if (shells.has(name)) return shellOf(name, others);
    if (!wrappers.has(name) && !runners.has(textOfField(first) ?? '')) return byAnother(name, others);
    const at = others.findIndex((field) => startsCommand(field, runners));
    const found = others[at];
    if (found === undefined) return undefined;
    const inner = name === 'xargs' ? fromInput(others.slice(0, at), others.slice(at)) : others.slice(at);
    if (IMAGE.test(textOfField(found) ?? '')) return { kind: 'aws', fields: inner.slice(1), exists: 'yes' };
    rest = inner;
  }
  return undefined;
}

/** Commands that write or look for what stands behind them. */
const ONLOOKING = /echo|print|log|info|warn|err|debug|msg|message|say|note|usage|help|title|banner|grep|which|type|man$|hash|alias|install|apt|yum|brew|pip|assert|expect|require|check|exists/iu;

/** A function from elsewhere that is given a call runs it, for all that can be seen. */
function byAnother(name: string, fields: readonly Field[]): Opened | undefined {
  const at = fields.findIndex((field) => textOfField(field) === 'aws');
  return at === -1 || ONLOOKING.test(name) ? undefined : { kind: 'aws', fields: fields.slice(at + 1), exists: 'maybe' };
}

function startsCommand(field: Field, runners: ReadonlySet<string>): boolean {
  const text = textOfField(field);
  if (text === undefined) return false;
  const name = nameOf(text);
  return name === 'aws' || shells.has(name) || wrappers.has(name) || runners.has(text) || IMAGE.test(text);
}

function evaluated(fields: readonly Field[]): Opened | undefined {
  if (fields.length === 0) return undefined;
  return { kind: 'script', text: joined(fields.flatMap(({ value }, index) => (index === 0 ? [value] : [whole(' ', () => originOfAll(value)), value]))) };
}

/** `bash -c script`, `su user -c script`; `ssh host command` sends what is behind the host. */
function shellOf(name: string, fields: readonly Field[]): Opened | undefined {
  const at = fields.findIndex((field) => /^-[a-z]*c$/u.test(textOfField(field) ?? ''));
  const script = at === -1 || name === 'ssh' ? undefined : fields[at + 1];
  if (script !== undefined) return { kind: 'script', text: script.value };
  const command = name === 'ssh' ? fields.findIndex((field) => /(?:^|[\s/])aws\s/u.test(`${textOfField(field) ?? ''} `)) : -1;
  return command === -1 ? { kind: 'shell' } : evaluated(fields.slice(command));
}

/** `xargs` puts what it reads in place of a mark, or behind the words of its command. */
function fromInput(options: readonly Field[], fields: readonly Field[]): readonly Field[] {
  const texts = options.map((field) => textOfField(field) ?? '');
  const at = texts.findIndex((text) => /^(?:-I|-i|--replace)/u.test(text));
  const option = texts[at];
  const mark = option === undefined ? undefined : option === '-I' ? texts[at + 1] : option.replace(/^(?:-I|-i|--replace=?)/u, '') || '{}';
  const read = ({ origin }: Field): Field => ({ value: missingPart('xargs', 'it is what `xargs` reads', '', () => origin), origin, many: mark === undefined });
  if (mark !== undefined && mark !== '') return fields.map((field) => (field.value.text.includes(mark) ? read(field) : field));
  const last = fields.at(-1);
  return last === undefined ? fields : [...fields, read(last)];
}
