import type { Node } from '../../core/node.js';
import type { Source } from '../../core/source.js';
import type { Carried } from './carriers/carried.js';
import { commentsOfDockerfile, scriptsOfDockerfile } from './carriers/dockerfile.js';
import { commentsOfMakefile, scriptsOfMakefile } from './carriers/makefile.js';
import { scriptsOfPipeline } from './carriers/pipelines.js';
import { isDockerfile, isMakefile } from './names.js';
import { commandsOf } from './syntax/commands.js';
import type { Stretch } from './syntax/tree.js';
import { verbatim, type Located } from './values/located.js';

/** What is written beside the commands of scripts: places in the file that holds them. */
export interface Commented {
  readonly comments: readonly Stretch[];
  /** The commands: nothing can be written between the lines of one. */
  readonly commands: readonly Stretch[];
}

/** The comments in a script, a makefile, a Dockerfile. */
export function commentsOfScripts(source: Source): Commented {
  if (isMakefile(source.path)) return together([{ comments: commentsOfMakefile(source), commands: [] }, ...inScripts(scriptsOfMakefile(source), source)]);
  if (isDockerfile(source.path)) return together([{ comments: commentsOfDockerfile(source), commands: [] }, ...inScripts(scriptsOfDockerfile(source), source)]);
  return inScript(verbatim(source, 0, source.text.length), source);
}

/** The comments in the scripts of a pipeline. */
export const commentsOfPipeline = (root: Node, source: Source): Commented => together(inScripts(scriptsOfPipeline(root).scripts, source));

const inScripts = (scripts: readonly Carried[], source: Source): readonly Commented[] => scripts.map(({ text }) => inScript(text, source));

/** What stands in the file as it stands in the script: of a text that came by an alias, or an escape, the place is another one. */
function inScript(script: Located, source: Source): Commented {
  const { all, comments } = commandsOf(script.text);
  const placesOf = (stretches: readonly Stretch[]): readonly Stretch[] =>
    stretches.flatMap(({ start, end }) => {
      const { span, from } = script.originOf(start, end);
      return from === undefined && span.source === source && span.end > span.start ? [{ start: span.start, end: span.end }] : [];
    });
  return {
    comments: placesOf(comments.filter(({ start, end }) => end > start)).filter(({ start }) => source.text.startsWith('#', start)),
    commands: placesOf(all.filter(({ words }) => words.length > 0)),
  };
}

const together = (parts: readonly Commented[]): Commented => ({ comments: parts.flatMap(({ comments }) => comments), commands: parts.flatMap(({ commands }) => commands) });
