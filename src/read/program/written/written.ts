import type { Name } from '../evaluation/externals.js';

/**
 * What a table knows of programs as they are written, before anything is evaluated: `settled.ts` asks. Each of these may say too
 * much of what matters, and nothing too little.
 */
export interface Written {
  /** Whether a text speaks of what is hardly ever harmless, so that it is not worth being looked at. */
  readonly isUnlikely?: (text: string) => boolean;
  /**
   * How a name of a package may be used. `namespace`: only to name a member of it, or what is in it could go anywhere. `loud`:
   * only as `accepts` says, for something could be made by it. Undefined: in whatever way. Of a package of which any name is not
   * undefined the empty one, which stands for all of it, is not either.
   */
  readonly use: (name: Name) => 'namespace' | 'loud' | undefined;
  /** Names that may stand nowhere, whatever they are members of. */
  readonly never: ReadonlySet<string>;
  /** Members of whatever there is that are called only as `accepts` says, and not used otherwise. */
  readonly members: ReadonlySet<string>;
  /** Whether nothing can come of a call, whatever there is around it. */
  readonly accepts: (call: WrittenCall) => boolean;
}

/** Something loud as it is used: `new Role(...)`, `Role.fromRoleArn(...)`, `role.addToPolicy(...)`. */
export interface WrittenCall {
  /** The name of a package that is called; of a member of something else that of the member. */
  readonly of: Name | string;
  readonly isNew: boolean;
  readonly args: readonly WrittenValue[];
}

/** A value as far as it is written out. */
export type WrittenValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly WrittenValue[] }
  /** Nothing is spread into it, and all its names are written out. */
  | { readonly kind: 'object'; readonly names: readonly string[]; readonly member: (name: string) => WrittenValue | undefined }
  /** Of a name of a package. */
  | { readonly kind: 'call'; readonly call: WrittenCall }
  | { readonly kind: 'other' };

/** How a name may be used, or one on the way to it, which may be that of a class. A namespace on the way is just used as it should be. */
function useOnTheWay({ module, name }: Name, use: Written['use']): ReturnType<Written['use']> {
  for (let end = name.indexOf('.'); end !== -1; end = name.indexOf('.', end + 1)) if (use({ module, name: name.slice(0, end) }) === 'loud') return 'loud';
  return use({ module, name });
}

/** Names of packages that matter: those of others stand for anything, as what a file declares itself does. */
export function boundThatCounts(bound: ReadonlyMap<string, Name>, { use }: Written): ReadonlyMap<string, Name> {
  return new Map([...bound].filter(([, { module }]) => use({ module, name: '' }) !== undefined));
}

/** Asked once for each name. */
function onceEach(use: Written['use']): Written['use'] {
  const known = new Map<string, Map<string, ReturnType<Written['use']>>>();
  return (name) => {
    const names = known.get(name.module) ?? new Map<string, ReturnType<Written['use']>>();
    known.set(name.module, names);
    if (!names.has(name.name)) names.set(name.name, use(name));
    return names.get(name.name);
  };
}

/** What all tables know together, of a name with all that it is a member of; undefined where one knows nothing. */
export function together(tables: readonly (Written | undefined)[]): Written | undefined {
  const all = tables.filter((table) => table !== undefined);
  if (all.length < tables.length) return undefined;
  const uses = new Map(all.map((table) => [table, onceEach((name) => useOnTheWay(name, table.use))]));
  const use = onceEach((name) => useOnTheWay(name, (one) => all.map((table) => table.use(one)).find((found) => found !== undefined)));
  return {
    isUnlikely: (text) => all.some(({ isUnlikely }) => isUnlikely?.(text) === true),
    use,
    never: new Set(all.flatMap(({ never }) => [...never])),
    members: new Set(all.flatMap(({ members }) => [...members])),
    accepts: (call) => {
      const { of } = call;
      return all.every((table) => (typeof of === 'string' ? !table.members.has(of) : uses.get(table)?.(of) !== 'loud') || table.accepts(call));
    },
  };
}

/** Whatever is done with packages whose names match may matter. */
export const loudPackages = (modules: RegExp): Written => ({
  use: ({ module }) => (modules.test(module) ? 'loud' : undefined),
  never: new Set(),
  members: new Set(),
  accepts: () => false,
});
