import { parseError, type Problem } from '../../../core/problem.js';
import { onOneLine, type Source, type Span } from '../../../core/source.js';
import { decode } from '../../decode.js';
import { parseHcl } from '../../text/hcl/index.js';
import type { Attribute } from '../../text/hcl/syntax.js';
import { parseJson } from '../../text/json/json.js';
import { valuesOfJson } from '../json-syntax.js';
import type { SourceRead, VariableSource } from './given.js';

/** What a file gives. */
export interface VariablesRead {
  readonly attributes: readonly Attribute[];
  readonly problems: readonly Problem[];
}

/** Reads a file of variables. What is wrong in it is told, and the rest is taken. HashiCorp, "Variable Definitions (.tfvars) Files". */
export function readVariables(source: Source): VariablesRead {
  if (source.path.endsWith('.json')) {
    const { documents, problems } = parseJson(source);
    const misshapen = documents.filter((root) => root.kind === 'scalar').map((root) => parseError('this is no map of variables', onOneLine(root.origin.span)));
    return { attributes: documents.flatMap(valuesOfJson), problems: [...problems, ...misshapen] };
  }
  const { body, problems } = parseHcl(source);
  const blocks = body.blocks.map(({ header }) => parseError('a file of variables gives values, `name = value`, and holds no blocks', onOneLine(header)));
  return { attributes: body.attributes, problems: [...problems, ...blocks] };
}

/** Reads something that gives values. */
export function readSource(source: VariableSource): SourceRead {
  switch (source.kind) {
    case 'text':
      return { source, given: [{ name: source.name, value: source.text }], keys: [], problems: [] };
    case 'map':
      return taken(source, { attributes: valuesOfJson(source.values), problems: [] });
    case 'file': {
      const text = decode(source.path, source.bytes);
      const at: Span = { source: { path: source.path, text: '', bom: false }, start: 0, end: 0 };
      return text === undefined ? taken(source, { attributes: [], problems: [parseError('this is a binary file, not a file of variables', at)] }) : taken(source, readVariables(text));
    }
  }
}

const taken = (source: VariableSource, { attributes, problems }: VariablesRead): SourceRead => ({ source, given: attributes, keys: attributes.map(({ name, nameSpan }) => ({ name, at: nameSpan })), problems });
