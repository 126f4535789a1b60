/** Values that are known, found in texts in time that does not grow with their number. */
export interface Known {
  readonly add: (value: string, standIn: string) => void;
  /** The first of them in `text` from `start` on, and of those that begin there the longest. */
  readonly find: (text: string, start: number) => Match | undefined;
}

export interface Match {
  readonly start: number;
  readonly end: number;
  readonly standIn: string;
}

/** What values that begin alike have in common, by code unit. */
interface Branch {
  readonly next: Map<number, Branch>;
  standIn: string | undefined;
}

const branch = (): Branch => ({ next: new Map(), standIn: undefined });

export function knownValues(): Known {
  const root = branch();
  return {
    add: (value, standIn) => {
      let at = root;
      for (let index = 0; index < value.length; index++) {
        const next = at.next.get(value.charCodeAt(index)) ?? branch();
        at.next.set(value.charCodeAt(index), next);
        at = next;
      }
      at.standIn = standIn;
    },
    find: (text, start) => {
      for (let from = start; from < text.length; from++) {
        const found = longest(root, text, from);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

function longest(root: Branch, text: string, start: number): Match | undefined {
  if (continues(text, start)) return undefined;
  let found: Match | undefined;
  let at: Branch | undefined = root;
  for (let end = start; at !== undefined; end++) {
    if (at.standIn !== undefined && !continues(text, end)) found = { start, end, standIn: at.standIn };
    at = end < text.length ? at.next.get(text.charCodeAt(end)) : undefined;
  }
  return found;
}

/** Whether a word goes on at `offset`: `bob` is no part of `bobsled`. */
const continues = (text: string, offset: number): boolean => /^[\p{L}\p{N}]{2}$/u.test(text.slice(Math.max(0, offset - 1), offset + 1));
