import type { Vocabulary } from '../core/unit.js';
import { awsApi } from './aws-api.js';
import { cloudformation } from './cloudformation.js';
import type { Lowering } from './lowering.js';

/** A vocabulary without its lowering does not compile. */
export const lowerings: Record<Vocabulary, Lowering> = { cloudformation, 'aws-api': awsApi };
