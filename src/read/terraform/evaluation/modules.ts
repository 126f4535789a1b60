import { member, textValue } from '../../../core/node.js';
import { pathFrom, type Library } from '../../library.js';
import { plainTemplate } from '../../text/hcl/syntax.js';
import { attribute, moduleIn, type Module, type ModuleCall } from '../module.js';
import type { Instance } from './instance.js';

/** The folder of a module that is called, or why it is not at hand. */
export type LocatedModule = { readonly kind: 'here'; readonly folder: string; readonly path: string } | { readonly kind: 'away'; readonly reason: string };

/** Told once for each source, however many call it. */
export const ELSEWHERE = 'the module is not in this repository, nor brought in by `terraform init`';

const away = (reason: string): LocatedModule => ({ kind: 'away', reason });

/**
 * A local module (`./x`, `../x`), or what `terraform init` brought in, as `.terraform/modules/modules.json` says. HashiCorp,
 * "Module Sources".
 */
export function located({ name, body }: ModuleCall, caller: Instance): LocatedModule {
  const source = attribute(body, 'source');
  const text = source?.kind === 'template' ? plainTemplate(source) : undefined;
  if (text === undefined) return away(source === undefined ? 'it names no source' : 'its source is not written out');
  if (!/^\.\.?(?:\/|$)/u.test(text)) return installed(name, caller) ?? away(`\`${text}\` is not read: ${ELSEWHERE}`);
  const folder = pathFrom(`${caller.module.folder}${caller.module.folder === '' ? '' : '/'}x`, text);
  if (folder === undefined) return away(`\`${text}\` is no way to a folder`);
  return { kind: 'here', folder, path: joined(caller.path, text) };
}

/** The module that a call names by a local way, whatever instance it is called in; undefined for all others. */
export function calledBy({ body }: Pick<ModuleCall, 'body'>, caller: Module, library: Library): Module | undefined {
  const source = attribute(body, 'source');
  const text = source?.kind === 'template' ? plainTemplate(source) : undefined;
  const folder = text !== undefined && /^\.\.?(?:\/|$)/u.test(text) ? pathFrom(`${caller.folder}${caller.folder === '' ? '' : '/'}x`, text) : undefined;
  return folder === undefined ? undefined : moduleIn(folder, library);
}

/** The way from the root module, as `path.module` gives it. */
function joined(from: string, way: string): string {
  const steps = pathFrom(from === '.' ? 'x' : `${from}/x`, way) ?? way;
  return steps === '' ? '.' : steps;
}

function installed(name: string, caller: Instance): LocatedModule | undefined {
  const { library, root } = caller.run;
  const opened = library.open('.terraform/modules/modules.json', `${root.folder}${root.folder === '' ? '' : '/'}x`);
  const [manifest] = opened.kind === 'read' ? opened.documents : [];
  const modules = manifest === undefined ? undefined : member(manifest, 'Modules');
  if (modules?.kind !== 'list') return undefined;
  // `module.a["x"].module.b.` is `a.b` there.
  const key = [...caller.prefix.matchAll(/module\.([\w-]+)/gu)].map(([, step]) => step ?? '').concat(name).join('.');
  const found = modules.items.find((item) => textValue(member(item, 'Key')) === key);
  const directory = found === undefined ? undefined : textValue(member(found, 'Dir'));
  const folder = directory === undefined ? undefined : pathFrom(`${root.folder}${root.folder === '' ? '' : '/'}x`, directory);
  return folder === undefined || directory === undefined ? undefined : { kind: 'here', folder, path: directory };
}

