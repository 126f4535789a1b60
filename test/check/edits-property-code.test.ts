import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { append } from '../../src/check/edits/append.js';
import type { Edits } from '../../src/check/edits/change.js';
import { layoutOf, type Collection, type Layout, type Member, type Part } from '../../src/check/edits/layout.js';
import { emptyList, removeMembers } from '../../src/check/edits/remove.js';
import type { Source } from '../../src/core/source.js';
import { apply } from './apply.js';

type Data = string | boolean | number | readonly Data[] | { readonly [key: string]: Data };
/** Choices made in advance: the next one below `below`. */
type Tape = (below: number) => number;

/** Words with what looks like something else in a program. */
const TEXTS = fc.constantFrom('a', 'kms.amazonaws.com', '[', '}', '//', '/*', ',', '`', "it's", '"', '${x}', '\\', '');
const KEYS = fc.constantFrom('a', 'b', 'readWriteType', 'x-y', '[', 'as', 'get', 'async');
const SCALARS = fc.oneof<fc.Arbitrary<Data>[]>(TEXTS, fc.boolean(), fc.nat(9));
const { data: DATA } = fc.letrec<{ data: Data }>((tie) => ({
  data: fc.oneof({ maxDepth: 4, depthSize: 'small' }, SCALARS, fc.array(tie('data'), { maxLength: 4 }), fc.dictionary(KEYS, tie('data'), { maxKeys: 4, noNullPrototype: true })),
}));
const TAPES = fc.array(fc.nat(59), { minLength: 64, maxLength: 64 });

const tapeOf = (numbers: readonly number[]): Tape => {
  let at = 0;
  return (below) => (numbers[at++ % numbers.length] ?? 0) % below;
};

/** A value as people write it in a program, and in ways that they do not. */
class Writer {
  private comments = 0;

  constructor(private readonly tape: Tape) {}

  value(data: Data, indent: string): string {
    const type = this.tape(8);
    const written = this.plain(data, indent);
    return type === 0 ? `${written} as const` : type === 1 ? `${written} satisfies A<[B, C]>` : type === 2 ? `(${written})` : type === 3 ? `${written}!` : written;
  }

  private plain(data: Data, indent: string): string {
    if (typeof data === 'string') return this.text(data);
    if (typeof data !== 'object') return String(data);
    const inner = indent + (['  ', '\t', '    ', ''][this.tape(4)] ?? '');
    if (Array.isArray(data)) return this.joined('[', (data as readonly Data[]).map((item) => this.value(item, inner)), ']', indent, inner);
    return this.joined('{', Object.entries(data as Readonly<Record<string, Data>>).map(([key, value]) => `${this.key(key)}${this.tape(5) === 0 ? ' ' : ''}: ${this.value(value, inner)}`), '}', indent, inner);
  }

  private text(text: string): string {
    const quote = ['"', "'", '`'][this.tape(3)] ?? '"';
    return quote + text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('${', '\\${') + quote;
  }

  private key(key: string): string {
    return /^\w+$/u.test(key) && this.tape(2) === 0 ? key : this.tape(2) === 0 ? `'${key}'` : `"${key}"`;
  }

  private joined(open: string, members: readonly string[], close: string, indent: string, inner: string): string {
    const trailing = members.length > 0 && this.tape(3) === 0 ? ',' : '';
    if (this.tape(2) === 0) return `${open}${members.join(this.tape(2) === 0 ? ', ' : ',')}${trailing}${close}`;
    const lines = members.map((member, i) => `\n${inner}${member}${i < members.length - 1 ? ',' : trailing}${this.comment(inner)}`);
    return `${open}${this.comment(inner)}${lines.join('')}\n${indent}${close}`;
  }

  private comment(indent: string): string {
    const behind = this.tape(5) === 0 ? ` // behind ${String(this.comments++)} ["` : '';
    return behind + (this.tape(6) === 0 ? `\n${indent}// own ${String(this.comments++)}: {'` : '');
  }
}

/** The value behind `f(`, read by the parser of TypeScript. */
function read(text: string): Data {
  const tree = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  // What the parser does not like; typed for its own use only.
  expect((tree as unknown as { readonly parseDiagnostics: readonly ts.Diagnostic[] }).parseDiagnostics.map(({ messageText }) => messageText)).toEqual([]);
  const [statement] = tree.statements;
  if (statement === undefined || !ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression) || statement.expression.arguments[0] === undefined) throw new Error(text);
  return dataOf(statement.expression.arguments[0]);
}

function dataOf(node: ts.Expression): Data {
  if (ts.isArrayLiteralExpression(node)) return node.elements.map(dataOf);
  if (ts.isObjectLiteralExpression(node)) return Object.fromEntries(node.properties.map((one) => (ts.isPropertyAssignment(one) && (ts.isIdentifier(one.name) || ts.isStringLiteral(one.name)) ? [one.name.text, dataOf(one.initializer)] : [])));
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return dataOf(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isNumericLiteral(node) ? Number(node.text) : node.kind === ts.SyntaxKind.TrueKeyword;
}

/** All lists and maps, with the way to them: indexes of members. */
function* collections(part: Part, path: readonly number[]): Iterable<readonly [Collection, readonly number[]]> {
  if (part.kind === 'leaf') return;
  yield [part, path];
  for (const [i, { value }] of part.members.entries()) yield* collections(value, [...path, i]);
}

const changed = (data: Data, [first, ...rest]: readonly number[], change: (entries: readonly (readonly [string, Data])[]) => readonly (readonly [string, Data])[]): Data => {
  const entries = Object.entries(data as Readonly<Record<string, Data>>);
  const made = first === undefined ? change(entries) : entries.map(([key, value], i) => [key, i === first ? changed(value, rest, change) : value] as const);
  return Array.isArray(data) ? made.map(([, value]) => value) : Object.fromEntries(made);
};

const ownComments = (text: string): readonly string[] => text.match(/\/\/ own \d+/gu) ?? [];

const PREFIX = 'f(';

interface Written {
  readonly data: Data;
  readonly text: string;
  readonly layout: Layout;
  /** A list or map that the layout shows, and where it is in the data. */
  readonly holder: Collection;
  readonly path: readonly number[];
}

/** Undefined where the value is a scalar, or stands in parentheses, within which nothing is known to hold something else. */
function write(data: Data, tape: Tape): Written | undefined {
  const text = `${PREFIX}${new Writer(tape).value(data, '')});\n`.replaceAll('\n', tape(2) === 0 ? '\n' : '\r\n');
  expect(read(text)).toEqual(data);
  const file: Source = { path: 'a.ts', text, bom: false };
  const layout = layoutOf(file);
  expect(layout, text).toBeDefined();
  const top = layout?.listAt({ source: file, start: PREFIX.length, end: endOf(layout, PREFIX.length) }) ?? layout?.mapFrom(PREFIX.length);
  if (layout === undefined || top === undefined) return undefined;
  const all = [...collections(top, [])];
  const [holder, path] = all[tape(all.length)] ?? [];
  return holder === undefined || path === undefined ? undefined : { data, text, layout, holder, path };
}

const endOf = (layout: Layout, start: number): number => layout.roots.find((part) => part.start === start)?.end ?? start;

/** A test that nothing is ever done in would tell nothing. */
function holds(work: (written: Written, tape: Tape) => 'refused' | 'done' | 'none', ratio: number): void {
  const seen = { refused: 0, done: 0, none: 0 };
  fc.assert(
    fc.property(DATA, TAPES, (data, numbers) => {
      const tape = tapeOf(numbers);
      const written = write(data, tape);
      if (written !== undefined) seen[work(written, tape)]++;
    }),
    { numRuns: 1000 },
  );
  expect(seen.done).toBeGreaterThan(75);
  expect(seen.done).toBeGreaterThan(ratio * seen.refused);
}

function make({ text, data }: Written, edits: Edits, expected: Data): string | undefined {
  if (edits === undefined) return undefined;
  const made = apply(text, edits);
  expect(read(made), `${text}\n-->\n${made}`).toEqual(expected);
  expect(data).toBeDefined();
  return made;
}

describe('however a value is written in a program', () => {
  test('members are taken out of it, and nothing else', () => {
    holds((written, tape) => {
      const { holder, layout, path, data, text } = written;
      const doomed = new Set<Member>(holder.members.filter(() => tape(2) === 0));
      if (doomed.size === 0 || doomed.size === holder.members.length) return 'none';
      const goes = (member: Member | undefined): boolean => member !== undefined && doomed.has(member);
      const made = make(written, removeMembers(layout, holder, doomed), changed(data, path, (entries) => entries.filter((_, i) => !goes(holder.members[i]))));
      // Comments within what is removed go with it.
      if (made !== undefined && [...doomed].every(({ start, end }) => !text.slice(start, end).includes('// own'))) expect(ownComments(made)).toEqual(ownComments(text));
      return made === undefined ? 'refused' : 'done';
    }, 4);
  });

  test('a list is emptied, and nothing else', () => {
    holds((written) => {
      const { holder, layout, path, data } = written;
      if (holder.kind === 'map' || holder.members.length === 0) return 'none';
      return make(written, emptyList(layout, holder), changed(data, path, () => [])) === undefined ? 'refused' : 'done';
    }, 2);
  });

  test('a member is added behind the others, and nothing else', () => {
    holds((written) => {
      const { holder, layout, path, data, text } = written;
      if (holder.members.length === 0 || (holder.kind === 'map' && 'added' in (data as object))) return 'none';
      const made = make(written, append(layout, holder, [holder.kind === 'map' ? 'added: "z"' : '"z"']), changed(data, path, (entries) => [...entries, ['added', 'z']]));
      if (made !== undefined) expect(ownComments(made)).toEqual(ownComments(text));
      return made === undefined ? 'refused' : 'done';
    }, 4);
  });
});

describe('however JSON is written in a script', () => {
  const WORDS = fc.constantFrom('a', 'kms.amazonaws.com', '[', '}', ',', "it's", 'b=c', '');
  const { json } = fc.letrec<{ json: Data }>((tie) => ({
    json: fc.oneof({ maxDepth: 4, depthSize: 'small' }, fc.oneof<fc.Arbitrary<Data>[]>(WORDS, fc.boolean(), fc.nat(9)), fc.array(tie('json'), { maxLength: 4 }), fc.dictionary(WORDS, tie('json'), { maxKeys: 4, noNullPrototype: true })),
  }));
  const [HEAD, TAIL] = ['aws cloudtrail put --selectors "', '" # done\n'];

  test('members are taken out of it, put in, and nothing else', () => {
    const seen = { changed: 0 };
    fc.assert(
      fc.property(fc.tuple(json, json), TAPES, (items, numbers) => {
        const tape = tapeOf(numbers);
        const isEscaped = tape(2) === 0;
        const quoted = (written: string): string => (isEscaped ? written.replaceAll('"', '\\"') : written);
        const text = HEAD + quoted(JSON.stringify(items, undefined, [0, 2, '\t'][tape(3)])) + TAIL;
        const layout = layoutOf({ path: 'x.sh', text, bom: false });
        const top = layout?.roots.find(({ start }) => start === HEAD.length);
        const all = top === undefined ? [] : [...collections(top, [])];
        const [holder, path] = all[tape(all.length)] ?? [];
        expect(holder, text).toBeDefined();
        if (layout === undefined || holder === undefined || path === undefined || holder.members.length === 0) return;
        const read = (edits: Edits): unknown => {
          const made = apply(text, edits ?? expect.unreachable(text));
          expect([made.slice(0, HEAD.length), made.slice(-TAIL.length)]).toEqual([HEAD, TAIL]);
          return JSON.parse(made.slice(HEAD.length, -TAIL.length).replaceAll('\\"', '"'));
        };
        const index = tape(holder.members.length);
        const doomed = new Set(holder.members.slice(index, index + 1));
        if (holder.members.length > 1) expect(read(removeMembers(layout, holder, doomed))).toEqual(changed(items, path, (entries) => entries.filter((_, i) => i !== index)));
        if (holder.kind === 'list') {
          expect(read(emptyList(layout, holder))).toEqual(changed(items, path, () => []));
          expect(read(append(layout, holder, [quoted('{"z":[1]}')]))).toEqual(changed(items, path, (entries) => [...entries, ['', { z: [1] }]]));
        }
        seen.changed++;
      }),
      { numRuns: 500 },
    );
    expect(seen.changed).toBeGreaterThan(200);
  });
});
