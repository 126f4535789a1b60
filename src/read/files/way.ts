import { realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The real path of what lies at `path`, or would if it were there: through whatever links lead to the folder that is. */
export function wayTo(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : join(wayTo(folder), basename(path));
  }
}
