import { literalText, type Command } from '../syntax/tree.js';
import type { Expander, Point } from './expander.js';
import { joined, originOfAll, whole, type Located } from './located.js';

/** What a command writes that only passes something on: `cat <<EOF`, `echo text`, `printf '%s' text`. Undefined for any other. */
export function echoed(command: Command, expander: Expander, at: Point): Located | undefined {
  const [first, ...rest] = command.words;
  const name = first === undefined ? undefined : literalText(first);
  const bodies = command.redirects.flatMap(({ body }) => body ?? []);
  const [body] = bodies.slice(-1);
  if (name === 'cat' && body !== undefined && rest.every((word) => literalText(word) === '-')) return expander.value(body, at);
  if ((name === 'tee' || (name === 'sudo' && rest[0] !== undefined && literalText(rest[0]) === 'tee')) && body !== undefined) return expander.value(body, at);
  if (bodies.length > 0) return undefined;
  if (name === 'echo') return spaced(command, expander, at, /^-[nE]+$/u);
  if (name === 'printf') return printed(command, expander, at);
  return undefined;
}

function spaced({ words }: Command, expander: Expander, at: Point, options: RegExp): Located | undefined {
  const rest = words.slice(1);
  const skipped = rest.findIndex((word) => !options.test(literalText(word) ?? ''));
  const fields = rest.slice(Math.max(skipped, 0)).flatMap((word) => expander.fields(word, at));
  if (skipped === -1 || fields.some(({ many }) => many) || /^-[eEn]+$/u.test(fields[0]?.value.text ?? '')) return undefined;
  return joined(fields.flatMap(({ value }, index) => (index === 0 ? [value] : [whole(' ', () => originOfAll(value)), value])));
}

/** One text without anything to be replaced, or one that is put in as a whole. */
function printed({ words }: Command, expander: Expander, at: Point): Located | undefined {
  const [format, text, ...others] = words.slice(1);
  const pattern = format === undefined ? undefined : expander.value(format, at);
  if (pattern === undefined || pattern.missing.length > 0 || others.length > 0) return undefined;
  if (text === undefined) return /[%\\]/u.test(pattern.text) ? undefined : pattern;
  return /^%s(?:\\n)?$/u.test(pattern.text) ? expander.value(text, at) : undefined;
}
