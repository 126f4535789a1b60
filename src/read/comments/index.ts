import { mayHoldMark, type Remark } from '../../core/ignore.js';
import type { Source, Span } from '../../core/source.js';
import { parse, withReaders } from '../parse.js';
import { programReader } from '../program/index.js';
import { pythonReader } from '../python/index.js';
import { isPipeline } from '../shell/carriers/recognised.js';
import { shellReader } from '../shell/index.js';
import { parseJson } from '../text/json/json.js';
import { directivesIn, type Comment } from './directives.js';
import { remarksInJson } from './json.js';
import { linesAround } from './lines.js';

/** What the comments of a text say to keytrail. What reads them is loaded only for a text that may hold such a word. */
export async function remarksIn(source: Source): Promise<readonly Remark[]> {
  // What is read in parts was written by a tool.
  if (source.excerpts !== undefined || !mayHoldMark(source.text)) return [];
  const { path, text } = source;
  if (/\.(?:tf|tofu|tfvars)\.json$/u.test(path)) return remarksInJson(source);
  if (/\.(?:tf|tofu|tfvars)$/u.test(path)) return remarksBeside(source, (await import('../terraform/folders.js')).commentsOfHcl(source));
  if (programReader.claims(path, text)) return remarksBeside(source, [...(await import('../program/load.js')).commentsOfProgram(source)]);
  if (pythonReader.claims(path, text)) return remarksBeside(source, (await import('../python/load.js')).commentsOfPython(source));
  if (shellReader.claims(path, text)) {
    const { comments, commands } = (await import('../shell/read.js')).commentsOfScripts(source);
    return remarksBeside(source, comments, commands);
  }
  return isJson(source) ? [] : remarksInYaml(source);
}

/** As `parse` decides: what begins like JSON may be YAML in flow style, which has comments. */
const isJson = (source: Source): boolean => /^\s*[[{]/u.test(source.text) && (source.path.endsWith('.json') || parseJson(source).problems.every(({ level }) => level !== 'error'));

/** Those of the YAML itself, and those of the scripts of a pipeline, which are text to YAML. */
async function remarksInYaml(source: Source): Promise<readonly Remark[]> {
  const comments = [...(await import('../text/yaml/yaml.js')).commentsOfYaml(source)];
  const pipelines = (await parse(source)).documents.filter(isPipeline);
  if (pipelines.length === 0) return remarksBeside(source, comments);
  const { commentsOfPipeline } = await import('../shell/read.js');
  const scripts = await withReaders(() => pipelines.map((root) => commentsOfPipeline(root, source)));
  const inside = scripts.flatMap((script) => script.comments);
  return [...remarksBeside(source, comments, [], inside), ...remarksBeside(source, inside, scripts.flatMap(({ commands }) => commands), comments).map((remark) => ({ ...remark, sure: false }))];
}

/** `commands`: what takes several lines, between which nothing can be written. `others`: comments that say nothing here. */
function remarksBeside(source: Source, comments: readonly Comment[], commands: readonly Comment[] = [], others: readonly Comment[] = []): readonly Remark[] {
  const said = comments.flatMap((comment) => {
    const ignores = mayHoldMark(source.text.slice(comment.start, comment.end)) ? directivesIn(source, comment) : [];
    return ignores.length === 0 ? [] : [{ comment, ignores }];
  });
  if (said.length === 0) return [];
  const linesOf = linesAround(source, [...comments, ...others]);
  const around = withCommands(commands);
  return said.map(({ comment, ignores }) => {
    const line = linesOf(comment);
    return { ignores, over: line === undefined ? undefined : around(line), sure: true };
  });
}

/** Makes of a line the line with the commands that it is a part of. A script may hold as many commands as lines. */
function withCommands(commands: readonly Comment[]): (line: Span) => Span {
  const inOrder = [...commands].sort((a, b) => a.start - b.start);
  let last = -1;
  // For each of them, where the last of those ends that begin no later.
  const ends = inOrder.map(({ end }) => (last = Math.max(last, end)));
  return (line) => {
    let { start, end } = line;
    for (let index = countUpTo(inOrder, line.end) - 1; index >= 0 && (ends[index] ?? 0) > line.start; index--) {
      const command = inOrder[index];
      if (command === undefined || command.end <= line.start) continue;
      start = Math.min(start, command.start);
      end = Math.max(end, command.end);
    }
    return { ...line, start, end };
  };
}

/** How many of sorted commands begin no later than `at`. */
function countUpTo(commands: readonly Comment[], at: number): number {
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.start ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
