import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { options } from '../../src/cli/args/options.js';
import { tokensOf } from '../../src/cli/args/tokens.js';

const forms = options.map(({ name, short, value }) => ({ name, short, takesValue: value !== '' }));
const known = Object.fromEntries(options.map(({ name, short, value }) => [name, { type: value === '' ? ('boolean' as const) : ('string' as const), ...(short === '' ? {} : { short }) }]));

/** What Node makes of a command line, in our words. */
const byNode = (argv: readonly string[]): readonly unknown[] =>
  parseArgs({ args: [...argv], options: known, strict: false, tokens: true }).tokens.map((token) => {
    if (token.kind === 'option') return { kind: token.kind, name: token.name, rawName: token.rawName, value: token.value, inlineValue: token.inlineValue };
    return token.kind === 'positional' ? { kind: token.kind, value: token.value } : { kind: token.kind };
  });

const word = fc.oneof(
  fc.constantFrom('-', '--', '-f', '-fx', '-f=x', '-qf', '-qfx', '-qqh', '-x', '-xyz', '-xfq', '--format', '--format=sarif', '--format=', '--=x', '---', '--x=y=z', '--strict', '--strict=1', '--no-such', 'check', '.', 'a=b', '', '=', '-=', '--fo', '-😀'),
  fc.string({ maxLength: 6 }),
  fc.stringMatching(/^-{1,3}[a-z=]{0,5}$/u),
);

test('the tokens of a command line are those of Node', () => {
  fc.assert(fc.property(fc.array(word, { maxLength: 6 }), (argv) => {
    expect(tokensOf(argv, forms)).toEqual(byNode(argv));
  }), { numRuns: 5000 });
});
