import { list, map, scalar, type Entry, type MapNode, type Node } from '../../../core/node.js';
import { parseError, type Problem } from '../../../core/problem.js';
import { literal, type Origin, type Source } from '../../../core/source.js';
import { isUtf16, looksLikePlan } from '../../files/plan-head.js';
import { excerptsOf, startsWithBom, type Part } from '../../text/excerpts.js';
import { JsonBytes, Malformed } from '../../text/json/bytes.js';
import { END, OPEN_LIST, OPEN_MAP } from '../../text/json/characters.js';
import { parseJson } from '../../text/json/json.js';
import { modelled } from '../modelled.js';
import { formOf, type Form } from './form.js';
import { masked, sensitiveIn } from './hidden.js';

/** A plan or a state of which only the resources that matter were read. */
export interface Skimmed {
  readonly source: Source;
  /** In the shape of the whole, with modules laid flat: addresses hold their module, and resources of the configuration have it beside. */
  readonly root: MapNode;
  readonly problems: readonly Problem[];
}

/** Where resources stand. */
const sectionNames = ['resource_changes', 'planned_values', 'prior_state', 'values', 'resources', 'deferred_changes', 'configuration'] as const;
type Section = (typeof sectionNames)[number];

interface Found extends Part {
  readonly section: Section | 'mark';
  /** The key of a mark; the module of a resource of the configuration. */
  readonly name: string;
}

/** Modules in each other. Nobody calls that many; it keeps a made-up file from exhausting the stack. */
const MOST_MODULES = 256;

/** Of a broken file up to this many bytes are read as a whole, so that each fault is told. */
const READABLE = 16 * 1024 * 1024;

/** Reads a plan or a state as far as it matters, by its bytes; undefined for anything else. */
export function skim(path: string, bytes: Uint8Array): Skimmed | undefined {
  if (!looksLikePlan(bytes)) return undefined;
  const buffer = inUtf8(bytes);
  const sections = new Sections(buffer);
  const fault = sections.read();
  const form = sections.form();
  if (form === undefined) return undefined;
  const isWhole = fault !== undefined && bytes.length <= READABLE;
  const found = isWhole ? [] : sections.needed(form);
  const read = (from: Source): Skimmed | undefined => {
    const { documents: [document], problems } = parseJson(from);
    const root = isWhole ? document : rootOf(sections.keys, found, document?.kind === 'list' ? document.items : [], from);
    return root?.kind !== 'map' ? undefined : { source: from, root, problems: fault === undefined || isWhole ? problems : [...problems, brokenAt(fault, path, buffer)] };
  };
  const first = read(isWhole ? wholeOf(path, buffer) : excerptsOf(path, buffer, found));
  const hidden = first === undefined ? [] : sensitiveIn(first.root, form);
  return first === undefined || hidden.length === 0 ? first : read(masked(first.source, hidden));
}

/** All of a file, as the one part that is read of it. */
function wholeOf(path: string, bytes: Buffer): Source {
  const bom = startsWithBom(bytes);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bom ? bytes.subarray(3) : bytes);
  return { path, text, bom, excerpts: [{ at: 0, end: text.length, offset: 0, line: 0, column: 0 }] };
}

const inUtf8 = (bytes: Uint8Array): Buffer =>
  isUtf16(bytes) ? Buffer.from(new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes)) : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function brokenAt({ message, at }: Malformed, path: string, bytes: Buffer): Problem {
  const start = Math.min(at, bytes.length - 1);
  const source = excerptsOf(path, bytes, [{ start, end: start + 1 }]);
  const [excerpt] = source.excerpts ?? [];
  return parseError(`${message}; what stands behind it is not read`, { source, start: excerpt?.at ?? 0, end: excerpt?.end ?? 0 });
}

/** Goes over the sections of a file once and notes where what may be needed stands. */
class Sections {
  private readonly json: JsonBytes;
  private readonly found: Found[] = [];
  /** Of the document itself. */
  readonly keys = new Set<string>();
  private modules = 0;

  constructor(private readonly bytes: Buffer) {
    this.json = new JsonBytes(bytes);
    this.json.pos = startsWithBom(bytes) ? 3 : 0;
  }

  /** What keeps the rest from being read, if anything does. */
  read(): Malformed | undefined {
    try {
      this.json.members((key) => {
        this.keys.add(key);
        this.section(key);
      });
      return this.json.peek() === END ? undefined : new Malformed('expected the end of the text after the document', this.json.pos);
    } catch (error) {
      if (error instanceof Malformed) return error;
      throw error;
    }
  }

  form(): Form | undefined {
    const version = this.found.find(({ section, name }) => section === 'mark' && name === 'version');
    return formOf((key) => this.keys.has(key), version === undefined ? undefined : this.bytes.toString('latin1', version.start, version.end));
  }

  /** Planned values say what changes say already; so does the state before, except of what stays as it is because the plan was made for something else. */
  needed(form: Form): readonly Found[] {
    const changes = this.keys.has('resource_changes');
    const changed = new Set(form === 'plan' && changes ? this.found.filter(({ section }) => section === 'resource_changes').map((one) => this.addressOf(one)) : []);
    return this.found.filter((one) => {
      switch (one.section) {
        case 'planned_values':
          return !changes;
        case 'prior_state':
          return changes && !changed.has(this.addressOf(one));
        case 'mark':
        case 'resource_changes':
        case 'deferred_changes':
        case 'values':
        case 'resources':
        case 'configuration':
          return true;
      }
    });
  }

  /** None of a broken one: what is wrong with it is told when it is read. */
  private addressOf({ start }: Found): string | undefined {
    this.json.pos = start;
    try {
      return this.json.textUnder('address');
    } catch (error) {
      if (error instanceof Malformed) return undefined;
      throw error;
    }
  }

  private section(key: string): void {
    switch (key) {
      case 'format_version':
      case 'terraform_version':
      case 'version':
      case 'lineage':
      case 'serial':
      case 'complete':
        return this.mark(key);
      case 'resource_changes':
      case 'resources':
        return this.resources(key);
      case 'deferred_changes':
        return this.each(() => { this.inMap('resource_change', () => { this.resource(key); }); });
      case 'planned_values':
      case 'values':
        return this.inMap('root_module', () => { this.module(key); });
      case 'prior_state':
        return this.inMap('values', () => { this.inMap('root_module', () => { this.module(key); }); });
      case 'configuration':
        return this.inMap('root_module', () => { this.configured(''); });
      default:
        return this.json.skip();
    }
  }

  private mark(name: string): void {
    const start = this.json.pos;
    this.json.skip();
    this.found.push({ section: 'mark', name, start, end: this.json.pos });
  }

  private module(section: Section): void {
    this.deeper(() => {
      this.inMap('resources', () => { this.resources(section); }, 'child_modules', () => { this.each(() => { this.module(section); }); });
    });
  }

  /** A module as it is written: those that it calls are a map by name. */
  private configured(path: string): void {
    this.deeper(() => {
      this.inMap('resources', () => { this.resources('configuration', path); }, 'module_calls', () => {
        this.inEvery((name) => { this.inMap('module', () => { this.configured(`${path}module.${name}.`); }); });
      });
    });
  }

  private deeper(meet: () => void): void {
    if (++this.modules > MOST_MODULES) throw new Malformed(`expected no more than ${MOST_MODULES} modules in each other`, this.json.pos);
    meet();
    this.modules--;
  }

  private resources(section: Section, name = ''): void {
    this.each(() => { this.resource(section, name); });
  }

  private resource(section: Section, name = ''): void {
    const start = this.json.pos;
    if (this.json.peek() !== OPEN_MAP) return this.json.skip();
    const type = this.json.textUnder('type');
    if (type !== undefined && modelled.has(type)) this.found.push({ section, name, start, end: this.json.pos });
  }

  private each(meet: () => void): void {
    if (this.json.peek() === OPEN_LIST) this.json.items(meet);
    else this.json.skip();
  }

  private inEvery(meet: (key: string) => void): void {
    if (this.json.peek() === OPEN_MAP) this.json.members(meet);
    else this.json.skip();
  }

  /** Goes into the members of these names, as far as what is next is a map. */
  private inMap(name: string, meet: () => void, second = '', meetSecond: () => void = meet): void {
    this.inEvery((key) => {
      if (key === name) meet();
      else if (key === second) meetSecond();
      else this.json.skip();
    });
  }
}

/** The document as the file has it, without what was left out. */
function rootOf(keys: ReadonlySet<string>, found: readonly Found[], nodes: readonly Node[], source: Source): MapNode {
  const byPlace = new Map(nodes.map((node) => [node.origin.span.start, node]));
  const top = literal({ source, start: source.excerpts?.[0]?.at ?? 0, end: source.excerpts?.[0]?.end ?? 0 });
  const marks = new Map<string, Entry>();
  const sections = new Map<Section, Node[]>(sectionNames.filter((name) => keys.has(name)).map((name) => [name, []]));
  found.forEach(({ section, name }, index) => {
    const node = byPlace.get(source.excerpts?.[index]?.at ?? -1);
    if (node === undefined) return;
    if (section === 'mark') marks.set(name, { key: node.origin, value: node });
    else if (section === 'configuration') sections.get(section)?.push(map(new Map([['module', { key: top, value: scalar(name, top) }], ['resource', { key: top, value: node }]]), top));
    else sections.get(section)?.push(node);
  });
  return map(new Map([...marks, ...[...sections].map(([name, resources]): [string, Entry] => [name, { key: top, value: inShape(name, resources, top) }])]), top);
}

function inShape(section: Section, resources: readonly Node[], top: Origin): Node {
  const within = (name: string, value: Node): MapNode => map(new Map([[name, { key: top, value }]]), top);
  switch (section) {
    case 'resource_changes':
    case 'resources':
    case 'configuration':
      return list(resources, top);
    case 'deferred_changes':
      return list(resources.map((one) => within('resource_change', one)), top);
    case 'planned_values':
    case 'values':
      return within('root_module', within('resources', list(resources, top)));
    case 'prior_state':
      return within('values', within('root_module', within('resources', list(resources, top))));
  }
}
