import type { HeldText, PolicyJson, PolicyText, Statement } from './policies.js';

/** `{ resource: { type: { name: body } }, data: ... }`, as in a file in JSON. References are `${type.name.attribute}`. */
export interface Configuration {
  readonly resource: Record<string, Record<string, unknown>>;
  readonly data: Record<string, Record<string, unknown>>;
}

/** How a document is written: as a string, or by a data source, which is then declared under `name`. */
type Write = (document: PolicyJson, name: string, configuration: Configuration) => unknown;

const asString: Write = (document) => JSON.stringify(document);

function add(section: Record<string, Record<string, unknown>>, type: string, name: string, body: unknown): void {
  (section[type] ??= {})[name] = body;
}

/** `statement { ... }` in the words of `aws_iam_policy_document`. */
function block({ Sid, Effect, Action, NotAction, Resource, NotResource, Principal, Condition }: Statement): Record<string, unknown> {
  const variables = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('${', '&{'));
  const conditions = Object.entries((Condition ?? {}) as Record<string, Record<string, unknown>>).flatMap(([test, keys]) => Object.entries(keys).map(([variable, values]) => ({ test, variable, values: variables(values) })));
  return {
    ...(Sid !== undefined && { sid: Sid }),
    ...(Effect !== 'Allow' && { effect: Effect }),
    ...(Action !== undefined && { actions: Action }),
    ...(NotAction !== undefined && { not_actions: NotAction }),
    ...(Resource !== undefined && { resources: variables(Resource) }),
    ...(NotResource !== undefined && { not_resources: variables(NotResource) }),
    ...(Principal !== undefined && { principals: Object.entries(Principal as Record<string, unknown>).map(([type, identifiers]) => ({ type, identifiers })) }),
    ...(conditions.length > 0 && { condition: conditions }),
  };
}

const byDataSource: Write = (document, name, { data }) => {
  add(data, 'aws_iam_policy_document', name, { statement: document.Statement.map(block) });
  return `\${data.aws_iam_policy_document.${name}.json}`;
};

const trusted = (trust: Statement): PolicyJson => ({ Version: '2012-10-17', Statement: [trust] });

/** The provider `aws`, with resources of their own for all that is given. */
function awsHolder(held: HeldText, write: Write, made: Configuration): void {
  const { resource } = made;
  if (held.kind === 'permission-set') return awsSet(held, write, made);
  const { kind } = held;
  const type = `aws_iam_${kind}`;
  add(resource, type, 'holder', {
    ...(held.trust && { assume_role_policy: write(trusted(held.trust), 'trust', made) }),
    ...(held.boundary && { permissions_boundary: '${aws_iam_policy.boundary.arn}' }),
  });
  const name = `\${${type}.holder.name}`;
  for (const [index, document] of (held.inline ?? []).entries()) add(resource, `${type}_policy`, `inline${String(index)}`, { [kind]: name, policy: write(document, `inline${String(index)}`, made) });
  for (const [index, document] of (held.attached ?? []).entries()) {
    add(resource, 'aws_iam_policy', `attached${String(index)}`, { name: `attached${String(index)}`, policy: write(document, `attached${String(index)}`, made) });
    add(resource, `${type}_policy_attachment`, `attached${String(index)}`, { [kind]: name, policy_arn: `\${aws_iam_policy.attached${String(index)}.arn}` });
  }
  for (const [index, arn] of (held.managed ?? []).entries()) add(resource, `${type}_policy_attachment`, `managed${String(index)}`, { [kind]: name, policy_arn: arn });
  others(held, write, made);
}

function awsSet(held: HeldText, write: Write, made: Configuration): void {
  const permission_set_arn = '${aws_ssoadmin_permission_set.holder.arn}';
  add(made.resource, 'aws_ssoadmin_permission_set', 'holder', { name: 'set' });
  for (const document of held.inline ?? []) add(made.resource, 'aws_ssoadmin_permission_set_inline_policy', 'inline', { permission_set_arn, inline_policy: write(document, 'inline', made) });
  for (const managed_policy_arn of held.managed ?? []) add(made.resource, 'aws_ssoadmin_managed_policy_attachment', 'managed', { permission_set_arn, managed_policy_arn });
}

function others(held: HeldText, write: Write, made: Configuration): void {
  if (held.boundary !== undefined) add(made.resource, 'aws_iam_policy', 'boundary', { name: 'boundary', policy: write(held.boundary, 'boundary', made) });
  if (held.group === undefined) return;
  add(made.resource, 'aws_iam_group', 'group', { name: 'group' });
  add(made.resource, 'aws_iam_group_policy', 'group', { group: '${aws_iam_group.group.name}', policy: write(held.group, 'group', made) });
  add(made.resource, 'aws_iam_user_group_membership', 'holder', { user: '${aws_iam_user.holder.name}', groups: ['${aws_iam_group.group.name}'] });
}

function rest({ loose, control }: PolicyText, write: Write, made: Configuration): Configuration {
  if (loose !== undefined) add(made.resource, 'aws_iam_policy', 'loose', { name: 'loose', policy: write(loose, 'loose', made) });
  if (control !== undefined) add(made.resource, 'aws_organizations_policy', 'control', { name: 'c', content: write(control, 'control', made) });
  return made;
}

const empty = (): Configuration => ({ resource: {}, data: {} });

function aws(text: PolicyText, write: Write): Configuration {
  const made = empty();
  if (text.holder !== undefined) awsHolder(text.holder, write, made);
  return rest(text, write, made);
}

/** What is given to a role stands in the role, as older configurations have it. */
function inTheRole(text: PolicyText): Configuration {
  const { holder } = text;
  if (holder?.kind !== 'role') return aws(text, asString);
  const made = aws({ ...text, holder: { ...holder, inline: [], attached: [] } }, asString);
  const role = made.resource['aws_iam_role']?.['holder'] as Record<string, unknown>;
  role['inline_policy'] = (holder.inline ?? []).map((document, index) => ({ name: `p${String(index)}`, policy: asString(document, '', made) }));
  role['managed_policy_arns'] = (holder.attached ?? []).map((document, index) => {
    add(made.resource, 'aws_iam_policy', `attached${String(index)}`, { name: `attached${String(index)}`, policy: asString(document, '', made) });
    return `\${aws_iam_policy.attached${String(index)}.arn}`;
  });
  return made;
}

const awsccTypes = { role: 'awscc_iam_role', user: 'awscc_iam_user', group: 'awscc_iam_group', 'permission-set': 'awscc_sso_permission_set' } as const;

function awscc(text: PolicyText): Configuration {
  const made = empty();
  const { holder: held, loose, control } = text;
  const policy = (name: string, document: PolicyJson, more: Record<string, unknown> = {}): void => add(made.resource, 'awscc_iam_managed_policy', name, { policy_document: JSON.stringify(document), ...more });
  if (held !== undefined) {
    const isSet = held.kind === 'permission-set';
    const type = awsccTypes[held.kind];
    add(made.resource, type, 'holder', {
      ...(held.trust && { assume_role_policy_document: JSON.stringify(trusted(held.trust)) }),
      ...(isSet ? { name: 'set', inline_policy: JSON.stringify(held.inline?.[0]) } : { policies: (held.inline ?? []).map((document, index) => ({ policy_name: `p${String(index)}`, policy_document: JSON.stringify(document) })) }),
      ...(held.managed && { [isSet ? 'managed_policies' : 'managed_policy_arns']: held.managed }),
      ...(held.boundary && { permissions_boundary: '${awscc_iam_managed_policy.boundary.arn}' }),
      ...(held.group && { groups: ['${awscc_iam_group.group.id}'] }),
    });
    for (const [index, document] of (held.attached ?? []).entries()) policy(`attached${String(index)}`, document, { [`${held.kind}s`]: [`\${${type}.holder.id}`] });
    if (held.boundary !== undefined) policy('boundary', held.boundary);
    if (held.group !== undefined) add(made.resource, 'awscc_iam_group', 'group', { policies: [{ policy_name: 'g', policy_document: JSON.stringify(held.group) }] });
  }
  if (loose !== undefined) policy('loose', loose);
  if (control !== undefined) add(made.resource, 'awscc_organizations_policy', 'control', { name: 'c', type: 'SERVICE_CONTROL_POLICY', content: JSON.stringify(control) });
  return made;
}

/** A policy and its holder in every way to write them in Terraform. */
export const policyForms: Readonly<Record<string, (text: PolicyText) => Configuration>> = {
  'strings, attached': (text) => aws(text, asString),
  'data sources, attached': (text) => aws(text, byDataSource),
  'in the role': inTheRole,
  awscc,
};
