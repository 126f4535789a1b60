/** A value as JSON has it. */
export type Tree = string | number | boolean | null | readonly Tree[] | { readonly [key: string]: Tree };

export const asJson = (tree: Tree): string => `${JSON.stringify(tree, undefined, 2)}\n`;

/** YAML in blocks, with every text in double quotes: to YAML it is what JSON says. */
export const asBlocks = (tree: Tree): string => (isLeaf(tree) ? `${leaf(tree)}\n` : `${block(tree, '').join('\n')}\n`);

const isLeaf = (tree: Tree): tree is string | number | boolean | null => tree === null || typeof tree !== 'object' || Object.keys(tree).length === 0;

const leaf = (tree: Tree): string => JSON.stringify(tree);

export const isTrees = (tree: Tree | undefined): tree is readonly Tree[] => Array.isArray(tree);

function block(tree: Tree, indent: string): readonly string[] {
  if (tree === null || typeof tree !== 'object') return [indent + leaf(tree)];
  if (isTrees(tree)) {
    return tree.flatMap((item) => {
      if (isLeaf(item)) return [`${indent}- ${leaf(item)}`];
      const [first = '', ...rest] = block(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  return Object.entries(tree).flatMap(([key, value]) => (isLeaf(value) ? [`${indent}${leaf(key)}: ${leaf(value)}`] : [`${indent}${leaf(key)}:`, ...block(value, `${indent}  `)]));
}
