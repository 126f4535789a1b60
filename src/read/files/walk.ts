import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { notRegular, reasonFor } from './content.js';
import type { IgnoreFiles, Ignores } from './ignores.js';
import type { Entry, Overlay } from './overlay.js';
import { type Flavour, isWithin, platform, slashed } from './paths.js';

/** Where a walk tells what it meets. Paths are absolute and real: every file has one, however many links lead to it. */
export interface Finds {
  /** A folder with its entries, in the order of their names, before what is in it. */
  readonly folder: (path: string, entries: readonly Entry[]) => void;
  readonly file: (path: string) => void;
  readonly skipped: (path: string, reason: string) => void;
}

export interface Walk {
  readonly finds: Finds;
  /** The repository, or the folder outside any, that links may not lead out of. */
  readonly top: string;
  readonly ignoreFiles: IgnoreFiles;
  /** Folders that were walked: links to them, and circles, end here. */
  readonly visited: Set<string>;
  /** Undefined: what lies there is meant. */
  readonly overlay: Overlay | undefined;
}

/** A CloudFormation template may have any name; these are the ones worth opening where nobody named the file. */
export const candidate = /\.(?:[cm]?[jt]s|[jt]sx|py|sh|bash|zsh|ksh|mk|ya?ml|json|template|cfn|cform|tf|tofu|tfstate|dockerfile|containerfile)$|(?:^|\/)(?:gnumakefile|makefile|dockerfile|containerfile)(?:\.[\w.-]+)?$/iu;

/** The same of a path as the system writes it. */
export const isCandidate = (path: string, { basename }: Flavour = platform): boolean => candidate.test(basename(path));

/** Installed packages and the like: nothing in them is deployed as it is. */
const passedOver: ReadonlySet<string> = new Set(['.git', 'node_modules', '.terraform']);
/** An asset in the output of the CDK: the code of a function, or whatever else is uploaded. None of it is deployed as a stack. */
const assetFolder = /^asset\.[\da-f]{64}$/u;

/** Where keytrail writes before it renames (src/cli/output/write.ts): one that is there belongs to a run that is at it, or was killed. */
const draftFolder = /^\.keytrail-[\dA-Za-z]{6}$/u;

const isPassedOver = (folder: string): boolean => passedOver.has(folder) || assetFolder.test(folder) || draftFolder.test(folder);

/** Finds the files in a folder and below, in the order of their names. */
export function walk(folder: string, above: Ignores, way: Walk): void {
  if (way.visited.has(folder)) return;
  way.visited.add(folder);
  const entries = entriesOf(folder, way);
  way.finds.folder(folder, entries);
  const names = new Set(entries.map((entry) => entry.name));
  const ignores = above.entering(folder, (name) => names.has(name));
  for (const entry of entries) meet(entry, join(folder, entry.name), ignores, way);
}

function entriesOf(folder: string, { finds, overlay }: Walk): readonly Entry[] {
  const lying = lyingIn(folder, finds, overlay);
  return [...(overlay?.entries(folder, lying) ?? lying)].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function lyingIn(folder: string, finds: Finds, overlay: Overlay | undefined): readonly Entry[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    // A folder that an overlay alone has.
    if (overlay?.fills(folder) !== true) finds.skipped(folder, reasonFor(error, folder));
    return [];
  }
}

function meet(entry: Entry, path: string, ignores: Ignores, way: Walk): void {
  if (entry.isDirectory()) {
    if (!isPassedOver(entry.name) && !ignores.hides(path, true)) walk(path, ignores, way);
  } else if (entry.isSymbolicLink()) {
    if (!passedOver.has(entry.name) && !ignores.hides(path, false)) follow(path, way);
  } else if (candidate.test(entry.name) && !ignores.hides(path, false)) {
    if (entry.isFile()) way.finds.file(path);
    else way.finds.skipped(path, notRegular);
  }
}

/** A link leads to a place that is judged as if it had been met there: by its own name and the rules that hold for it. */
function follow(link: string, way: Walk): void {
  const target = targetOf(link, way.finds);
  // A link to a folder that holds it is a circle.
  if (target === undefined || isWithin(target.path, link)) return;
  if (!isWithin(way.top, target.path)) {
    if (target.isFolder || isCandidate(link)) way.finds.skipped(link, 'it is a symbolic link that leads out of the repository');
    return;
  }
  const steps = slashed(way.top, target.path).split('/');
  const rules = way.ignoreFiles.at(target.path, way.top);
  if (steps.some(isPassedOver) || rules.hidesOnTheWay(target.path, target.isFolder)) return;
  if (target.isFolder) walk(target.path, rules, way);
  else if (isCandidate(link) || isCandidate(target.path)) way.finds.file(target.path);
}

interface Target {
  readonly path: string;
  readonly isFolder: boolean;
}

function targetOf(link: string, finds: Finds): Target | undefined {
  try {
    const path = realpathSync.native(link);
    const stats = statSync(path);
    if (stats.isFile() || stats.isDirectory()) return { path, isFolder: stats.isDirectory() };
    if (isCandidate(link)) finds.skipped(link, notRegular);
  } catch (error) {
    if (isCandidate(link)) finds.skipped(link, `it is a symbolic link that leads nowhere: ${reasonFor(error, link)}`);
  }
  return undefined;
}
