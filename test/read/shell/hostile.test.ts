import { describe, expect, it } from 'vitest';
import { toldOf, unitsOf } from './told.js';
import { computed } from '../../helpers/computed.js';

/** On a slow machine; each takes a second or two at most. What is quadratic takes minutes. */
const MOST = 20_000;

const call = 'aws cloudtrail stop-logging --name t\n';
const put = 'aws cloudtrail put-event-selectors --trail-name t --event-selectors';

const texts: Readonly<Record<string, string>> = {
  'nested substitutions': '$('.repeat(300_000),
  'nested substitutions in quotes': '"$('.repeat(200_000),
  'nested expansions': '${a:-'.repeat(100_000),
  'expansions with an index': '${a['.repeat(100_000),
  parentheses: '('.repeat(300_000),
  'parentheses that never close, and other closers': `${'('.repeat(100_000)}${'\nfi'.repeat(100_000)}`,
  backticks: '`'.repeat(300_001),
  arithmetic: '$(('.repeat(100_000),
  'here-documents that never end': 'cat <<A\n'.repeat(50_000),
  tests: '[[ '.repeat(100_000),
  arrays: 'a=('.repeat(100_000),
  cases: 'case x in '.repeat(50_000),
  'null bytes': '\0'.repeat(300_000),
  'a chain': 'a && '.repeat(100_000),
  'assignments of each other': `${Array.from({ length: 10_000 }, (_, index) => `X${index}="$X${index - 1}$X${index - 1}a"`).join('\n')}\naws cloudtrail stop-logging --name $X9999\n`,
  'assignments of one variable': `${'X=a\n'.repeat(50_000)}${'aws cloudtrail stop-logging --name $X\n'.repeat(3_000)}`,
  'a long document': `${put} "[${'{\\"A\\":\\"b\\"},'.repeat(20_000)}{}]"\n`,
  'a long document with holes': `${put} "[${'{\\"A\\":\\"$b\\"},'.repeat(10_000)}{}]"\n`,
  'long shorthand': `${put} 'A=${'b,'.repeat(100_000)}c'\n`,
  'shorthand that goes back at each comma': `${put} 'A=${'b,c=d,'.repeat(30_000)}'\n`,
  'nested shorthand': `${put} '${'A=['.repeat(50_000)}'\n`,
  'files that are written over and over': `${'cat > $F <<E\nx\nE\n'.repeat(10_000)}${`${put} file://$F\n`.repeat(1_000)}`,
  'commands that run each other': `${'sudo '.repeat(100_000)}${call}`,
  'scripts in scripts': `${'bash -c "'.repeat(5_000)}${call}`,
  'words that are not known': `aws cloudtrail stop-logging --name t ${'$x '.repeat(100_000)}\n`,
};

describe('scripts', () => {
  it.each(Object.entries(texts))('%s', async (_name, text) => {
    const begin = computed();
    await unitsOf({ 'a.sh': text + call });
    expect(computed() - begin).toBeLessThan(MOST);
  }, MOST * 2);
});

describe('what holds scripts', () => {
  it.each([
    ['a line that goes on and on', 'Makefile', '\taws cloudtrail stop-logging --name $(X) \\\n'.repeat(20_000)],
    ['variables', 'a.mk', `${'X = a\n'.repeat(50_000)}${'\taws cloudtrail stop-logging --name $(X)\n'.repeat(2_000)}`],
    ['an instruction that goes on and on', 'Dockerfile', 'RUN aws cloudtrail stop-logging --name x \\\n'.repeat(20_000)],
    ['here-documents that never end', 'Dockerfile', 'RUN cat <<E\naws cloudtrail stop-logging --name x\n'.repeat(20_000)],
    ['expressions that never close', 'a.yml', `jobs:\n  a:\n    steps:\n      - run: aws cloudtrail stop-logging --name ${'${{ '.repeat(50_000)}\n`],
  ])('%s', async (_name, path, text) => {
    const begin = computed();
    await unitsOf({ [path]: text });
    expect(computed() - begin).toBeLessThan(MOST);
  }, MOST * 2);
});

it('reads on behind what is wrong', async () => {
  const told = await toldOf({ 'a.sh': `) } fi done esac ;; && || | > \n${call}` });
  expect(told.map(({ text }) => text)).toEqual(['sink-not-recording definite t']);
});

it('tells of a call that a quote has swallowed', async () => {
  const told = await toldOf({ 'a.sh': `echo "\n${call}` });
  expect(told.map(({ text, span }) => [text, span.start, span.end])).toEqual([['gap', 5, 6]]);
});

it.each(['__proto__', 'constructor', 'hasOwnProperty'])('takes %s for a name like any other', async (name) => {
  const told = await toldOf({ 'a.sh': `${name}=x\naws cloudtrail stop-logging --name "$${name}"\n${put} '{"${name}":{"a":1},"ReadWriteType":"All"}'\n` });
  expect(told.map(({ text }) => text)).toEqual(['sink-not-recording definite x']);
});
