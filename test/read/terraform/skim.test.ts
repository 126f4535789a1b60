import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../rules/index.js';
import { contiguous, lineAround, lineBehind, offsetInFile, positionAt } from '../../../src/core/line-index.js';
import { textOf } from '../../../src/core/source.js';
import { lint } from '../../../src/lint.js';
import { skim } from '../../../src/read/terraform/json/skim.js';
import { excerptsOf } from '../../../src/read/text/excerpts.js';
import { JsonBytes, Malformed } from '../../../src/read/text/json/bytes.js';
import { advancedOf, basicOf, changeOf, planOf, trailOf } from '../../helpers/plans.js';
import { plain } from '../../helpers/lint.js';
import { computed } from '../../helpers/computed.js';

const kms = '"kms.amazonaws.com"';
const other = (name: string, value: unknown): string => changeOf(`aws_sqs_queue.${name}`, { actions: '["create"]', after: JSON.stringify({ value }) });
const trail = (name: string): string => changeOf(`aws_cloudtrail.${name}`, { actions: '["create"]', after: trailOf(basicOf(kms)) });
const compact = planOf(other('a', 'ä € 😀 \\" ] }'), trail('one'), other('b', [{}, { 'b}': ['"', '\\'] }]), other('c', 1), changeOf('aws_cloudtrail.two', { actions: '["create"]', after: trailOf(advancedOf(kms)) }), other('d', null));

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const pretty = JSON.stringify(JSON.parse(compact), null, 2);

/** Sorted by name, as `jq -S` does: the version comes behind the changes' siblings. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map(sorted) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)])) : value;

const forms: readonly (readonly [name: string, text: string, bytes: (text: string) => Uint8Array])[] = [
  ['in one line', compact, utf8],
  ['a member a line', pretty, utf8],
  ['with CRLF', pretty.replaceAll('\n', '\r\n'), utf8],
  ['with CR', pretty.replaceAll('\n', '\r'), utf8],
  ['with a byte order mark', pretty, (text) => utf8(`\uFEFF${text}`)],
  ['in one line with a byte order mark', compact, (text) => utf8(`\uFEFF${text}`)],
  ['in UTF-16, as PowerShell writes it', pretty, (text) => new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))],
  ['sorted by name', JSON.stringify(sorted(JSON.parse(compact))), utf8],
  ['sorted, a member a line', JSON.stringify(sorted(JSON.parse(compact)), null, 1), utf8],
];

const lintBytes = async (bytes: Uint8Array): ReturnType<typeof lint> => {
  const report = await lint([{ path: 'plan.json', bytes, explicit: true }], rules, plain);
  if (report.internalErrors[0] !== undefined) throw report.internalErrors[0].error;
  return report;
};

/** Where `part` stands in `text`, counted by hand. */
function placesOf(part: string, text: string): readonly (readonly [offset: number, line: number, column: number])[] {
  return [...text.matchAll(new RegExp(part.replaceAll('.', '\\.'), 'gu'))].map(({ index }) => {
    const lines = text.slice(0, index).split(/\r\n|\r|\n/u);
    return [index, lines.length, (lines.at(-1)?.length ?? 0) + 1];
  });
}

describe('places in a file that is read in parts', () => {
  it.each(forms)('%s', async (_, text, bytes) => {
    const { findings, problems } = await lintBytes(bytes(text));
    expect(problems).toEqual([]);
    const places = findings.map(({ primary: { span } }) => {
      const { line, column } = positionAt(span.source, span.start);
      return [offsetInFile(span.source, span.start), line, column];
    });
    expect(places).toEqual(placesOf(kms, text));
    expect(places).toHaveLength(2);
  });

  it('are those of the whole, whatever is between the parts', () => {
    const blank = fc.stringMatching(/^[ \t]*(?:(?:\r\n|\r|\n)[ \t]*){0,3}$/u);
    const value = fc.oneof(fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)), fc.integer().map(String), fc.json());
    fc.assert(
      fc.property(fc.array(fc.tuple(blank, value, blank), { minLength: 1, maxLength: 8 }), fc.boolean(), (items, bom) => {
        const text = `[${items.map((item) => item.join('')).join(',')}]`;
        const bytes = Buffer.from(`${bom ? '\uFEFF' : ''}${text}`);
        const json = new JsonBytes(bytes);
        json.pos = bom ? 3 : 0;
        const parts: { start: number; end: number }[] = [];
        json.items(() => {
          const start = json.pos;
          json.skip();
          if (parts.length % 2 === 0 || start % 3 === 0) parts.push({ start, end: json.pos });
        });
        const source = excerptsOf('a.json', bytes, parts);
        const whole = { path: 'a.json', text, bom };
        source.excerpts?.forEach(({ at, end }, index) => {
          const part = parts[index];
          const offset = bytes.toString('utf8', bom ? 3 : 0, part?.start).length;
          expect(source.text.slice(at, end)).toBe(bytes.toString('utf8', part?.start, part?.end));
          for (const inside of [at, Math.floor((at + end) / 2), end - 1]) {
            expect(offsetInFile(source, inside)).toBe(offset + inside - at);
            expect(positionAt(source, inside)).toEqual(positionAt(whole, offset + inside - at));
          }
        });
      }),
    );
  });

  it('show no more of a line than stands together', () => {
    const bytes = Buffer.from('{"a":[1,\n 22,333],"b":4}');
    const source = excerptsOf('a.json', bytes, [{ start: 5, end: 17 }, { start: 22, end: 23 }]);
    const [first, second] = source.excerpts ?? [];
    expect(textOf(contiguous(source, first?.at ?? 0))).toBe('[1,\n 22,333]');
    expect(textOf(lineAround(source, first?.at ?? 0))).toBe('[1,');
    expect(textOf(lineBehind(source, first?.at ?? 0) ?? lineAround(source, 0))).toBe(' 22,333]');
    expect(lineBehind(source, (first?.end ?? 0) - 1)).toBeUndefined();
    expect(textOf(lineAround(source, second?.at ?? 0))).toBe('4');
    expect(positionAt(source, second?.at ?? 0)).toEqual({ line: 2, column: 14 });
  });
});

describe('only what matters is kept', () => {
  it('of a large plan nothing but its trails', () => {
    const skimmed = skim('plan.json', utf8(planOf(...Array.from({ length: 300 }, (_, index) => other(`q${index}`, 'x'.repeat(50))), trail('t'))));
    expect(skimmed?.source.text.length).toBeLessThan(600);
    expect(skimmed?.source.text).not.toContain('aws_sqs_queue');
  });

  it('of sections that say it twice, one', () => {
    const values = `{"address":"aws_cloudtrail.t","mode":"managed","type":"aws_cloudtrail","name":"t","values":${trailOf()}}`;
    const text = `{"format_version":"1.2","planned_values":{"root_module":{"resources":[${values}]}},"prior_state":{"values":{"root_module":{"resources":[${values}]}}},"resource_changes":[${trail('t')}]}`;
    expect(skim('plan.json', utf8(text))?.source.text.match(/aws_cloudtrail\.t/gu)).toHaveLength(1);
  });
});

describe('broken files', () => {
  it('are told wherever they are cut off, and what stands before is read', async () => {
    const bytes = utf8(compact);
    const behindFirst = utf8(compact.slice(0, compact.indexOf('{"address":"aws_sqs_queue.b"'))).length;
    for (let length = 60; length < bytes.length; length += 13) {
      const { findings, problems } = await lintBytes(bytes.slice(0, length));
      expect(problems.length, String(length)).toBeGreaterThan(0);
      if (length > behindFirst) expect(findings.some(({ rule }) => rule === 'kms-events-excluded'), String(length)).toBe(true);
    }
  });

  it('that are too large to be read as a whole are told once, and what stands before is read', async () => {
    const filler = other('a', 'x'.repeat(17 * 1024 * 1024));
    const { findings, problems } = await lintBytes(utf8(planOf(trail('t'), filler, trail('u')).slice(0, -200)));
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/what stands behind it is not read$/u)]);
    expect(findings.map(({ rule, subject }) => [rule, subject])).toContainEqual(['kms-events-excluded', 'aws_cloudtrail.t']);
  });
});

describe('hostile files', () => {
  const begun = (text: string): Uint8Array => utf8(`{"format_version":"1.2","planned_values":${text}`);
  const hostile: readonly (readonly [string, Uint8Array])[] = [
    ['nested lists', begun('['.repeat(200_000))],
    ['nested modules', begun(`{"root_module":${'{"child_modules":['.repeat(20_000)}`)],
    ['nested calls', utf8(`{"format_version":"1.2","resource_changes":[],"configuration":{"root_module":${'{"module_calls":{"a":{"module":'.repeat(20_000)}`)],
    ['backslashes', begun(`"${'\\'.repeat(2_000_001)}"`)],
    ['escaped quotes', begun(`"${'\\"'.repeat(1_000_000)}"}`)],
    ['resources without a type', utf8(planOf(...Array.from({ length: 50_000 }, () => '{"a":{}}')))],
    ['keys of a prototype', utf8('{"format_version":"1.2","resource_changes":[],"__proto__":{"a":1},"constructor":{}}')],
  ];

  it.each(hostile)('%s', async (_, bytes) => {
    const start = computed();
    await lintBytes(bytes);
    expect(computed() - start).toBeLessThan(5000);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
  });

  it('walking says where it cannot go on', () => {
    for (const text of ['{', '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":}', '{1:2}', '{"a" 1}', '{"a":1 "b":2}', '[', '["a', '"\\"', '{"\\x":1}', '']) {
      const json = new JsonBytes(Buffer.from(text));
      expect(() => json.members(() => json.skip()), text).toThrow(Malformed);
    }
  });
});
