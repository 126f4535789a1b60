import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../tools/', import.meta.url));

export type Tools =
  | { readonly available: false; readonly why: string }
  | {
      readonly available: true;
      /** Microsoft's multitool. */
      readonly executable: string;
      readonly config: string;
      /** The JSON schema of SARIF 2.1.0 that comes with it. */
      readonly schema: unknown;
    };

let known: Tools | undefined;

/** What is installed under `test/tools`. In CI it has to be. */
export const tools = (): Tools => (known ??= find());

function find(): Tools {
  const executable = installed();
  if (executable === undefined) return missing('test/tools is not installed: npm ci --prefix test/tools');
  // Its install script does this, unless npm was told to run none.
  chmodSync(executable, 0o755);
  const schema: unknown = JSON.parse(readFileSync(join(dirname(executable), 'sarif-2.1.0.json'), 'utf8').replace(/^\uFEFF/u, ''));
  return { available: true, executable, config: join(FOLDER, 'validate.config.json'), schema };
}

function missing(why: string): Tools {
  if (process.env['CI'] !== undefined && process.env['CI'] !== '') throw new Error(why);
  console.warn(`skipped: ${why}`);
  return { available: false, why };
}

function installed(): string | undefined {
  try {
    const path = createRequire(join(FOLDER, 'package.json'))('@microsoft/sarif-multitool') as string;
    return [path, `${path}.exe`].find((file) => existsSync(file));
  } catch {
    return undefined;
  }
}
