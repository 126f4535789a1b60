import { list, member, scalar, textValue, type Node, type ScalarNode } from '../../../core/node.js';
import { within } from '../../text/within.js';

/** CloudFormation User Guide, "Parameters": `String` where nothing is said, which CloudFormation refuses. */
export const typeOf = (declaration: Node): string => textValue(member(declaration, 'Type')) ?? 'String';

export const isList = (type: string): boolean => type === 'CommaDelimitedList' || type.startsWith('List<');

/** What is given for such a parameter is the name of what holds the value. */
export const isInSsm = (type: string): boolean => type.startsWith('AWS::SSM::Parameter::Value');

export const isSecret = (declaration: Node): boolean => textValue(member(declaration, 'NoEcho'))?.toLowerCase() === 'true';

/** CommaDelimitedList: the text splits on commas, blanks around an item do not count. */
export function items(node: ScalarNode): Node {
  const found: Node[] = [];
  for (const match of node.text.matchAll(/[^,]+/gu)) {
    const text = match[0].trim();
    const start = match.index + match[0].indexOf(text);
    if (text !== '') found.push(scalar(text, { ...node.origin, span: within(node, start, start + text.length) }));
  }
  return list(found, node.origin);
}
