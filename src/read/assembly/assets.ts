import { member, textValue } from '../../core/node.js';
import { folderOf, pathFrom, type Library } from '../library.js';
import { manifestIn, within } from './manifest.js';

/**
 * The file that an asset of the CDK is, by the hash that names it in the bucket: the CDK need not write `aws:asset:path` beside
 * what uses it. Undefined where no assembly around `from` knows it. Cloud Assembly Schema, `AssetManifest`.
 */
export function assetFile(hash: string, from: string, library: Library): string | undefined {
  const manifest = manifestIn(folderOf(from), library);
  for (const file of manifest?.assets ?? []) {
    const opened = library.open(file.slice(file.lastIndexOf('/') + 1), file);
    const [root] = opened.kind === 'read' ? opened.documents : [];
    const path = root === undefined ? undefined : textValue(member(member(member(member(root, 'files'), hash), 'source'), 'path'));
    if (path !== undefined) return pathFrom(within(folderOf(file)), path);
  }
  return undefined;
}
