import { describe, expect, test } from 'vitest';
import { lowerings } from '../../src/lower/index.js';
import type { Permissions } from '../../src/model/grant/policy.js';
import { templateReader } from '../../src/read/cloudformation/index.js';
import { libraryOf } from '../../src/read/library.js';
import { noParameters } from '../../src/read/parameters/set.js';
import { parseJson } from '../../src/read/text/json/json.js';
import { withoutPlaces } from '../equivalence/places.js';
import { policies, type PolicyText } from '../equivalence/policies.js';
import { policyTemplate } from '../equivalence/policies-cloudformation.js';
import { policyForms } from '../equivalence/policies-terraform.js';
import { loweredFrom } from './resources.js';

/** What CloudFormation makes of it. */
async function expected(text: PolicyText): Promise<Permissions> {
  const source = { path: 't.json', text: JSON.stringify(policyTemplate(text)), bom: false };
  const [root] = parseJson(source).documents;
  if (root === undefined) throw new Error('no template');
  const document = { source, root };
  const read = await templateReader.load();
  const [unit] = read([document], { parameters: noParameters, notGranting: [], configuration: () => [], library: libraryOf(() => 'there are no files', [document]), others: [document] });
  const [world] = unit?.worlds ?? [];
  if (unit === undefined || world === undefined || unit.problems.length > 0) throw new Error('no world');
  return lowerings.cloudformation(world.value).model.permissions;
}

/** Principals and their documents in some order: that of declarations says nothing. */
const inOrder = ({ principals, controls }: Permissions): unknown => ({
  principals: principals.map((principal) => ({ ...principal, documents: sorted(principal.documents) })).map(withoutPlaces).sort(byText),
  controls: controls.map(withoutPlaces),
});
const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
const sorted = (items: readonly unknown[]): readonly unknown[] => items.map(withoutPlaces).sort(byText);

describe.each(Object.entries(policies))('%s', (_name, text) => {
  test.each(Object.entries(policyForms))('%s', async (_form, write) => {
    const { model, problems } = loweredFrom(write(text));
    expect(problems).toEqual([]);
    expect(inOrder(model.permissions)).toEqual(inOrder(await expected(text)));
  });
});

test('no two of them are the same', async () => {
  const models = await Promise.all(Object.values(policies).map(async (text) => JSON.stringify(inOrder(await expected(text)))));
  expect(new Set(models).size).toBe(models.length);
});
