import { lstatSync, realpathSync, type Stats } from 'node:fs';
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

/** What lies at a path itself, which may be a link that leads nowhere. Below what is a file there is nothing. */
export function lying(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
