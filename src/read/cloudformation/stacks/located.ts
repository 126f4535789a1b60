import { member, textValue, type MapNode, type Node } from '../../../core/node.js';
import type { Problem } from '../../../core/problem.js';
import type { Source } from '../../../core/source.js';
import { assetFile } from '../../assembly/assets.js';
import { embeddedText } from '../../embedded.js';
import { parseNow } from '../../parse.js';
import type { Library, Opened } from '../../library.js';
import { isTemplate } from '../recognition.js';

/** The template of a stack that another template declares, or why it is not at hand. */
export type Located =
  | { readonly kind: 'here'; readonly root: MapNode; readonly source: Source; readonly problems: readonly Problem[] }
  | { readonly kind: 'away'; readonly reason: string };

const away = (reason: string): Located => ({ kind: 'away', reason });

/** A resource that declares a stack: `properties` evaluated, as far as they say where its template is. */
export interface StackDeclaration {
  readonly properties: Node;
  readonly metadata: Node;
  /** The names of the parameters that it passes. */
  readonly passed: readonly string[];
}

/**
 * The template of a nested stack, a StackSet or a SAM application: written in place (`TemplateBody`), a local file as
 * `aws cloudformation package` and SAM take it, what the CDK notes as the asset (`aws:asset:path`, or the manifest of its assets), or a file of the
 * repository whose name ends the URL and which takes the very parameters that are passed.
 */
export function locate({ properties, metadata, passed }: StackDeclaration, from: Source, library: Library): Located {
  const body = member(properties, 'TemplateBody');
  if (body.kind !== 'absent') return inPlace(body);
  const asset = textValue(member(metadata, 'aws:asset:path'));
  if (asset !== undefined) return templateIn(library.open(asset, from.path), asset);
  const url = [member(properties, 'TemplateURL'), member(properties, 'Location'), member(properties, 'TemplateUrl')].find(({ kind }) => kind !== 'absent');
  if (url === undefined) return away('it does not say where it is');
  const text = textValue(url);
  if (text !== undefined && !/^[a-z][a-z\d+.-]*:/iu.test(text)) return templateIn(library.open(text, from.path), text);
  if (text === undefined && url.kind !== 'unknown') return away('it comes from a repository of applications');
  const tail = tailOf(text ?? lastText(url));
  const [hash] = /^[\da-f]{64}(?=\.)/u.exec(tail?.at(-1) ?? '') ?? [];
  const file = hash === undefined ? undefined : assetFile(hash, from.path, library);
  if (file !== undefined) return templateIn(library.open(file.slice(file.lastIndexOf('/') + 1), file), file);
  return (tail === undefined ? undefined : inRepository(tail, passed, from, library)) ?? away(text === undefined && url.kind === 'unknown' ? url.reason : 'it lies elsewhere');
}

/** A template that is written as a string, or as the object that a string is made of. */
function inPlace(body: Node): Located {
  if (body.kind === 'map') return isTemplate(body) ? { kind: 'here', root: body, source: body.origin.span.source, problems: [] } : away('what stands there is no template');
  if (body.kind !== 'scalar' && body.kind !== 'unknown') return away('what stands there is no template');
  const { node, problems } = embeddedText(body, parseNow);
  if (isTemplate(node)) return { kind: 'here', root: node, source: body.origin.span.source, problems };
  return away(node.kind === 'unknown' ? node.reason : 'what stands there is no template');
}

function templateIn(opened: Opened, name: string): Located {
  if (opened.kind === 'closed') return away(`\`${name}\` is not read: ${opened.reason}`);
  const root = opened.documents.find(isTemplate);
  return root === undefined ? away(`\`${name}\` holds no template`) : { kind: 'here', root, source: opened.source, problems: opened.problems };
}

const lastText = (node: Node): string => {
  const last = node.kind === 'unknown' ? node.text.at(-1) : undefined;
  return typeof last === 'string' ? last : '';
};

/** The steps of the way that ends a URL. */
function tailOf(url: string): readonly string[] | undefined {
  const way = url.replace(/[?#].*$/su, '').replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/iu, '');
  const steps = way.split('/').filter((step) => step !== '' && step !== '.' && step !== '..');
  return /\.(?:ya?ml|json|template|cfn)$/iu.test(steps.at(-1) ?? '') ? steps.slice(-8) : undefined;
}

/** The folders from that of `from` up to the root, as ways from it. */
const upwards = (from: Source): readonly string[] => from.path.split('/').slice(0, -1).reduce<string[]>((ways, _step, depth) => [...ways, '../'.repeat(depth + 1)], ['']);

/** The file that the longest part of the way names in the nearest folder upwards. Files of one name are told apart by the parameters they take. */
function inRepository(tail: readonly string[], passed: readonly string[], from: Source, library: Library): Located | undefined {
  for (const folder of upwards(from)) {
    for (let first = 0; first < tail.length; first++) {
      const name = folder + tail.slice(first).join('/');
      const found = templateIn(library.open(name, from.path), name);
      if (found.kind === 'here' && found.source.path !== from.path && takes(found.root, passed)) return found;
    }
  }
  return undefined;
}

/** CloudFormation refuses a stack that is given what it does not declare, or not given what has no default. */
function takes(root: MapNode, passed: readonly string[]): boolean {
  const declared = member(root, 'Parameters');
  const entries = declared.kind === 'map' ? [...declared.entries] : [];
  const names = new Set(entries.map(([name]) => name));
  const given = new Set(passed);
  return passed.every((name) => names.has(name)) && entries.every(([name, { value }]) => given.has(name) || member(value, 'Default').kind !== 'absent');
}
