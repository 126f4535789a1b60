import type { Trees } from './trees.js';

/** Texts for people, pictures, fonts, and programs in languages that keytrail does not read. */
const INERT = /\.(?:md|markdown|mdx|rst|adoc|asciidoc|png|jpe?g|gif|svg|ico|webp|avif|bmp|pdf|woff2?|ttf|otf|eot|mp[34]|webm|wav|css|s[ac]ss|less|go|java|kts?|scala|rb|rs|c|cc|cpp|h|hpp|cs|fs|php|swift|dart|lua|exs?|erl|hs|sql|proto|vue|svelte|graphql)$|(?:^|[/\\])(?:LICENSE|NOTICE|AUTHORS|CODEOWNERS)$/iu;

/**
 * Whether a change is of nothing but files that say nothing of an infrastructure, whoever takes them in. A hook runs at every commit, for
 * pre-commit names no file that is gone, and most commits are of this kind: they need not wait until a repository is read. What has any
 * other name may be a part of something that is read.
 */
export const isInert = ({ judged }: Trees): boolean => judged.size > 0 && [...judged.keys()].every((path) => INERT.test(path));
