import { append } from '../../../core/long.js';
import { type Source } from '../../../core/source.js';
import { parseJson } from '../../text/json/json.js';
import { commandsOf } from '../syntax/commands.js';
import type { Stretch } from '../syntax/tree.js';
import { assignmentsOf } from '../values/assignments.js';
import { Expander } from '../values/expander.js';
import { joined, slice, verbatim, whole, type Located } from '../values/located.js';
import type { Carried } from './carried.js';

const INSTRUCTION = /^[ \t]*(?:ONBUILD[ \t]+)?([A-Za-z]+)[ \t]+/u;
const OPTIONS = /^(?:--[\w-]+(?:=\S*)?[ \t]+)+/u;
const HEREDOC = /(?<!<)<<-?(?!<)[ \t]*["']?(\w+)["']?/gu;

/** What the instructions of a Dockerfile run: `RUN`, `CMD`, `ENTRYPOINT`, `HEALTHCHECK CMD`, in the form of a shell or as a list. Dockerfile reference. */
export function scriptsOfDockerfile(source: Source): readonly Carried[] {
  const scripts: Located[] = [];
  const variables: Located[] = [];
  for (const { keyword, text } of instructions(source)) {
    if (keyword === 'ENV' || keyword === 'ARG') variables.push(keyword === 'ENV' ? spelt(text) : text, whole('\n', () => text.originOf(0, 0)));
    else if (keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT') scripts.push(command(text));
    else if (keyword === 'HEALTHCHECK') scripts.push(command(behindCmd(text)));
  }
  const preset = presetOf(variables.length === 0 ? undefined : joined(variables));
  return scripts.map((text): Carried => ({ text, preset, folders: [] }));
}

/** `ENV` and `ARG` assign as a shell does: `NAME=value`. */
function presetOf(text: Located | undefined): Carried['preset'] {
  if (text === undefined) return () => undefined;
  const { all } = commandsOf(text.text);
  const [first] = all;
  if (first === undefined) return () => undefined;
  const expander = new Expander(text, assignmentsOf(all), { preset: () => undefined, outputOf: () => undefined });
  return (name) => expander.variable(name, { start: text.text.length, block: first.block });
}

/** `ENV NAME value`, the old form, as the new one. */
function spelt(text: Located): Located {
  const [, name] = /^(\w+)[ \t]+(?!\w+=)/u.exec(text.text) ?? [];
  if (name === undefined) return text;
  return joined([slice(text, 0, name.length), whole('=', () => text.originOf(name.length, name.length + 1)), slice(text, name.length + 1, text.text.length)]);
}

/** The lines that are comments, between instructions and in them. */
export function commentsOfDockerfile(source: Source): readonly Stretch[] {
  const comments: Stretch[] = [];
  for (const _ of instructions(source, comments)) continue;
  return comments;
}

interface Instruction {
  readonly keyword: string;
  readonly text: Located;
}

/** Instructions with the lines that they go on to, without the comments between those. */
function* instructions(source: Source, comments: Stretch[] = []): Iterable<Instruction> {
  const { text } = source;
  const mark = /^#[ \t]*escape[ \t]*=[ \t]*`/imu.test(text.slice(0, 500)) ? '`' : '\\';
  for (let start = 0; start < text.length; ) {
    const [head, keyword] = INSTRUCTION.exec(text.slice(start, start + 200)) ?? [];
    const parts: Located[] = [];
    let at = start + (head?.length ?? 0);
    let goesOn = true;
    for (; goesOn && at < text.length; ) {
      const end = lineEnd(text, at);
      const line = text.slice(at, end).trimEnd();
      const isHash = line.trimStart().startsWith('#');
      const isComment = parts.length > 0 && isHash;
      if (isHash && (isComment || keyword === undefined)) comments.push({ start: end - text.slice(at, end).trimStart().length, end });
      goesOn = keyword !== undefined && (isComment || line.endsWith(mark));
      // A shell takes a backslash at the end of a line for what Docker does.
      if (!isComment) append(parts, (goesOn && mark !== '\\' ? [verbatim(source, at, at + line.length - 1)] : [verbatim(source, at, Math.min(end + 1, text.length))]));
      at = end + 1;
    }
    const body = keyword === undefined ? at : heredocEnd(text, parts, at);
    if (body > at) parts.push(verbatim(source, at, Math.min(body, text.length)));
    if (keyword !== undefined && parts.length > 0) yield { keyword: keyword.toUpperCase(), text: withoutOptions(joined(parts)) };
    start = Math.max(body, start + 1);
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/** Behind the here-documents that an instruction announces. */
function heredocEnd(text: string, parts: readonly Located[], from: number): number {
  let at = from;
  for (const [, delimiter = ''] of parts.map((part) => part.text).join('').matchAll(HEREDOC)) {
    while (at < text.length) {
      const end = lineEnd(text, at);
      const line = text.slice(at, end).trim();
      at = end + 1;
      if (line === delimiter) break;
    }
  }
  return at;
}

function withoutOptions(text: Located): Located {
  const options = OPTIONS.exec(text.text)?.[0].length ?? 0;
  return slice(text, options, text.text.length);
}

function behindCmd(text: Located): Located {
  const at = /(?:^|\s)CMD\s+/u.exec(text.text);
  return slice(text, at === null ? text.text.length : at.index + at[0].length, text.text.length);
}

/** A list of words as a command, each word in quotes; a here-document alone is the script; anything else is for the shell as it is. */
function command(text: Located): Located {
  const [, opener] = /^<<-?\s*["']?\w+["']?[^\n]*(\n)/u.exec(text.text) ?? [];
  if (opener !== undefined) return slice(text, text.text.indexOf('\n') + 1, text.text.length);
  if (!text.text.startsWith('[')) return text;
  const { documents, problems } = parseJson({ path: '', text: text.text, bom: false });
  const [words] = documents;
  if (words?.kind !== 'list' || problems.length > 0) return text;
  return joined(
    words.items.flatMap((word): readonly Located[] => {
      if (word.kind !== 'scalar') return [];
      const { start, end } = word.origin.span;
      const at = (): ReturnType<Located['originOf']> => text.originOf(start, end);
      // Quotes make it one word for the shell reader; one in it is closed and opened again.
      const inner = word.text.length === end - start - 2 && !word.text.includes("'") ? slice(text, start + 1, end - 1) : whole(word.text.replaceAll("'", "'\\''"), at);
      return [whole("'", at), inner, whole("' ", at)];
    }),
  );
}
