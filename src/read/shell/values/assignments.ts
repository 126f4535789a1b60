import { functionOf, isWithin, literalText, type Assignment, type Command } from '../syntax/tree.js';

/** Builtins whose assignments stay, though there are words before them. */
const declaring: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
/** Builtins that set the variables which they name. */
const setting: ReadonlySet<string> = new Set(['read', 'mapfile', 'readarray', 'getopts', 'unset']);

/** Where variables are set. A function may have a variable of its own of some name. */
export interface Assignments {
  /** The assignment of which the value holds at a place; `several` where it may be one or another. */
  readonly reaching: (name: string, at: Place) => Assignment | 'several' | undefined;
}

type Place = Pick<Command, 'block' | 'start'>;

/** Commands between an assignment and where it is used, of which one may call a function that assigns anew. */
const MOST_BETWEEN = 1_000;

/** Where each variable is set in a script. What stands before the words of a command is set for that command alone. */
export function assignmentsOf(commands: readonly Command[]): Assignments {
  const own = new Set(commands.flatMap((command) => localNames(command).map((name) => keyOf(functionOf(command.block), name))));
  const keyAt = (name: string, block: Command['block']): string => {
    const key = keyOf(functionOf(block), name);
    return own.has(key) ? key : name;
  };
  /** By variable, then by the function in which it is set; in order. */
  const found = new Map<string, Map<string, Assignment[]>>();
  for (const command of commands) for (const assignment of lasting(command)) add(found, keyAt(assignment.name, command.block), assignment);
  return {
    reaching: (name, at) => {
      const byFunction = found.get(keyAt(name, at.block));
      if (byFunction === undefined) return undefined;
      const [all = []] = byFunction.values();
      return byFunction.size === 1 && all.length === 1 ? all[0] : (lastBefore(byFunction, at, commands) ?? 'several');
    },
  };
}

function add(found: Map<string, Map<string, Assignment[]>>, key: string, assignment: Assignment): void {
  const byFunction = found.get(key) ?? new Map<string, Assignment[]>();
  found.set(key, byFunction);
  const name = functionOf(assignment.block);
  const known = byFunction.get(name);
  if (known === undefined) byFunction.set(name, [assignment]);
  else known.push(assignment);
}

/** Of several assignments the last one on the way to a place, where no other can come in between: a loop may come back, a function may be called. */
function lastBefore(byFunction: ReadonlyMap<string, readonly Assignment[]>, at: Place, commands: readonly Command[]): Assignment | undefined {
  const name = functionOf(at.block);
  const beside = byFunction.get(name) ?? [];
  const index = firstFrom(beside, at.start) - 1;
  const last = beside[index];
  if (last?.kind !== 'set' || !isWithin(at.block, last.block)) return undefined;
  if (last.block !== at.block && index + 1 < beside.length) return undefined;
  const from = firstFrom(commands, last.start);
  const to = firstFrom(commands, at.start);
  if (to - from > MOST_BETWEEN) return undefined;
  return commands.slice(from, to).some(({ words: [first] }) => first !== undefined && byFunction.has(literalText(first) ?? '')) ? undefined : last;
}

/** The index of the first of these, in order, that begins at `start` or behind it. */
function firstFrom(items: readonly { readonly start: number }[], start: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

const keyOf = (name: string, variable: string): string => `${name}\u0000${variable}`;

/** `local a b=...`, and in a function `declare`, make variables of its own. */
function localNames({ words: [first, ...rest], assignments, block }: Command): readonly string[] {
  const name = first === undefined ? undefined : literalText(first);
  if (name !== 'local' && name !== 'declare' && name !== 'typeset') return [];
  if (functionOf(block) === '') return [];
  return [...assignments.map((one) => one.name), ...rest.flatMap((word) => /^[A-Za-z_]\w*$/u.exec(literalText(word) ?? '')?.[0] ?? [])];
}

function lasting(command: Command): readonly Assignment[] {
  const [first, ...rest] = command.words;
  if (first === undefined) return command.assignments;
  const name = literalText(first) ?? '';
  if (declaring.has(name)) return command.assignments;
  const words = rest.map((word) => literalText(word) ?? '');
  const variable = name === 'printf' && words[0] === '-v' ? words.slice(1, 2) : setting.has(name) ? words.filter((word) => /^[A-Za-z_]\w*$/u.test(word)) : [];
  // `read -r -d '' NAME <<EOF` takes in the whole of a here-document.
  const isWhole = name === 'read' && words.some((word, index) => /^-\w*d$/u.test(word) && words[index + 1] === '');
  const value = isWhole ? command.redirects.find(({ body }) => body !== undefined)?.body : undefined;
  return variable.map((one): Assignment => ({ name: one, value, items: undefined, kind: 'set', start: command.start, block: command.block }));
}

/** Whether what an assignment sets holds at a place: it was made before, whatever the way there. A function runs later than it is written. */
export function isUnder(assignment: Assignment, at: Pick<Command, 'block' | 'start'>): boolean {
  if (!isWithin(at.block, assignment.block)) return false;
  return assignment.start <= at.start || functionOf(at.block) !== functionOf(assignment.block);
}
