import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
// The build is plain JavaScript.
// @ts-expect-error -- without types
import * as scripts from '../scripts/build.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder that the sources were built into. */
    readonly dist: string;
  }
}

const { build } = scripts as { readonly build: (out: string) => Promise<void> };

/** Builds the sources as they are, once for all tests that run the command as it is published; `built` gives it to them. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-built-'));
  const dist = join(folder, 'dist');
  await build(dist);
  project.provide('dist', dist);
  return () => { rmSync(folder, { recursive: true, force: true }); };
}
