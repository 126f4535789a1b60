import { isWithin, literalText, type Command, type Word } from '../syntax/tree.js';
import { literal, type Origin } from '../../../core/source.js';
import type { Library } from '../../library.js';
import type { Expander, Point } from './expander.js';
import { echoed } from './echoed.js';
import { identityOf, slice, verbatim, type Located } from './located.js';
import { FOLDER, WORKING } from './places.js';

/** Where a script stands, and what is beside it. */
export interface Surroundings {
  readonly library: Library;
  /** The path of the file in which the script is written. */
  readonly path: string;
  /** Folders from which names of files may count, in the order in which they are tried; empty for the root of the repository. */
  readonly folders: readonly string[];
}

/** What a file holds, or why that is not known, in words that fit behind a colon. */
export type Content = Located | string;

interface Write {
  readonly content: Located | undefined;
  readonly command: Command;
}

/** Commands that leave the files that they name as they are. */
const onlooking: ReadonlySet<string> = new Set(['aws', 'cat', 'tee', 'echo', 'printf', 'rm', 'chmod', 'jq', 'test', '[', '[[', 'grep', 'head', 'less', 'ls', 'touch', 'trap', 'exec', 'sudo', 'export', 'local']);

/** The files that a script names: those that it writes itself, and those of the repository. */
export class Files {
  private writes: ReadonlyMap<string, readonly Write[]> | undefined;
  private changes: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly commands: readonly Command[],
    private readonly expander: Expander,
    private readonly surroundings: Surroundings,
  ) {}

  /** What the file of this name holds where it is named. */
  read(name: Located, at: Point, origin: Origin): Content {
    const key = keyOf(name);
    const written = key === undefined ? undefined : this.written(key, at);
    return written ?? this.open(name, origin);
  }

  private written(key: string, at: Point): Content | undefined {
    const all = this.allWrites().get(key) ?? [];
    const [only] = all;
    if (only === undefined) return undefined;
    if (all.length > 1) return 'the script writes it in several places';
    if (only.content === undefined) return 'what the script writes into it is known only when it runs';
    if (!isWithin(at.block, only.command.block)) return 'the script writes it under a condition';
    const changer = this.allChanges().get(key);
    return changer === undefined ? only.content : `\`${changer}\` may change it`;
  }

  private open(name: Located, origin: Origin): Content {
    const path = this.pathOf(name);
    if (path === undefined) return name.missing[0]?.reason ?? `\`${name.text}\` is no file of this repository`;
    const { library, folders } = this.surroundings;
    let reason = '';
    for (const folder of folders) {
      const opened = library.open(path, folder === '' ? 'script' : `${folder}/script`);
      if (opened.kind === 'read') return { ...verbatim(opened.source, 0, opened.source.text.length), uses: [{ of: opened.source, at: literal(origin.span) }] };
      ({ reason } = opened);
    }
    return `\`${path}\`, looked for ${folders.map((folder) => (folder === '' ? 'at the root of the repository' : `in \`${folder}\``)).join(' and ')}: ${reason}`;
  }

  /** The way to a file of the repository; undefined for any other place. */
  private pathOf({ text, missing }: Located): string | undefined {
    const [first, ...others] = missing;
    if (first === undefined) return /^(?:\/|~|$)/u.test(text) ? undefined : text;
    const isPlace = first.at === 0 && (first.identity === FOLDER || first.identity === WORKING) && text.charAt(1) === '/';
    return others.length === 0 && isPlace ? text.slice(2) : undefined;
  }

  private allWrites(): ReadonlyMap<string, readonly Write[]> {
    if (this.writes !== undefined) return this.writes;
    const found = new Map<string, Write[]>();
    this.writes = found;
    for (const command of this.commands) {
      for (const { target, appends } of targetsOf(command)) {
        const key = keyOf(this.expander.value(target, command));
        if (key === undefined || key.startsWith('/dev/')) continue;
        const write = { content: appends ? undefined : echoed(command, this.expander, command), command };
        const known = found.get(key);
        if (known === undefined) found.set(key, [write]);
        else known.push(write);
      }
    }
    return found;
  }

  /** By file, the first command that may change it. */
  private allChanges(): ReadonlyMap<string, string> {
    if (this.changes !== undefined) return this.changes;
    const found = new Map<string, string>();
    this.changes = found;
    for (const command of this.commands) {
      const [first, ...rest] = command.words;
      const name = first === undefined ? undefined : literalText(first);
      if (name === undefined || onlooking.has(name)) continue;
      for (const word of rest) {
        const key = keyOf(this.expander.value(word, command));
        if (key !== undefined && !found.has(key)) found.set(key, name);
      }
    }
    return found;
  }
}

const keyOf = (name: Located): string | undefined => identityOf(name)?.replace(/^(?:\.\/)+/u, '');

/** The files that a command writes: `> file`, `tee file`. */
function targetsOf({ words, redirects }: Command): readonly { readonly target: Word; readonly appends: boolean }[] {
  const redirected = redirects.filter(({ operator }) => ['>', '>|', '>>', '&>', '&>>'].includes(operator)).map(({ target, operator }) => ({ target, appends: operator.endsWith('>>') }));
  const [first, ...rest] = words;
  const tee = first === undefined ? -1 : words.findIndex((word) => literalText(word) === 'tee');
  if (tee === -1 || tee > 1) return redirected;
  const appends = rest.some((word) => /^-\w*a/u.test(literalText(word) ?? ''));
  return [...redirected, ...words.slice(tee + 1).filter((word) => literalText(word)?.startsWith('-') !== true).map((target) => ({ target, appends }))];
}

/** Without the line ends at its end, as `$( )` takes it. */
export function trimmedEnd(value: Located): Located {
  let end = value.text.length;
  while (end > 0 && (value.text.charAt(end - 1) === '\n' || value.text.charAt(end - 1) === '\r')) end--;
  return slice(value, 0, end);
}
