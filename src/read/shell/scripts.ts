import { append } from '../../core/long.js';
import { type Problem, unreadGap } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import type { Truth } from '../../core/truth.js';
import type { Unit } from '../../core/unit.js';
import { unitOf } from './cli/calls.js';
import { inputOf } from './cli/inputs.js';
import { invocationOf } from './cli/invocation.js';
import { reached } from './cli/endpoints.js';
import { isWrapper, opened, type Opened } from './cli/wrappers.js';
import { mayCall } from './names.js';
import { commandsOf } from './syntax/commands.js';
import { functionOf, literalText, type Command } from './syntax/tree.js';
import { assignmentsOf } from './values/assignments.js';
import { Expander, type Field } from './values/expander.js';
import { Files, type Surroundings } from './values/files.js';
import type { Located } from './values/located.js';
import { outputs } from './values/outputs.js';

/** A variable that is set outside of a script, where that is visible. */
export type Preset = (name: string) => Located | undefined;

/** Scripts in scripts: `bash -c`, `eval`. */
const MAX_DEPTH = 4;

/** The calls of AWS that a script makes. It is not run: what a call does is told, not whether it is made. */
export function callsIn(script: Located, surroundings: Surroundings, preset: Preset, depth = 0): { readonly units: readonly Unit[]; readonly problems: readonly Problem[] } {
  const reader = new ScriptReader(script, surroundings, preset, depth);
  reader.read();
  return reader;
}

class ScriptReader {
  readonly units: Unit[] = [];
  readonly problems: Problem[] = [];
  private readonly commands: readonly Command[];
  private readonly unclosed: number | undefined;
  private readonly expander: Expander;
  private readonly files: Files;
  /** Functions that run what they are given: `run() { "$@"; }`. */
  private readonly runners: ReadonlySet<string>;

  constructor(
    private readonly script: Located,
    private readonly surroundings: Surroundings,
    private readonly preset: Preset,
    private readonly depth: number,
  ) {
    const { all, unclosed } = commandsOf(script.text);
    this.commands = all;
    this.unclosed = unclosed;
    this.expander = new Expander(script, assignmentsOf(all), {
      preset,
      outputOf: (output, at) => outputs(output, this.expander, this.files, at),
    });
    this.files = new Files(all, this.expander, surroundings);
    this.runners = new Set(all.filter(runsArguments).map(({ block }) => functionOf(block)).filter((name) => name !== ''));
  }

  read(): void {
    for (const command of this.commands) this.command(command);
    const { unclosed } = this;
    if (unclosed !== undefined && mayCall(this.script.text.slice(unclosed))) this.problems.push(unreadGap('This quote is not closed: what is behind it is not read', onOneLine(this.script.originOf(unclosed, unclosed + 1).span)));
  }

  private command(command: Command): void {
    const [first] = command.words;
    if (first === undefined) return;
    const [name] = this.expander.fields(first, command);
    if (name === undefined || !(isWrapper(name.value, this.runners) || command.words.some((word) => literalText(word) === 'aws'))) return;
    const fields = command.words.flatMap((word) => this.expander.fields(word, command));
    const found = opened(fields, this.runners);
    if (found !== undefined) this.follow(found, command);
  }

  private follow(found: Opened, command: Command): void {
    switch (found.kind) {
      case 'aws':
        this.call(found.fields, command, found.exists);
        return;
      case 'script':
        this.nested(found.text, command);
        return;
      case 'shell': {
        const [body] = command.redirects.flatMap((redirect) => redirect.body ?? []).slice(-1);
        if (body !== undefined) this.nested(this.expander.value(body, command), command);
      }
    }
  }

  private nested(text: Located, at: Command): void {
    if (this.depth >= MAX_DEPTH || !mayCall(text.text)) return;
    const { units, problems } = callsIn(text, this.surroundings, (name) => this.expander.variable(name, at) ?? this.preset(name), this.depth + 1);
    append(this.units, units);
    append(this.problems, problems);
  }

  private call(fields: readonly Field[], command: Command, sure: Truth): void {
    const invocation = invocationOf(fields);
    if (invocation === undefined) return;
    const exists = reached(invocation, command, this.expander, sure);
    if (exists === 'no') return;
    const input = inputOf(invocation, command, (name, at, origin) => this.files.read(name, at, origin));
    this.units.push(unitOf(invocation, input, exists));
  }
}

/** A command of which the first word is all that a function was given. */
function runsArguments({ words }: Command): boolean {
  const parts = words[0]?.parts.filter((part) => part.kind !== 'literal' || part.text !== '') ?? [];
  return parts.length === 1 && parts[0]?.kind === 'use' && (parts[0].name === '@' || parts[0].name === '*');
}
