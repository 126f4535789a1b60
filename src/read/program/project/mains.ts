import { member, textValue } from '../../../core/node.js';
import type { Source } from '../../../core/source.js';
import { folderOf, type Library } from '../../library.js';
import { projectOf } from '../program.js';
import { resolveModule } from './resolution.js';

/**
 * The file with which a project begins that says so in a file of its own: it may name no package, and only bring in what makes
 * everything. Pulumi documentation, "Pulumi project file reference", `main`.
 */
export function mainOf(given: Source, library: Library): Source | undefined {
  const folder = projectOf(given.path, library);
  const inFolder = `${folder}${folder === '' ? '' : '/'}x`;
  const file = library.list(folder).find((path) => folderOf(path) === folder && /(?:^|\/)Pulumi\.ya?ml$/u.test(path));
  if (file === undefined) return undefined;
  const opened = library.open(file.slice(folder === '' ? 0 : folder.length + 1), inFolder);
  const [root] = opened.kind === 'read' ? opened.documents : [];
  const main = root === undefined ? undefined : textValue(member(root, 'main'));
  const found = resolveModule(`./${main ?? ''}`, inFolder, library);
  return found.kind === 'program' ? found.source : undefined;
}
