/** Fixes: edits at literals, in YAML, JSON and HCL. When in doubt there is none. */
export { replaceFalse, replaceScalar } from './edits/scalars.js';
export { fixExclusion, fixInvalid, fixLoss, fixMissing } from './edits/selectors.js';
export { inEveryWorld } from './edits/worlds.js';
