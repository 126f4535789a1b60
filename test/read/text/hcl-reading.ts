// Trees of HCL in a form that is easy to write down.
import { textOf } from '../../../src/core/source.js';
import { type Body, type Expression, type Name, parseHcl, type Syntax, type TemplatePart } from '../../../src/read/text/hcl/index.js';

export const readHcl = (text: string): Syntax => parseHcl({ path: 'a.tf', text, bom: false });

/** `a=(+ 1 2)`, `type label{...}` */
export const shapeOf = ({ items }: Body): string =>
  items.map((item) => (item.kind === 'attribute' ? `${item.name}=${shape(item.value)}` : `${[item.type, ...item.labels.map(({ text }) => text)].join(' ')}{${shapeOf(item.body)}}`)).join('; ');

/** The value of the one attribute of `a = ...`. */
export function valueOf(text: string): Expression {
  const { body, problems } = readHcl(`a = ${text}\n`);
  const [attribute] = body.attributes;
  if (attribute === undefined || body.items.length !== 1 || problems.length > 0) throw new Error(`not one attribute: ${JSON.stringify(problems.map(({ message }) => message))}`);
  return attribute.value;
}

export function shape(node: Expression | Name): string {
  const all = (nodes: readonly (Expression | Name | undefined)[]): string => nodes.filter((one) => one !== undefined).map(shape).join(' ');
  switch (node.kind) {
    case 'literal':
      return String(node.value);
    case 'template':
      return `"${node.parts.map(partShape).join('')}"`;
    case 'name':
      return `:${node.text}`;
    case 'variable':
      return node.name;
    case 'getAttr':
      return `${shape(node.object)}.${node.name}`;
    case 'index':
      return `${shape(node.collection)}${node.isLegacy ? '~' : ''}[${shape(node.key)}]`;
    case 'splat':
      return `(${node.form} ${all([node.collection, node.each])})`;
    case 'item':
      return '@';
    case 'call':
      return `${node.name}(${all(node.arguments)}${node.expandsFinal ? '...' : ''})`;
    case 'tuple':
      return `[${all(node.items)}]`;
    case 'object':
      return `{${node.items.map(({ key, value }) => `${shape(key)}=${shape(value)}`).join(' ')}}`;
    case 'for':
      return `(for ${node.makes} ${all([node.keyName, node.valueName])} in ${all([node.collection, node.key, node.value])}${node.groups ? ' ...' : ''}${node.condition === undefined ? '' : ` if ${shape(node.condition)}`})`;
    case 'conditional':
      return `(? ${all([node.condition, node.whenTrue, node.whenFalse])})`;
    case 'unary':
      return `(${node.operator} ${shape(node.operand)})`;
    case 'binary':
      return `(${node.operator} ${all([node.left, node.right])})`;
    case 'parens':
      return `<${shape(node.inner)}>`;
    case 'invalid':
      return `invalid ${JSON.stringify(textOf(node.span))}`;
  }
}

function partShape(part: TemplatePart): string {
  const all = (parts: readonly TemplatePart[]): string => parts.map(partShape).join('');
  switch (part.kind) {
    case 'text':
      return JSON.stringify(part.value).slice(1, -1).replaceAll('\\"', "'");
    case 'interpolation':
      return `\${${shape(part.value)}}`;
    case 'ifDirective':
      return `%{if ${shape(part.condition)}|${all(part.whenTrue)}|${all(part.whenFalse)}}`;
    case 'forDirective':
      return `%{for ${part.keyName === undefined ? '' : `${part.keyName.text} `}${part.valueName.text} in ${shape(part.collection)}|${all(part.parts)}}`;
  }
}
