import type ts from 'typescript';
import { append } from '../../core/long.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import type { Resource, Unit, Use } from '../../core/unit.js';
import { explore, exploreWhole, Impossible, WORLD_CAP, type Choose, type Exploration } from '../../core/worlds.js';
import { folderOf, type Library } from '../library.js';
import type { ReadOptions } from '../reader.js';
import { natives } from './builtins/natives.js';
import { entriesOf, type Entry } from './entries.js';
import type { Given } from './inputs.js';
import { mainOf } from './project/mains.js';
import { parseProgram } from './project/modules.js';
import { partsOf } from './project/parts.js';
import { Remembered } from './remembered.js';
import { Labels, Resolver, type ValueOf } from './resolver.js';
import { Run } from './run.js';
import type { Table } from './tables.js';
import type { External } from './values/values.js';
import { isSettled } from './written/settled.js';
import { together, type Written } from './written/written.js';

/** What several files came to that belong together. */
export interface Reading {
  /** A file to name where reading fails. */
  readonly path: string;
  readonly read: () => readonly Unit[];
}

/** Files of programs, project by project. */
export function* readPrograms(sources: readonly Source[], options: ReadOptions, tables: readonly Table[]): Iterable<Reading> {
  const written = together(tables.map((table) => table.written));
  const shared = new Map<Source, ts.SourceFile>();
  for (const [folder, given] of byProject(sources, options.library)) {
    yield { path: given[0]?.path ?? '', read: () => readProject(given, options, tables, written, parserFor(folder, shared)) };
  }
}

/** Parses each file of a project once; `shared` keeps what lies elsewhere, for mostly several projects take it from there. */
function parserFor(folder: string, shared: Map<Source, ts.SourceFile>): (source: Source) => ts.SourceFile {
  const own = new Map<Source, ts.SourceFile>();
  return (source) => {
    const known = own.get(source) ?? shared.get(source);
    if (known !== undefined) return known;
    const tree = parseProgram(source);
    const isWithin = folder === '' || source.path.startsWith(`${folder}/`);
    (isWithin ? own : shared).set(source, tree);
    return tree;
  };
}

/** What makes a folder one of a project. */
const marks: ReadonlySet<string> = new Set(['package.json', 'cdk.json', 'cdktf.json', 'Pulumi.yaml', 'Pulumi.yml']);

export function projectOf(path: string, library: Library): string {
  for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) if (library.list(folder).some((name) => marks.has(name.slice(folder.length + 1)))) return folder;
  return '';
}

function byProject(sources: readonly Source[], library: Library): ReadonlyMap<string, readonly Source[]> {
  const projects = new Map<string, Source[]>();
  const folders = new Map<string, string>();
  for (const source of sources) {
    const folder = folderOf(source.path);
    const project = folders.get(folder) ?? projectOf(source.path, library);
    folders.set(folder, project);
    const known = projects.get(project);
    if (known === undefined) projects.set(project, [source]);
    else known.push(source);
  }
  return projects;
}

function readProject(given: readonly Source[], options: ReadOptions, tables: readonly Table[], written: Written | undefined, parse: (source: Source) => ts.SourceFile): readonly Unit[] {
  const main = given[0] === undefined ? undefined : mainOf(given[0], options.library);
  const sources = main === undefined || given.includes(main) ? given : [main, ...given];
  const settled = written !== undefined && isSettled(sources, written, { library: options.library, named: options.named ?? new Set(), parse });
  if (settled && options.prefilter !== false) return [];
  const units = evaluated(sources, parse, options, tables);
  // What is not known of something that cannot matter is told by nobody.
  return settled ? units.map((unit) => ({ ...unit, problems: [] })) : units;
}

function evaluated(sources: readonly Source[], parse: (source: Source) => ts.SourceFile, options: ReadOptions, tables: readonly Table[]): readonly Unit[] {
  const run = new Run(options.library, new Map([...natives, ...tables.flatMap((table) => [...(table.natives ?? [])])]), parse);
  const entries = entriesOf(sources, run, { makes: (all) => makesIn(all, tables), calls: expressionOf(tables.filter(({ calls }) => calls === true).map(({ mentions }) => mentions)) }, {
    finish: (made) => {
      for (const { finish } of tables) finish?.(made, run);
    },
    matters: (made) => made.some((external) => tables.some((table) => table.mayMake(external, made) || table.deploys?.([external]) === true)),
  });
  const [whole] = entries;
  const units = entries.flatMap((entry) => groupsOf(entry, tables).flatMap((group) => unitsOf({ group, entry, tables, isUnused: entry !== whole && group.table.deploys?.(whole?.made ?? []) === true })));
  if (run.refused.size > 0) append(run.problems, left(run, entries.flatMap(({ made }) => made).filter((external) => tables.some((table) => table.mayMake(external, [external])))));
  const [first] = sources;
  // What cannot be read as a program is told with whatever there is.
  if (first !== undefined && run.problems.length > 0) units.push({ vocabulary: 'cloudformation', source: first, uses: [], worlds: [], problems: run.problems });
  return units;
}

/** What any table asks for whose packages a program brings in, and of others what may come by a way that nobody sees. */
function makesIn(sources: readonly Source[], tables: readonly Table[]): RegExp {
  if (tables.every(({ mentions }) => mentions === undefined)) return ANYTHING;
  const bringsIn = ({ packages }: Table): boolean => packages === undefined || sources.some(({ text }) => packages.test(text));
  const isOpen = sources.some(({ text }) => LATER.test(text));
  return expressionOf(tables.map((table) => (isOpen || bringsIn(table) ? table.mentions : table.methods))) ?? NOTHING;
}

function expressionOf(mentions: readonly (RegExp | undefined)[]): RegExp | undefined {
  const sources = mentions.flatMap((one) => one?.source ?? []);
  return sources.length === 0 ? undefined : new RegExp(sources.join('|'));
}

/** Brings in something when it is called, which is not known before, or hides the name of what it brings in. */
const LATER = /\b(?:import|require)\s*\(|\\[ux]/;
const NOTHING = /(?!)/;
const ANYTHING = /(?:)/;

/** Functions that make something that matters, and call themselves deeper than is followed. */
function left({ refused }: Run, made: readonly External[]): readonly Problem[] {
  return [...refused].flatMap(([declaration, source]) => {
    const inside = made.find(({ at: { span } }) => span.source === source && span.start >= declaration.pos && span.end <= declaration.end);
    return inside === undefined ? [] : [gap('Calls are nested deeper here than is followed: what more of this is made is not checked', onOneLine(inside.at.span))];
  });
}

/** What is deployed together, in the words of one table. */
interface Group {
  readonly table: Table;
  readonly makers: readonly External[];
}

function groupsOf({ made }: Entry, tables: readonly Table[]): readonly Group[] {
  return tables.flatMap((table) => {
    const groups = new Map<string, External[]>();
    for (const external of made) {
      if (!table.mayMake(external, made)) continue;
      const key = table.group(external);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [external]);
      else group.push(external);
    }
    return [...groups.values()].map((makers) => ({ table, makers }));
  });
}

/** A group with what it is read with. */
interface Work {
  readonly group: Group;
  readonly entry: Entry;
  readonly tables: readonly Table[];
  /** Whether nothing in a program that deploys something uses it. */
  readonly isUnused: boolean;
}

interface Explored extends Exploration<readonly Resource[]> {
  readonly problems: readonly Problem[];
  readonly uses: readonly Use[];
}

/** For what is read apart because it is too much together: it pays to try more before something is given up. */
const PART_CAP = 4 * WORLD_CAP;

/**
 * In one where that takes few worlds; else each part that says nothing of the others by itself, which takes fewer. Where there is but one,
 * more worlds are not worth their time: what makes them is mostly a long way to what is made.
 */
function unitsOf(work: Work): readonly Unit[] {
  const whole = explored(work, WORLD_CAP);
  if (whole !== undefined) return [unitOf(whole, work.group)];
  const parts = partsIn(work);
  return parts.map((makers) => {
    const group = { ...work.group, makers };
    const part = { ...work, group };
    return unitOf((parts.length > 1 ? explored(part, PART_CAP) : undefined) ?? explored(part), group);
  });
}

function partsIn({ group: { table, makers }, entry: { made } }: Work): readonly (readonly External[])[] {
  const { standing } = table;
  if (standing === undefined) return [makers];
  const groups = new Set([...makers.map(table.group), '']);
  const isTied = made.some((external) => standing(external, made) === 'everywhere' && groups.has(table.group(external)));
  return isTied ? [makers] : partsOf(makers, (external) => standing(external, made));
}

function explored(work: Work): Explored;
function explored(work: Work, wholeBelow: number): Explored | undefined;
function explored({ group: { table, makers }, entry: { made, errors }, tables, isUnused }: Work, wholeBelow?: number): Explored | undefined {
  const problems: Problem[] = [];
  const labels = new Labels();
  const uses = new Map<Source, Use>();
  const known = new Remembered<External, readonly Resource[]>();
  const failing = errors.filter(({ depth }) => depth > 0);
  const speakers = [table, ...tables.filter((one) => one !== table)];
  const valueOf: ValueOf = (external, place, resolver) => {
    for (const one of speakers) {
      const node = one.value(external, place, resolver);
      if (node !== undefined) return node;
    }
    return undefined;
  };
  const evaluate = (choose: Choose<Given>): readonly Resource[] => {
    const asked = new Set<string>();
    const noting: Choose<Given> = (input) => {
      asked.add(input.name);
      return choose(input);
    };
    const resolver = new Resolver(noting, valueOf, (problem) => problems.push(problem), labels);
    const resourcesOf = (maker: External): readonly Resource[] => {
      const exists = resolver.exists(maker.guards);
      if (exists === 'no') return [];
      return table.resources(maker, made, resolver).map((resource) => ((exists === 'yes' && !isUnused) || table.calls === true ? resource : { ...resource, exists: resource.exists === 'no' ? 'no' : 'maybe' }));
    };
    const resources = makers.flatMap((maker) => (table.independent === true ? resolver.remembered(known, maker, () => resourcesOf(maker)) : resourcesOf(maker)));
    for (const use of resolver.uses) if (!uses.has(use.of)) uses.set(use.of, use);
    // A program that ends in an error deploys nothing; what was not asked for need not be asked for that.
    const settled = new Resolver((input) => (asked.has(input.name) ? choose(input) : undefined), valueOf, () => undefined, labels);
    if (failing.some((guards) => settled.exists(guards) === 'yes')) throw new Impossible();
    return resources;
  };
  const exploration = wholeBelow === undefined ? explore(evaluate, WORLD_CAP, ({ length }) => length) : exploreWhole(evaluate, wholeBelow, ({ length }) => length);
  return exploration === undefined ? undefined : { ...exploration, problems, uses: [...uses.values()] };
}

function unitOf({ worlds, givenUp, problems, uses }: Explored, { table, makers }: Group): Unit {
  const [first] = makers;
  const [open, ...more] = givenUp;
  const tooMany = first === undefined || open === undefined ? [] : [gap(`Too many combinations: \`${open}\`${more.length === 0 ? ' is' : ` and ${String(more.length)} more are`} left open`, onOneLine(first.at.span))];
  const source = first?.at.span.source ?? { path: '', text: '', bom: false };
  return { vocabulary: table.vocabulary, source, uses, worlds: distinctAddresses(worlds), problems: distinct([...problems, ...tooMany]), repeats: true };
}

/** Two things of one name are two things. */
function distinctAddresses(worlds: Unit['worlds']): Unit['worlds'] {
  return worlds.map(({ assumptions, value }) => {
    const times = new Map<string, number>();
    return { assumptions, value: value.map((resource) => {
      const time = (times.get(`${resource.type} ${resource.address}`) ?? 0) + 1;
      times.set(`${resource.type} ${resource.address}`, time);
      return time === 1 ? resource : { ...resource, address: `${resource.address} ${String(time)}` };
    }) };
  });
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.span.source.path} ${String(problem.span.start)} ${String(problem.span.end)} ${problem.message}`, problem])).values()];
}
