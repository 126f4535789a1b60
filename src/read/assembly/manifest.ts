import { member, textValue, type MapNode, type Node } from '../../core/node.js';
import { gap, parseError, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import { pathFrom, type Library } from '../library.js';

/** The newest schema of cloud assemblies that was looked at (`@aws-cdk/cloud-assembly-schema`). */
const NEWEST = 55;

/** A stack of an assembly. AWS CDK API Reference, `AwsCloudFormationStackProperties` and `ArtifactManifest`. */
export interface Stack {
  /** As the CDK shows it: `Prod/Audit`. */
  readonly name: string;
  /** Where it is deployed, as far as that is known: an account, a Region. */
  readonly environment: readonly string[];
  /** The path of its template. */
  readonly template: string | undefined;
  /** Metadata by the path of the construct, in the manifest itself: in older schemas all of it. */
  readonly inline: Node;
  /** The file that holds it in newer schemas. */
  readonly metadataFile: Node;
}

/** The manifest of a cloud assembly, as the CDK writes it into `cdk.out` and into a folder below for each stage. */
export interface Manifest {
  readonly folder: string;
  readonly source: Source;
  readonly stacks: readonly Stack[];
  /** The files that say which asset is which file. */
  readonly assets: readonly string[];
  /** The folders of the assemblies within it. */
  readonly nested: readonly string[];
  /** The version of its schema, where that is newer than those known. */
  readonly newer: Node | undefined;
  readonly problems: readonly Problem[];
}

const known = new WeakMap<Library, Map<string, Manifest | undefined>>();

/** The manifest in a folder, if the folder is a cloud assembly. It throws `FullReaderNeeded` as `parseNow` does. */
export function manifestIn(folder: string, library: Library): Manifest | undefined {
  const manifests = known.get(library) ?? new Map<string, Manifest | undefined>();
  known.set(library, manifests);
  if (!manifests.has(folder)) manifests.set(folder, read(folder, library));
  return manifests.get(folder);
}

/** A file in a folder, to name others from. */
export const within = (folder: string): string => (folder === '' ? '_' : `${folder}/_`);

function read(folder: string, library: Library): Manifest | undefined {
  const opened = library.open('manifest.json', within(folder));
  if (opened.kind === 'closed' || !looksLikeManifest(opened.source.text)) return undefined;
  const [root] = opened.documents;
  const problems = [...opened.problems];
  const artifacts = root === undefined ? [] : artifactsOf(root, problems);
  const stacks = artifacts.filter(([, one]) => typeOf(one) === 'aws:cloudformation:stack').map(([id, one]) => stackOf(id, one, opened.source, problems));
  const named = (type: string, property: string): readonly string[] =>
    artifacts.flatMap(([, one]) => (typeOf(one) === type ? (pathFrom(opened.source.path, textValue(member(member(one, 'properties'), property)) ?? '') ?? []) : []));
  const version = root === undefined ? undefined : member(root, 'version');
  return {
    folder,
    source: opened.source,
    stacks,
    assets: named('cdk:asset-manifest', 'file'),
    nested: named('cdk:cloud-assembly', 'directoryName'),
    newer: version !== undefined && Number.parseInt(textValue(version) ?? '', 10) > NEWEST ? version : undefined,
    problems: [...problems, ...artifacts.flatMap(([, one]) => missingTemplate(one, folder, library))],
  };
}

/** Other tools have a `manifest.json` too: extensions of browsers, web apps. */
const looksLikeManifest = (text: string): boolean => text.includes('artifacts') && /"(?:aws:cloudformation:stack|cdk:[a-z-]+)"/u.test(text);

const typeOf = (artifact: MapNode): string | undefined => textValue(member(artifact, 'type'));

function artifactsOf(root: Node, problems: Problem[]): readonly (readonly [string, MapNode])[] {
  const artifacts = member(root, 'artifacts');
  if (artifacts.kind === 'map') return [...artifacts.entries].flatMap(([id, { value }]) => (value.kind === 'map' ? [[id, value] as const] : []));
  if (problems.length === 0) problems.push(parseError('`artifacts` of a cloud assembly must be a map', onOneLine(artifacts.origin.span)));
  return [];
}

function stackOf(id: string, artifact: MapNode, source: Source, problems: Problem[]): Stack {
  const file = member(member(artifact, 'properties'), 'templateFile');
  const name = textValue(file);
  if (name === undefined) problems.push(parseError(`The stack \`${id}\` does not name its template`, onOneLine(file.origin.span)));
  return {
    name: textValue(member(artifact, 'displayName')) ?? id,
    environment: environmentOf(textValue(member(artifact, 'environment')) ?? ''),
    template: name === undefined ? undefined : pathFrom(source.path, name),
    inline: member(artifact, 'metadata'),
    metadataFile: member(artifact, 'additionalMetadataFile'),
  };
}

/** `aws://111122223333/eu-west-1`; what is not known at synthesis is `unknown-account` or `unknown-region`. */
const environmentOf = (text: string): readonly string[] => text.replace(/^aws:\/\//u, '').split('/').filter((part) => part !== '' && !part.startsWith('unknown-'));

/** All the others of an assembly are read because they lie in its folder. */
function missingTemplate(artifact: MapNode, folder: string, library: Library): readonly Problem[] {
  const file = member(member(artifact, 'properties'), 'templateFile');
  const name = typeOf(artifact) === 'aws:cloudformation:stack' ? textValue(file) : undefined;
  if (name === undefined) return [];
  const opened = library.open(name, within(folder));
  return opened.kind === 'read' ? [] : [gap(`The template \`${name}\` is not read: ${opened.reason}`, onOneLine(file.origin.span))];
}
