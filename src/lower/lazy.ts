import type { Vocabulary } from '../core/unit.js';
import { withRemovals, type WholeLowering } from './removals.js';

/** The lowering of a vocabulary, loaded when there is something for it. A vocabulary without one does not compile. */
const loaders: Readonly<Record<Vocabulary, () => Promise<WholeLowering>>> = {
  cloudformation: async () => withRemovals((await import('./cloudformation.js')).cloudformation),
  terraform: async () => withRemovals((await import('./terraform/index.js')).terraform),
  'aws-api': async () => withRemovals((await import('./aws-api.js')).awsApi),
};

export const loweringOf = async (vocabulary: Vocabulary): Promise<WholeLowering> => loaders[vocabulary]();
