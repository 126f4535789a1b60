import { functionOf, isWithin, literalText, type Assignment, type Command } from '../syntax/tree.js';

/** Builtins whose assignments stay, though there are words before them. */
const declaring: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);
/** Builtins that set the variables which they name. */
const setting: ReadonlySet<string> = new Set(['read', 'mapfile', 'readarray', 'getopts', 'unset']);

/** Where each variable is set in a script. What stands before the words of a command is set for that command alone. */
export function assignmentsOf(commands: readonly Command[]): ReadonlyMap<string, readonly Assignment[]> {
  const found = new Map<string, Assignment[]>();
  for (const command of commands) {
    for (const assignment of lasting(command)) {
      const known = found.get(assignment.name);
      if (known === undefined) found.set(assignment.name, [assignment]);
      else known.push(assignment);
    }
  }
  return found;
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
