import type { Source } from '../../../core/source.js';
import { parseHcl } from './index.js';

/** The comments of a file in HCL, those in expressions too. */
export const commentsOfHcl = (source: Source): readonly { readonly start: number; readonly end: number }[] => parseHcl(source).comments.map(({ span: { start, end } }) => ({ start, end }));
