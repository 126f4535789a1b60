import type { Vocabulary } from '../core/unit.js';
import { awsApi } from './aws-api.js';
import { cloudformation } from './cloudformation.js';
import { withRemovals, type WholeLowering } from './removals.js';
import { terraform } from './terraform/index.js';

/** A vocabulary without its lowering does not compile. */
export const lowerings: Record<Vocabulary, WholeLowering> = { cloudformation: withRemovals(cloudformation), terraform: withRemovals(terraform), 'aws-api': withRemovals(awsApi) };
