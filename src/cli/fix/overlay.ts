import type { Engine } from '../engine.js';
import type { Overlay } from './draft.js';

/** An engine that reads other bytes in place of those of some files, whether they are linted or named by others. */
export const withOverlay = (engine: Engine, overlay: Overlay): Engine => ({
  ...engine,
  lint: (files, rules, { open, ...options }) =>
    engine.lint(overlaid(files, overlay), rules, { ...options, ...(open !== undefined && { open: (path: string) => overlay.get(path) ?? open(path) }) }),
});

function* overlaid<F extends { readonly path: string; readonly bytes: Uint8Array }>(files: Iterable<F>, overlay: Overlay): Iterable<F> {
  for (const file of files) yield { ...file, bytes: overlay.get(file.path) ?? file.bytes };
}
