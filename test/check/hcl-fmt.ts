import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  const folder = mkdtempSync(join(tmpdir(), 'fmt-'));
  try {
    texts.forEach((text, i) => { writeFileSync(join(folder, `${String(i)}.tf`), text); });
    const { status, stdout, stderr } = spawnSync('terraform', ['fmt', '-check', '-no-color', '.'], { cwd: folder, encoding: 'utf8' });
    if (status !== 0 && status !== 3) throw new Error(stderr);
    return [...stdout.matchAll(/^(\d+)\.tf$/gmu)].map(([, i]) => texts[Number(i)] ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
