import { beginningOf, type Overlay, slashed } from '../../read/files.js';
import { type Indexed, isSubmodule } from './raw.js';
import type { Repository } from './repository.js';

/** What is in no commit and part of every work tree all the same: what Git itself keeps, and the modules that `terraform init` brought in for the configuration. */
const kept = /(?:^|\/)\.(?:git|terraform)(?:\/|$)/u;

/** What of the work tree is not in the index: files, and folders without a file that is. Submodules have an index of their own. */
export function whollyIn(listed: readonly Indexed[], { top, same }: Repository): Overlay['lacks'] {
  const known = new Set<string>();
  const submodules = new Set<string>();
  for (const { path, version } of listed) {
    const name = same(path);
    if (isSubmodule(version)) submodules.add(name);
    known.add(name);
    for (let folder = folderOf(name); folder !== '' && !known.has(folder); folder = folderOf(folder)) known.add(folder);
  }
  const below = beginningOf(top);
  return (path) => {
    if (!path.startsWith(below)) return false;
    const name = same(slashed(top, path));
    return !known.has(name) && !kept.test(name) && !liesIn(submodules, name);
  };
}

/** Whether a name is that of something below one of some folders. */
function liesIn(folders: ReadonlySet<string>, name: string): boolean {
  for (let folder = folders.size === 0 ? '' : folderOf(name); folder !== ''; folder = folderOf(folder)) if (folders.has(folder)) return true;
  return false;
}

const folderOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf('/')));
