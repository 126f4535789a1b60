import type { Words } from './invocation.js';
import { UsageError } from '../io.js';
import { didYouMean } from './nearest.js';
import { type CommandName, commands, laterCommands, type Option, options } from './options.js';
import { type OptionToken, type Token, tokensOf } from './tokens.js';

/** Sorts a command line into command, operands and options. Throws a UsageError at the first word that is out of place. */
export function sortWords(argv: readonly string[]): Words | 'help' | 'version' {
  const tokens = tokensOf(argv, options.map(({ name, short, value }) => ({ name, short, takesValue: value !== '' })));
  const information = (['help', 'version'] as const).find((name) => tokens.some((token) => token.kind === 'option' && token.name === name));
  if (information !== undefined) return information;
  const named = commandIn(tokens);
  const command = named ?? 'check';
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [[token.name, valueOf(token, command)] as const] : []));
  const inOrder: Words['inOrder'] = (...names) => given.filter(([name]) => names.includes(name));
  const operands = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return { command, operands: named === undefined ? operands : operands.slice(1), values: (name) => inOrder(name).map(([, value]) => value), inOrder };
}

/** The first operand, if it is a command; `keytrail -- rules` means a folder of that name. */
function commandIn(tokens: readonly Token[]): CommandName | undefined {
  const first = tokens.find((token) => token.kind !== 'option');
  if (first?.kind !== 'positional') return undefined;
  if ((laterCommands as readonly string[]).includes(first.value)) throw new UsageError(`the command '${first.value}' is not available in this version`);
  return commands.find((command) => command === first.value);
}

function valueOf(token: OptionToken, command: CommandName): string {
  const option = options.find(({ name }) => name === token.name);
  if (option === undefined) throw unknownOption(token, command);
  if (!option.commands.includes(command)) throw new UsageError(`the command '${command}' takes no option '${token.rawName}'`);
  if (option.value === '') {
    if (token.value !== undefined) throw new UsageError(`the option '${token.rawName}' takes no value`);
    return '';
  }
  return requiredValue(token, option);
}

function requiredValue(token: OptionToken, option: Option): string {
  const { value } = token;
  const missing = value === undefined || value === '' || (token.inlineValue !== true && value.startsWith('-') && value !== '-');
  if (missing) throw new UsageError(`the option '${token.rawName}' needs a value: --${option.name} ${option.value}`);
  return value;
}

function unknownOption({ rawName }: OptionToken, command: CommandName): UsageError {
  const taken = options.filter((option) => option.commands.includes(command)).map((option) => `--${option.name}`);
  return new UsageError(`unknown option '${rawName}'${didYouMean(rawName, taken) || '; see keytrail --help'}`);
}
