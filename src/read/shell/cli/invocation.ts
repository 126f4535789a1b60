import type { Origin } from '../../../core/source.js';
import type { Field } from '../values/expander.js';
import { slice, type Located } from '../values/located.js';
import { operationOf, optionOf, services, type Operation } from './operations.js';

/** An option that is given, with its values: none for a flag. */
export interface Given {
  readonly option: string;
  readonly key: Origin;
  readonly values: readonly Field[];
}

/** One call of the AWS CLI, as its command line says it. */
export interface Invocation {
  readonly operation: Operation;
  /** Where the operation is named. */
  readonly at: Origin;
  readonly given: readonly Given[];
  /** Words that may be options. */
  readonly unseen: readonly Field[];
  /** `--endpoint-url`. */
  readonly endpoint: Located | undefined;
}

/** CLI Command Reference, "Global options". */
const globals: ReadonlySet<string> = new Set(['endpoint-url', 'output', 'query', 'profile', 'region', 'color', 'ca-bundle', 'cli-read-timeout', 'cli-connect-timeout', 'cli-binary-format', 'cli-error-format']);
const globalFlags: ReadonlySet<string> = new Set(['debug', 'no-verify-ssl', 'no-paginate', 'version', 'no-sign-request', 'v2-debug', 'no-cli-pager', 'cli-auto-prompt', 'no-cli-auto-prompt']);

/** The text of a word of which all is known. */
export const textOfField = (field: Field | undefined): string | undefined => (field === undefined || field.value.missing.length > 0 ? undefined : field.value.text);

/** A word that argparse takes for an option: one with a blank in it is none. */
const isOption = (field: Field | undefined): boolean => field !== undefined && /^--?[A-Za-z][^\s]*$/u.test(field.value.text.replace(/=[^]*$/u, ''));

/** Reads the words behind `aws`. Undefined where they are no call that is looked for: another operation, `help`. */
export function invocationOf(fields: readonly Field[]): Invocation | undefined {
  return new ArgumentReader(fields).read();
}

class ArgumentReader {
  private at = 0;
  private service: string | undefined;
  private operation: { readonly operation: Operation; readonly at: Origin } | undefined;
  private readonly given: Given[] = [];
  private readonly unseen: Field[] = [];
  private endpoint: Located | undefined;

  constructor(private readonly fields: readonly Field[]) {}

  read(): Invocation | undefined {
    for (let field = this.fields[this.at]; field !== undefined; field = this.fields[this.at]) {
      this.at++;
      const goesOn = isOption(field) ? this.option(field) : this.word(field);
      if (!goesOn) return undefined;
    }
    const { operation, given, unseen, endpoint } = this;
    // Only the skeleton of an input is written then.
    if (operation === undefined || given.some(({ option }) => option === 'generate-cli-skeleton')) return undefined;
    return { ...operation, given, unseen, endpoint };
  }

  /** A word that is no option: first the service, then the operation. */
  private word(field: Field): boolean {
    const text = textOfField(field);
    if (this.operation !== undefined) {
      if (text === undefined) this.unseen.push(field);
      return text !== 'help';
    }
    // What may be no word at all stands for global options.
    if (text === undefined) return field.many && this.service === undefined;
    if (this.service === undefined) {
      this.service = text;
      return services.has(text);
    }
    const operation = operationOf(this.service, text);
    if (operation !== undefined) this.operation = { operation, at: field.origin };
    return operation !== undefined;
  }

  private option(field: Field): boolean {
    const { text } = field.value;
    const equals = text.indexOf('=');
    const name = (equals === -1 ? text : text.slice(0, equals)).replace(/^--?/u, '');
    const inline = equals === -1 ? undefined : this.inline(field, equals + 1);
    if (globals.has(name)) {
      const value = inline ?? this.fields[this.at];
      if (inline === undefined) this.at++;
      if (name === 'endpoint-url') this.endpoint = value?.value;
    } else if (this.operation !== undefined && !globalFlags.has(name)) this.own(this.operation.operation, name, field, inline);
    return name !== 'version' || this.operation !== undefined;
  }

  private inline(field: Field, from: number): Field {
    const value = slice(field.value, from, field.value.text.length);
    return { value, origin: value.originOf(0, value.text.length), many: false };
  }

  private own(operation: Operation, name: string, field: Field, inline: Field | undefined): void {
    const option = optionOf(operation, name);
    const kind = option === undefined ? 'list' : operation.options.get(option);
    const values = inline !== undefined ? [inline] : kind === 'flag' ? [] : kind === 'list' || kind === 'structures' ? this.words(Infinity) : this.words(1);
    if (option !== undefined) this.given.push({ option, key: field.origin, values });
  }

  private words(most: number): readonly Field[] {
    const values: Field[] = [];
    for (let field = this.fields[this.at]; field !== undefined && values.length < most && !isOption(field); field = this.fields[this.at]) {
      values.push(field);
      this.at++;
    }
    return values;
  }
}
