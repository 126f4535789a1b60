import { literalText, type Output } from '../syntax/tree.js';
import { echoed } from './echoed.js';
import type { Expander, Point } from './expander.js';
import { trimmedEnd, type Files } from './files.js';
import type { Located } from './located.js';

/** What commands in `$( )` write, where that is written in the script or in a file of the repository: `$(cat <<EOF ...)`, `$(cat file)`, `$(<file)`. */
export function outputs({ commands, start, end }: Output, expander: Expander, files: Files, at: Point): Located | undefined {
  const [command, ...others] = commands;
  if (command === undefined || others.length > 0) return undefined;
  const written = echoed(command, expander, command);
  if (written !== undefined) return trimmedEnd(written);
  const [name, file, ...more] = command.words;
  const input = command.redirects.find(({ operator }) => operator === '<')?.target;
  const word = name === undefined ? input : literalText(name) === 'cat' && more.length === 0 ? (file ?? input) : undefined;
  if (word === undefined) return undefined;
  const value = expander.value(word, command);
  const content = files.read(value, { ...at, start }, value.originOf(0, end - start > 0 ? value.text.length : 0));
  return typeof content === 'object' ? trimmedEnd(content) : undefined;
}
