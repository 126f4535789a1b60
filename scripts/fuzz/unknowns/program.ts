import { replacedIn, type Change } from './change.js';

/** A property is what the environment says when the program runs. */
export const inProgram: Change = (text, random) => (decides.test(text) ? undefined : replacedIn(text, values, 'process.env.NOBODY_KNOWS', random));

/** What says whether, or how often, something is there. */
const decides = /\b(?:if|for|while|switch|case|try|catch|throw|return|forEach|map|filter|env|keytrail)\b|\?|&&|\|\||\/\/|\/\*/u;

/** Properties that say what is logged or granted, as far as they stand in a line. */
const values = /\b(?:isMultiRegionTrail|enableLogging|isLogging|readWriteType|(?:include|exclude)ManagementEvent(?:s|Sources)|(?:In|Ex)cludeManagementEvent(?:s|Sources)|ReadWriteType|[fF]ield|(?:[nN]ot)?(?:[eE]quals|[sS]tartsWith|[eE]ndsWith)|[eE]ffect|[aA]ctions?|[rR]esources?): (?:'[^'\n]*'|true|false|\[[^[\]\n]*\])/gu;
