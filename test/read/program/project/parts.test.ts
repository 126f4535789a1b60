import { describe, expect, test } from 'vitest';
import { argumentsIn, calleeName } from '../../../../src/read/program/evaluation/externals.js';
import type { Standing, Table } from '../../../../src/read/program/tables.js';
import { unitsOf } from '../support.js';

const standings: ReadonlyMap<string, Standing> = new Map([['Role', 'apart'], ['Trail', 'together'], ['Alarm', 'together'], ['Law', 'everywhere'], ['Stack', 'around']]);

const madeBy = (external: Parameters<Table['mayMake']>[0]): string => calleeName(external)?.name ?? '';

/** A package of things with an id. Roles are permissions. */
const table: Table = {
  id: 'pack',
  vocabulary: 'cloudformation',
  value: () => undefined,
  mayMake: (external) => external.how.kind === 'new' && /^(?:Role|Trail|Alarm|Law)$/u.test(madeBy(external)),
  resources: (external, _all, resolver) => {
    const node = resolver.node(resolver.argument(argumentsIn(external), 1), external.at);
    // All that is given to it is looked at.
    resolver.node(resolver.argument(argumentsIn(external), 2), external.at);
    return [{ type: madeBy(external), address: node.kind === 'scalar' ? node.text : '?', exists: 'yes', name: external.at, body: node }];
  },
  group: () => '',
  standing: (external) => standings.get(madeBy(external)) ?? 'together',
};

/** Questions of `process.env`, one for each letter. */
const questions = (letters: string): string => `[${[...letters].map((letter) => `process.env.${letter} === 'x' ? 1 : 2`).join(', ')}]`;

const program = (body: string): Readonly<Record<string, string>> => ({ 'app.ts': `import { Role, Trail, Alarm, Law, Stack } from 'pack';\nconst stack = new Stack();\n${body}` });

/** The things of each unit, whatever the world. */
const partsOf = (body: string): readonly string[] => unitsOf(program(body), table).map(({ worlds }) => [...new Set(worlds.flatMap(({ value }) => value.map(({ address }) => address)))].join(' '));

/** Two roles with more questions together than are tried, and few by themselves. */
const two = (a = '', b = ''): string => `const one = new Role(stack, 'One', { q: ${questions('ABC')}, ${a} });\nconst two = new Role(stack, 'Two', { q: ${questions('DEF')}, ${b} });`;

describe('parts of what is deployed together', () => {
  test.each<[string, string, readonly string[]]>([
    ['few questions', `new Role(stack, 'One', { q: ${questions('AB')} }); new Role(stack, 'Two', { q: ${questions('CD')} });`, ['One Two']],
    ['roles that have nothing to do with each other', two(), ['One', 'Two']],
    ['a role that is given to another', two('', 'one'), ['One Two']],
    ['a role of which a member is given to another', two('', 'by: { arn: one.arn }'), ['One Two']],
    ['a role in a text', two('', 'by: `x/${one.arn}`'), ['One Two']],
    ['a role that may be given to another', two('', "by: process.env.G === 'x' ? one : undefined"), ['One Two']],
    ['what is done to one with the other', `${two()} one.add(two);`, ['One Two']],
    ['what is done to a member of one with the other', `${two()} one.policy.add([two]);`, ['One Two']],
    ['a name that the other one writes', two("roleName: 'admin'", "by: 'arn:aws:iam::111122223333:role/admin'"), ['One Two']],
    ['a name with something open', two('roleName: `${process.env.P}-admin`', "by: 'prod-admin'"), ['One Two']],
    ['a name that is open', two('roleName: process.env.N', 'by: process.env.N'), ['One Two']],
    ['a name that nobody else writes', two("roleName: 'admin'", "by: 'reader'"), ['One', 'Two']],
    ['something that both are given', `const both = { a: 'b' }; ${two('both', 'both')}`, ['One', 'Two']],
    ['sinks are one part', `${two()} new Trail(stack, 'Trail', {}); new Alarm(stack, 'Alarm', {});`, ['One', 'Two', 'Trail Alarm']],
    ['a role of a sink', `${two()} new Trail(stack, 'Trail', { one }); new Alarm(stack, 'Alarm', {});`, ['One Trail Alarm', 'Two']],
    ['what may concern all', `${two()} new Law(stack, 'Law', {});`, ['One Two Law']],
    ['what is done to what is around them', `${two()} stack.add(one, two);`, ['One', 'Two']],
  ])('%s', (_name, body, expected) => {
    expect(partsOf(body)).toEqual(expected);
  });

  test('nothing is left open in parts that are small enough, and the rest is told once', () => {
    const told = (body: string): readonly string[] => unitsOf(program(body), table).flatMap(({ problems }) => problems.map(({ message }) => message));
    expect(told(two())).toEqual([]);
    expect(told(two('', 'one'))).toHaveLength(1);
  });
});
