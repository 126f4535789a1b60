import { describe, expect, test } from 'vitest';
import { lintTexts } from '../../helpers/lint.js';
import { computed } from '../../helpers/computed.js';

const head = "import { CloudTrail, PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';\n";
const call = "new PutEventSelectorsCommand({ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] });\n";

/** A hang, not a slow machine. */
const BOUND = 15_000;

const texts: Readonly<Record<string, string>> = {
  'many calls': `${head}const c = new CloudTrail({});\n${"c.stopLogging({ Name: 'x' });\n".repeat(3_000)}`,
  'selectors nested deeply': `${head}new PutEventSelectorsCommand({ EventSelectors: ${'['.repeat(2_000)}${']'.repeat(2_000)} });\n`,
  'a client that is made of itself': `${head}let c: any;\nc = wrap(c);\nfor (;;) { c = w(c); c.putEventSelectors({ EventSelectors: [] }); }\nfunction w(x: any) { return new Proxy(x, {}); }\n`,
  'a megabyte beside a call': `${head}${'const x = { a: [1, 2, 3], b: "text" };\n'.repeat(25_000)}${call}`,
  'functions in functions': `${head}${'() => '.repeat(1_000)}${call}`,
  'a syntax error': `${head}const = ;\n${call}`,
  'names of prototypes': `${head}const o: any = { __proto__: 1, constructor: 2 };\nnew CloudTrail({}).putEventSelectors({ ...o, EventSelectors: [{ __proto__: { ReadWriteType: 'ReadOnly' } }] });\n`,
  'brackets that are not closed': `${head}${'('.repeat(300_000)}${call}`,
  'characters for private use': `${head}// ${'\uF000'.repeat(100_000)}\n${call}`,
};

describe('bounded whatever it is', () => {
  test.each(Object.entries(texts))('%s', async (_name, text) => {
    const started = computed();
    const report = await lintTexts({ 'a.ts': text });
    for (const { primary, related } of report.findings) for (const { span } of [primary, ...related]) expect(span.end <= text.length && span.source.text === text).toBe(true);
    expect(computed() - started).toBeLessThan(BOUND);
  }, 2 * BOUND);
});
