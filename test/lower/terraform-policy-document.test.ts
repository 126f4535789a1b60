import { describe, expect, test } from 'vitest';
import type { Node } from '../../src/core/node.js';
import { shown } from '../../src/core/text.js';
import { lowerDocument } from '../../src/lower/policy.js';
import { declaredIn, loweredFrom } from './resources.js';
import { toldIn } from './told.js';
import { computed } from '../helpers/computed.js';

/** The value of a node; what is not known is a text in angle brackets, what may be there besides is `…`. */
function valueOf(node: Node): unknown {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return [...node.items.map(valueOf), ...node.unseen.map(() => '…')];
    case 'map':
      return Object.fromEntries([...[...node.entries].map(([key, { value }]) => [key, valueOf(value)] as const), ...node.unseen.map(() => ['…', '…'] as const)]);
    case 'unknown':
      return `<${shown(node.text)}>`;
    case 'absent':
      return undefined;
  }
}

type Data = Readonly<Record<string, unknown>>;

/** What `data.aws_iam_policy_document.main` renders; other documents may stand beside it. */
function renderedNode(main: Data, others: Readonly<Record<string, Data>> = {}): Node {
  const { resources, problems } = declaredIn(JSON.stringify({ data: { aws_iam_policy_document: { main, ...others } }, resource: { aws_iam_policy: { p: { policy: '${data.aws_iam_policy_document.main.json}' } } } }));
  expect(problems.filter(({ rule }) => rule !== 'gap')).toEqual([]);
  const [policy] = resources;
  if (policy?.body.kind !== 'map') throw new Error('no policy');
  const node = policy.body.entries.get('policy')?.value;
  if (node === undefined) throw new Error('no document');
  return node;
}

const rendered = (main: Data, others: Readonly<Record<string, Data>> = {}): unknown => valueOf(renderedNode(main, others));
const statements = (...items: readonly unknown[]): unknown => ({ Version: '2012-10-17', Statement: items });
const other = (name: string): string => `\${data.aws_iam_policy_document.${name}.json}`;
const of = (sid: string, ...actions: readonly string[]): Data => ({ ...(sid !== '' && { sid }), actions, resources: ['*'] });
const made = (sid: string, ...actions: readonly string[]): Data => ({ ...(sid !== '' && { Sid: sid }), Effect: 'Allow', Action: actions, Resource: ['*'] });

describe('statements', () => {
  test.each<[string, Data, unknown]>([
    ['nothing', {}, statements()],
    ['by default it allows', { statement: [of('', 's3:*')] }, statements(made('', 's3:*'))],
    ['a single block', { statement: of('A', 's3:*') }, statements(made('A', 's3:*'))],
    ['what is null or empty is not there', { version: null, statement: [{ sid: '', effect: null, actions: ['a:b'], not_actions: [], resources: ['*'], not_resources: null, principals: [], condition: [] }] }, statements(made('', 'a:b'))],
    ['all that is negated', { statement: [{ effect: 'Deny', not_actions: ['a:b'], not_resources: ['arn:x'], not_principals: [{ type: 'AWS', identifiers: ['arn:y'] }] }] }, statements({ Effect: 'Deny', NotAction: ['a:b'], NotResource: ['arn:x'], NotPrincipal: { AWS: ['arn:y'] } })],
    ['variables', { statement: [{ actions: ['a:&{b'], resources: ['arn:&{aws:username}/*'], condition: [{ test: 'StringLike', variable: 'a:b', values: ['&{c:d}', '&{*}'] }] }] }, statements({ Effect: 'Allow', Action: ['a:&{b'], Resource: ['arn:${aws:username}/*'], Condition: { StringLike: { 'a:b': ['${c:d}', '${*}'] } } })],
    [
      'conditions with the same test and variable',
      { statement: [{ ...of('', 'a:b'), condition: [{ test: 'T', variable: 'v', values: ['1'] }, { test: 'T', variable: 'w', values: ['2'] }, { test: 'T', variable: 'v', values: ['3', '4'] }, { test: 'U', variable: 'v', values: ['5'] }] }] },
      statements({ ...made('', 'a:b'), Condition: { T: { v: ['1', '3', '4'], w: ['2'] }, U: { v: ['5'] } } }),
    ],
    ['principals of a kind', { statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: 'AWS', identifiers: ['a'] }, { type: 'Service', identifiers: ['s'] }, { type: 'AWS', identifiers: ['b'] }] }] }, statements({ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { AWS: ['a', 'b'], Service: ['s'] } })],
    ['everyone', { statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: '*', identifiers: ['*'] }] }] }, statements({ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: '*' })],
    ['everyone, by the account', { statement: [{ actions: ['sts:AssumeRole'], principals: [{ type: 'AWS', identifiers: ['*'] }] }] }, statements({ Effect: 'Allow', Action: ['sts:AssumeRole'], Principal: { AWS: ['*'] } })],
    ['an old version', { version: '2008-10-17', statement: [of('', 'a:b')] }, { Version: '2008-10-17', Statement: [made('', 'a:b')] }],
    ['keys of a prototype', { statement: [{ ...of('', 'a:b'), condition: [{ test: '__proto__', variable: 'constructor', values: ['1'] }] }] }, statements({ ...made('', 'a:b'), Condition: Object.fromEntries([['__proto__', { constructor: ['1'] }]]) })],
  ])('%s', (_name, main, expected) => {
    expect(rendered(main)).toEqual(expected);
  });
});

describe('other documents', () => {
  const a = { statement: [of('A', 'a:1'), of('', 'a:2')] };
  const b = { statement: [of('B', 'b:1')] };
  const text = (sid: string, action: string): string => JSON.stringify({ Version: '2012-10-17', Statement: { Sid: sid, Effect: 'Deny', Action: action, Resource: '*' } });
  const inText = (sid: string, action: string): Data => ({ Sid: sid, Effect: 'Deny', Action: action, Resource: '*' });

  test.each<[string, Data, unknown]>([
    ['sources come first', { source_policy_documents: [other('a'), other('b')], statement: [of('C', 'c:1')] }, statements(made('A', 'a:1'), made('', 'a:2'), made('B', 'b:1'), made('C', 'c:1'))],
    ['own statements replace those of sources', { source_policy_documents: [other('a')], statement: [of('A', 'c:1')] }, statements(made('', 'a:2'), made('A', 'c:1'))],
    ['those without a Sid are never replaced', { source_policy_documents: [other('a')], statement: [of('', 'c:1')] }, statements(made('A', 'a:1'), made('', 'a:2'), made('', 'c:1'))],
    ['overrides replace own statements', { statement: [of('A', 'c:1'), of('B', 'c:2')], override_policy_documents: [other('a'), text('B', 'x:1')] }, statements(made('A', 'a:1'), made('', 'a:2'), inText('B', 'x:1'))],
    ['the last override holds', { statement: [of('A', 'c:1')], override_policy_documents: [text('A', 'x:1'), text('A', 'x:2')] }, statements(inText('A', 'x:2'))],
    ['strings', { source_policy_documents: [text('T', 'x:1'), null, ''] }, statements(inText('T', 'x:1'))],
    ['as older providers have them', { source_json: text('A', 'x:1'), statement: [of('B', 'c:1')], override_json: text('B', 'x:2') }, statements(inText('A', 'x:1'), inText('B', 'x:2'))],
    ['the newest version holds', { version: '2008-10-17', source_policy_documents: [text('T', 'x:1')] }, statements(inText('T', 'x:1'))],
    ['a source that is not known', { source_policy_documents: [other('a'), '${var.more}'], statement: [of('B', 'c:1')] }, statements(made('A', 'a:1'), made('', 'a:2'), made('B', 'c:1'), '…')],
    ['sources that are not known', { source_policy_documents: ['${var.more...}'], statement: [of('B', 'c:1')] }, statements(made('B', 'c:1'), '…')],
    ['an override that is not known may replace what has a Sid', { statement: [of('A', 'c:1'), of('', 'c:2')], override_policy_documents: ['${var.more}'] }, statements({ ...made('A', 'c:1'), Condition: { '…': '…' } }, made('', 'c:2'), '…')],
    ['what comes behind is not replaced by it', { statement: [of('A', 'c:1')], override_policy_documents: ['${var.more}', text('A', 'x:1')] }, statements(inText('A', 'x:1'), '…')],
    ['own statements that are not known may replace those of sources', { source_policy_documents: [other('a')], statement: ['${var.more...}'] }, statements({ ...made('A', 'a:1'), Condition: { '…': '…' } }, made('', 'a:2'), '…')],
    ['a Sid that is not known', { source_policy_documents: [other('a')], statement: [of('${var.sid}', 'c:1'), of('C', 'c:2')] }, statements({ ...made('A', 'a:1'), Condition: { '…': '…' } }, made('', 'a:2'), { ...made('', 'c:1'), Sid: '<${?}>' }, made('C', 'c:2'))],
    ['a Sid that is not known, and an override', { statement: [of('${var.sid}', 'c:1')], override_policy_documents: [text('A', 'x:1')] }, statements({ ...made('', 'c:1'), Sid: '<${?}>', Condition: { '…': '…' } }, inText('A', 'x:1'))],
    ['values that are not known', { statement: [{ actions: '${var.actions}', resources: ['arn:&{a}:${var.b}'], condition: [{ test: '${var.test}', variable: 'v', values: ['1'] }] }] }, statements({ Effect: 'Allow', Action: '<${?}>', Resource: ['<arn:${a}:${?}>'], Condition: { '…': '…' } })],
  ])('%s', (_name, main, expected) => {
    expect(rendered(main, { a, b })).toEqual(expected);
  });

  test('an override turns an Allow into a Deny', () => {
    const grant = { statement: [of('A', 'cloudtrail:PutEventSelectors')] };
    const using = (main: Data): readonly string[] => toldIn(loweredFrom({ data: { aws_iam_policy_document: { main } }, resource: { aws_iam_policy: { p: { policy: other('main') } } } }).model);
    expect(using(grant)).toEqual(['grant-any-trail definite error «"cloudtrail:PutEventSelectors"»']);
    expect(using({ ...grant, override_policy_documents: [text('A', 'cloudtrail:*')] })).toEqual([]);
    expect(using({ ...grant, override_policy_documents: ['${var.more}'] })).toEqual(['grant-any-trail possible warning «"cloudtrail:PutEventSelectors"»']);
    expect(using({ statement: [{ ...of('A', 'cloudtrail:PutEventSelectors'), effect: 'Deny' }], override_policy_documents: ['${var.more}'] })).toEqual([]);
  });

  test('each action is pointed at where it is written', () => {
    const node = renderedNode({ statement: [of('A', 'x:first', 'x:second')] });
    const [statement] = lowerDocument(node, 'p')?.statements.items ?? [];
    const texts = statement?.actions.values.items.map(({ origin: { span } }) => span.source.text.slice(span.start, span.end));
    expect(texts).toEqual(['"x:first"', '"x:second"']);
  });

  test('thousands of statements that replace each other', () => {
    const many = (action: string): Data => ({ statement: Array.from({ length: 5000 }, (_, index) => of(`S${String(index)}`, action)) });
    const start = computed();
    const value = rendered({ source_policy_documents: [other('many')], ...many('b:1') }, { many: many('a:1') }) as { Statement: readonly unknown[] };
    expect(computed() - start).toBeLessThan(4000);
    expect(value.Statement).toHaveLength(5000);
    expect(value.Statement[0]).toEqual(made('S0', 'b:1'));
  });
});
