import { list, map, type Entry, type Node } from '../../core/node.js';

/** Attributes that hold blocks, with those that these hold in turn. What is no block is taken as it is: maps in it are documents. */
export type Blocks = ReadonlyMap<string, Blocks>;

const blocks = (...held: readonly (string | readonly [string, Blocks])[]): Blocks => new Map(held.map((one) => (typeof one === 'string' ? [one, new Map()] : one)));

const reference: readonly [string, Blocks] = ['customer_managed_policy_reference', blocks()];
const selectors = blocks(['event_selector', blocks('data_resource')], ['advanced_event_selector', blocks('field_selector')]);
const awsccSelectors = blocks(['event_selectors', blocks('data_resources')], ['advanced_event_selectors', blocks('field_selectors')]);
const definition = blocks(['definition', blocks('iam_action_definition')]);
const policies = blocks('policies');

/** By type, as in `../terraform/modelled.ts`. Terraform Registry, `hashicorp/aws` and `hashicorp/awscc`. */
const byType: ReadonlyMap<string, Blocks> = new Map([
  ['aws_cloudtrail', selectors],
  ['aws_cloudtrail_event_data_store', selectors],
  ['aws_iam_role', blocks('inline_policy')],
  ['aws_ssoadmin_customer_managed_policy_attachment', blocks(reference)],
  ['aws_ssoadmin_customer_managed_policy_attachments_exclusive', blocks(reference)],
  ['aws_ssoadmin_permissions_boundary_attachment', blocks(['permissions_boundary', blocks(reference)])],
  ['aws_budgets_budget_action', definition],
  ['data.aws_iam_policy_document', blocks(['statement', blocks('principals', 'not_principals', 'condition')])],
  ['awscc_cloudtrail_trail', awsccSelectors],
  ['awscc_cloudtrail_event_data_store', awsccSelectors],
  ['awscc_iam_role', policies],
  ['awscc_iam_user', policies],
  ['awscc_iam_group', policies],
  ['awscc_sso_permission_set', blocks('customer_managed_policy_references', ['permissions_boundary', blocks('customer_managed_policy_reference')])],
  ['awscc_budgets_budgets_action', definition],
]);

const none: Blocks = new Map();

export const blocksOf = (type: string): Blocks => byType.get(type) ?? none;

/** How a package spells the name of an attribute. */
export type Spelling = (name: string) => string;

/** What a program gives, in the words of the provider: its members are attributes, and so are those of the blocks in it. */
export function respelt(node: Node, held: Blocks, spelling: Spelling): Node {
  switch (node.kind) {
    case 'map':
      return map(new Map([...node.entries].map(([name, entry]): [string, Entry] => attributeOf(spelling(name), entry, held, spelling))), node.origin, node.unseen);
    case 'list':
      return list(node.items.map((item) => respelt(item, held, spelling)), node.origin, node.unseen);
    case 'scalar':
    case 'unknown':
    case 'absent':
      return node;
  }
}

function attributeOf(name: string, { key, value }: Entry, held: Blocks, spelling: Spelling): [string, Entry] {
  const inner = held.get(name);
  return [name, { key, value: inner === undefined ? value : respelt(value, inner, spelling) }];
}

/** The value of one attribute of a resource. */
export function respeltAttribute(node: Node, type: string, name: string, spelling: Spelling): Node {
  const held = blocksOf(type).get(name);
  return held === undefined ? node : respelt(node, held, spelling);
}

/** `notStartsWith` as providers spell it: cdktf does it so as well (`snakeCase` in its `util.ts`). */
export const snakeCase: Spelling = (name) => name.replaceAll(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase();
