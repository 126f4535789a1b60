import { describe, expect, test } from 'vitest';
import { lintTexts } from '../../helpers/lint.js';
import { computed } from '../../helpers/computed.js';

const million = 1_000_000;
const call = "client.put_event_selectors(EventSelectors=[{'ReadWriteType': 'ReadOnly'}])\n";

/** A hang, not a slow machine. */
const BOUND = 15_000;

const texts: Readonly<Record<string, string>> = {
  'opening brackets': `x.put_event_selectors(EventSelectors=${'['.repeat(million)}`,
  'brackets that are opened and closed': `x.put_event_selectors(EventSelectors=${'['.repeat(million / 2)}${']'.repeat(million / 2)})`,
  'closing brackets': `${']'.repeat(million)}\n${call}`,
  'statements on one line': `${'a;'.repeat(million / 2)}${call}`,
  'targets of one statement': `${'a = '.repeat(million / 4)}1\n${call}`,
  'functions in functions': Array.from({ length: 1_200 }, (_, depth) => `${' '.repeat(depth)}def f${String(depth)}():\n`).join('') + call,
  'functions beside each other': `${'def f(a, b):\n  x = 1\n'.repeat(50_000)}${call}`,
  'lambdas': `${'lambda '.repeat(million / 8)}\n${call}`,
  'for': `${'for '.repeat(million / 4)}\n${call}`,
  'backslashes': `x = ${'\\\n'.repeat(million / 2)}1\n${call}`,
  'comments between': `x = (${'# \\\n'.repeat(million / 4)})\n${call}`,
  'a string that is not closed': `x = '''${'y'.repeat(million)}`,
  'strings side by side': `x.put_role_policy(RoleName='r', PolicyName='p', PolicyDocument=${"'{' ".repeat(million / 4)})`,
  'braces in an f-string': `x.put_role_policy(RoleName='r', PolicyName='p', PolicyDocument=f'${'{{'.repeat(million / 2)}')`,
  'holes in an f-string': `x.put_role_policy(RoleName='r', PolicyName='p', PolicyDocument=f'${'{a}'.repeat(million / 4)}')`,
  'escapes': `x.put_role_policy(RoleName='r', PolicyName='p', PolicyDocument='${'\\x41'.repeat(million / 4)}')`,
  'documents in documents': `x.put_role_policy(RoleName='r', PolicyName='p', PolicyDocument=${'json.dumps('.repeat(million / 10)}`,
  'dictionaries by name': `x.put_event_selectors(**${'dict(a='.repeat(million / 10)}`,
  'constants made of two of the one before': `${Array.from({ length: 64 }, (_, index) => `A${String(index + 1)} = [json.dumps(A${String(index)}), json.dumps(A${String(index)})]\n`).join('')}A0 = [{'x': 1}]\nx.put_event_selectors(EventSelectors=A30)\n`,
  'constants in a circle': "A = [B, B]\nB = [A, A]\nx.put_event_selectors(EventSelectors=A)\n",
  'one constant for many calls': `S = [{'ReadWriteType': 'All'}]\n${'x.put_event_selectors(EventSelectors=S)\n'.repeat(5_000)}`,
  'a constant in a long list': `S = {'ReadWriteType': 'All'}\nx.put_event_selectors(EventSelectors=[${'S,'.repeat(million / 4)}])\n`,
  'names of prototypes': "__proto__ = 1\nconstructor = [{'ReadWriteType': 'All'}]\nx.put_event_selectors(EventSelectors=constructor, __proto__=toString)\n",
  'characters for private use': `${'\uF000'.repeat(million / 4)}\n${call}`,
  'no Python at all': `}{ <html> ;;; def def class ( \n${call}`,
};

describe('bounded whatever it is', () => {
  test.each(Object.entries(texts))('%s', async (_name, text) => {
    const started = computed();
    const report = await lintTexts({ 'a.py': text });
    for (const { primary, related } of report.findings) for (const { span } of [primary, ...related]) expect(span.end <= text.length && span.source.text === text).toBe(true);
    expect(computed() - started).toBeLessThan(BOUND);
  }, 2 * BOUND);
});
