import { scalar, textValue, type Node } from '../../../core/node.js';
import { gap } from '../../../core/problem.js';
import { literal, onOneLine } from '../../../core/source.js';
import { unknown } from '../../../core/value.js';
import type { Opened } from '../../library.js';
import { found, lookUp, missing, type Outcome } from './lookup.js';
import type { Asked } from './sources.js';
import type { Variables } from './evaluate.js';

const CODE = /\.(?:[cm]?js|[cm]?ts)$/iu;
const DATA = /\.(?:ya?ml|json|tfstate)$/iu;

/** `file(./trail.yml):Resources.Trail`: data is looked into, any other file is a text. Serverless Framework, "Reference YAML/JSON Files". */
export function fromFile({ lookup, node, at }: Asked, variables: Variables): Outcome {
  const named = variables.text(lookup.parameters[0] ?? [], node);
  const name = textValue(named);
  const closed = (message: string, reason: string): Outcome => {
    variables.tell(gap(message, onOneLine(at)));
    return found(unknown(reason, literal(at), 'open', [{ name: lookup.written, holds: 'any' }]));
  };
  if (name === undefined) return closed(`The file that \`${lookup.written}\` names is not known${named.kind === 'unknown' ? `: ${named.reason}` : ''}`, named.kind === 'unknown' ? named.reason : 'the name of a file is not known');
  if (CODE.test(name)) return closed(`\`${name}\` is code, which is not run: what it yields is unknown`, `\`${name}\` is code, which is not run`);
  const opened = variables.service.library.open(name, variables.service.source.path);
  if (opened.kind === 'closed') return closed(`\`${name}\` is not read: ${opened.reason}`, `\`${name}\` is not read: ${opened.reason}`);
  variables.noteUse(opened.source, onOneLine(at));
  for (const problem of opened.problems) variables.tell(problem);
  const content = contentOf(opened, name);
  if (content === undefined) return missing(`\`${name}\` is empty`, false);
  return lookUp(content, variables.text(lookup.address, node), lookup.written, variables);
}

function contentOf({ source, documents }: Extract<Opened, { kind: 'read' }>, name: string): Node | undefined {
  if (DATA.test(name)) return documents[0];
  return scalar(source.text, literal({ source, start: 0, end: source.text.length }));
}
