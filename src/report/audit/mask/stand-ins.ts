/** Gives each value of a kind a name of ours, `account-1` say, and always the same. */
export interface StandIns {
  readonly of: (kind: string, value: string) => string;
}

/** Counted by first use, so that the same values in the same order have the same names. */
export function standIns(): StandIns {
  const kinds = new Map<string, Map<string, string>>();
  return {
    of: (kind, value) => {
      const names = kinds.get(kind) ?? new Map<string, string>();
      kinds.set(kind, names);
      const name = names.get(value) ?? `${kind}-${names.size + 1}`;
      names.set(value, name);
      return name;
    },
  };
}
