/** Names that are blocks in the provider `aws`; what else is a map or a list is an attribute. */
const blocks: ReadonlySet<string> = new Set(['event_selector', 'advanced_event_selector', 'field_selector', 'data_resource', 'statement', 'condition', 'principals', 'inline_policy']);

/** An expression that is written as it is, such as `var.x`. */
export class Code {
  constructor(readonly text: string) {}
}

type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Code);

/** A value in the native syntax of Terraform. */
export function hcl(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value)) return `[${value.map(hcl).join(', ')}]`;
  if (isBody(value)) return `{ ${Object.entries(value).map(([key, inner]) => `${/^\w+$/u.test(key) ? key : JSON.stringify(key)} = ${hcl(inner)}`).join(', ')} }`;
  return JSON.stringify(value);
}

/** What stands in a block, with the blocks in it; with `dynamic`, each of these is made by a dynamic block of one item. */
export function bodyOf(body: Body, dynamic = false): string {
  return Object.entries(body).map(([name, value]) => (blocks.has(name) && Array.isArray(value) ? value.filter(isBody).map((item) => blockOf(name, item, dynamic)).join('') : `${name} = ${hcl(value)}\n`)).join('');
}

const blockOf = (name: string, item: Body, dynamic: boolean): string =>
  dynamic ? `dynamic "${name}" {\nfor_each = [${hcl(item)}]\ncontent {\n${bodyOf(item, true)}}\n}\n` : `${name} {\n${bodyOf(item)}}\n`;

/** `{ resource: { type: { name: body } }, data: ... }` in the native syntax. */
export const configurationOf = (sections: object): string =>
  Object.entries(sections as Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, Body>>>>>>).map(([section, types]) => Object.entries(types).map(([type, named]) => Object.entries(named).map(([name, body]) => `${section} "${type}" "${name}" {\n${bodyOf(body)}}\n`).join('')).join('')).join('');
