import { append } from '../../core/long.js';
import { member, textValue, type MapNode, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, type Span } from '../../core/source.js';
import { pathFrom, type Library } from '../library.js';
import { within, type Manifest, type Stack } from './manifest.js';

/** What an assembly tells of a construct. The frames are as V8 and the CDK write them. */
export interface Construct {
  /** Without the leading `/`. */
  readonly path: string;
  /** Of resources and other elements of templates. */
  readonly logicalId: string | undefined;
  /** The template of a stack, nested ones too; newer schemas tell it. */
  readonly template: string | undefined;
  /** Frames of the stack on which it was made, the innermost first; none if the CDK was told not to trace. */
  readonly created: readonly string[];
  /** The same for properties that were set later, by name, if the CDK was told to trace those (`CDK_DEBUG`). */
  readonly assigned: ReadonlyMap<string, readonly string[]>;
  readonly acknowledged: readonly Acknowledged[];
}

/** A rule that `Validations.of(construct).acknowledge()` names. AWS CDK API Reference, `Acknowledgment`. */
export interface Acknowledged {
  /** `Annotation::some-rule` where no plugin was named. */
  readonly rule: string;
  readonly reason: string;
  readonly at: Span;
  readonly frames: readonly string[];
}

/** The constructs of an assembly, and what kept some from being known. */
export interface Constructs {
  readonly byPath: ReadonlyMap<string, Construct>;
  readonly problems: readonly Problem[];
}

const known = new WeakMap<Manifest, Constructs>();

export function constructsOf(manifest: Manifest, library: Library): Constructs {
  const before = known.get(manifest);
  if (before !== undefined) return before;
  const problems: Problem[] = [];
  const entries = new Map<string, Node[]>();
  for (const stack of manifest.stacks) {
    for (const metadata of metadataOf(stack, manifest, library, problems)) {
      for (const [path, { value }] of metadata.entries) {
        if (value.kind !== 'list') continue;
        const so = entries.get(path) ?? [];
        entries.set(path, so);
        append(so, value.items);
      }
    }
  }
  const byPath = new Map([...entries].map(([path, items]): [string, Construct] => [withoutSlash(path), constructFrom(withoutSlash(path), items, manifest)]));
  const constructs: Constructs = { byPath, problems };
  known.set(manifest, constructs);
  return constructs;
}

const withoutSlash = (path: string): string => path.replace(/^\//u, '');

/** Of both places, for a stack may have some in each. */
function metadataOf({ name, inline, metadataFile }: Stack, { folder, newer }: Manifest, library: Library, problems: Problem[]): readonly MapNode[] {
  const own = inline.kind === 'map' ? [inline] : [];
  const file = textValue(metadataFile);
  if (file === undefined) {
    if (own.length === 0 && newer !== undefined) problems.push(gap(`Schema ${textValue(newer) ?? ''} of this assembly is newer than those that keytrail knows: where the constructs of \`${name}\` are made was not found`, onOneLine(newer.origin.span)));
    return own;
  }
  const opened = library.open(file, within(folder));
  if (opened.kind === 'closed') {
    problems.push(gap(`\`${file}\` is not read (${opened.reason}): where the constructs of \`${name}\` are made is not known`, onOneLine(metadataFile.origin.span)));
    return own;
  }
  append(problems, opened.problems);
  return [...own, ...opened.documents.flatMap((root) => (root.kind === 'map' ? [root] : []))];
}

function constructFrom(path: string, items: readonly Node[], manifest: Manifest): Construct {
  const of = (type: string): readonly Node[] => items.filter((item) => textValue(member(item, 'type')) === type);
  const [id] = of('aws:cdk:logicalId');
  const [made] = of('aws:cdk:creationStack');
  const [file] = of('aws:cdk:templateFile');
  const template = file === undefined ? undefined : textValue(member(file, 'data'));
  return {
    path,
    logicalId: id === undefined ? undefined : textValue(member(id, 'data')),
    template: template === undefined ? undefined : pathFrom(within(manifest.folder), template),
    created: made !== undefined ? framesIn(member(made, 'data')) : id === undefined ? [] : framesIn(member(id, 'trace')),
    // Of one property the last assignment counts.
    assigned: new Map(of('aws:cdk:propertyAssignment').map((one) => [textValue(member(member(one, 'data'), 'propertyName')) ?? '', framesIn(member(member(one, 'data'), 'stackTrace'))])),
    acknowledged: of('aws:cdk:acknowledged-rules').flatMap(acknowledgedIn),
  };
}

function acknowledgedIn(item: Node): readonly Acknowledged[] {
  const data = member(item, 'data');
  if (data.kind !== 'map') return [];
  return [...data.entries].map(([rule, { key, value }]) => ({ rule, reason: textValue(value) ?? '', at: onOneLine(key.span), frames: framesIn(member(item, 'trace')) }));
}

const framesIn = (node: Node): readonly string[] => (node.kind === 'list' ? node.items.flatMap((item) => textValue(item) ?? []) : []);
