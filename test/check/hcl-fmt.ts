import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether there is a `terraform` program; where there is none, that is said. */
export const hasTerraform = ((): boolean => {
  const found = spawnSync('terraform', ['version'], { encoding: 'utf8' }).status === 0;
  if (!found) console.warn('skipped: there is no terraform to ask for its format');
  return found;
})();

/** Those of the texts that `terraform fmt` would change. */
export function unformatted(texts: readonly string[]): readonly string[] {
  const formatted = formattedByTerraform(texts);
  return texts.filter((text, i) => text !== formatted[i]);
}

/** The texts as `terraform fmt` writes them. */
export function formattedByTerraform(texts: readonly string[]): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'fmt-'));
  const paths = texts.map((_, i) => join(folder, `${String(i)}.tf`));
  try {
    texts.forEach((text, i) => { writeFileSync(paths[i] ?? '', text); });
    const { status, stderr } = spawnSync('terraform', ['fmt', '-no-color', folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return paths.map((path) => readFileSync(path, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
