import { Code } from './hcl.js';
import type { Configuration } from './policies-terraform.js';

type Body = Readonly<Record<string, unknown>>;

const isBody = (value: unknown): value is Body => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Code);

/** A value in TypeScript. */
export function typescript(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value)) return `[${value.map(typescript).join(', ')}]`;
  if (isBody(value)) return `{ ${Object.entries(value).map(([key, inner]) => `${/^[A-Za-z_]\w*$/u.test(key) ? key : JSON.stringify(key)}: ${typescript(inner)}`).join(', ')} }`;
  return JSON.stringify(value);
}

export const camelCase = (name: string): string => name.replaceAll(/_([a-z])/gu, (_, letter: string) => letter.toUpperCase());

/** The keys of a body and of the blocks in it in another spelling. */
export function respelt(value: unknown, spelling: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => respelt(item, spelling));
  return isBody(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [spelling(key), respelt(inner, spelling)])) : value;
}

/** Every leaf, and every list of strings, by a name of its own. */
export function named(value: unknown, values: Record<string, unknown>): unknown {
  const isLeaf = !isBody(value) && (!Array.isArray(value) || value.every((item) => typeof item === 'string'));
  if (isLeaf) {
    const name = `v${String(Object.keys(values).length)}`;
    values[name] = value;
    return new Code(name);
  }
  return Array.isArray(value) ? value.map((item) => named(item, values)) : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, named(inner, values)]));
}

/** How a program writes what a configuration declares. */
export interface Writing {
  readonly spelling: (name: string) => string;
  /** The document of a policy. */
  readonly document: (document: unknown) => unknown;
  /** An attribute of what another variable holds. */
  readonly attribute: (variable: string, name: string) => string;
  readonly declaration: (type: string, variable: string, body: string) => string;
}

const variableOf = (type: string, name: string): string => `${camelCase(type)}_${name}`;

/** The declarations of a configuration, those first that others refer to. */
export function programOf({ resource, data }: Configuration, { spelling, document, attribute, declaration }: Writing): string {
  const all = new Map<string, { readonly type: string; readonly body: Body }>();
  for (const [section, prefix] of [[data, 'data.'], [resource, '']] as const) {
    for (const [type, names] of Object.entries(section)) for (const [name, body] of Object.entries(names as Readonly<Record<string, Body>>)) all.set(variableOf(`${prefix}${type}`.replace('.', '_'), name), { type: prefix + type, body });
  }
  const written = new Set<string>();
  const lines: string[] = [];
  const value = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(value);
    if (isBody(one)) return Object.fromEntries(Object.entries(one).map(([key, inner]) => [spelling(key), value(inner)]));
    if (typeof one !== 'string') return one;
    const [, prefix = '', type, name, member] = /^\$\{(data\.)?(\w+)\.(\w+)\.(\w+)\}$/u.exec(one) ?? [];
    if (type === undefined || name === undefined || member === undefined) return one.startsWith('{') ? document(JSON.parse(one)) : one;
    const variable = variableOf(`${prefix}${type}`.replace('.', '_'), name);
    write(variable);
    return new Code(attribute(variable, member));
  };
  const write = (variable: string): void => {
    const found = all.get(variable);
    if (found === undefined || written.has(variable)) return;
    written.add(variable);
    const body = typescript(value(found.body));
    lines.push(declaration(found.type, variable, body));
  };
  for (const variable of all.keys()) write(variable);
  return lines.join('\n');
}
