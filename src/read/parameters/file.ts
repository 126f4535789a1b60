import type { Node } from '../../core/node.js';
import { parseError, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import { decode } from '../decode.js';
import { parse } from '../parse.js';
import type { Parsed } from '../text/text.js';
import { parseToml } from '../text/toml/toml.js';
import { environments, isSamConfig } from './samconfig.js';
import type { ParameterSet } from './set.js';
import { valuesOf } from './shapes.js';

/** A file of parameter values, in a shape of the AWS CLI, CodePipeline, the CDK or SAM. */
export interface ParameterFile {
  /** Relative to the repository root, with `/`. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /**
   * Whether it holds for whatever is linted (the config names it), not for this run alone: then it may well give parameters
   * that no template of the run has.
   */
  readonly standing: boolean;
}

export interface ReadParameters {
  /** One set, or one for each environment of a config file of SAM. */
  readonly sets: readonly ParameterSet[];
  readonly problems: readonly Problem[];
}

/** Reads a file of parameters. What is wrong in it is told, and the rest is taken. */
export async function readParameters({ path, bytes }: Pick<ParameterFile, 'path' | 'bytes'>): Promise<ReadParameters> {
  const source = decode(path, bytes);
  if (source === undefined) return { sets: [], problems: [parseError('this is a binary file, not a file of parameters', { source: { path, text: '', bom: false }, start: 0, end: 0 })] };
  const { documents, problems } = await parsed(source);
  const told: Problem[] = [...problems];
  const [root, second] = documents;
  if (root === undefined || isEmpty(root)) {
    if (!told.some(({ level }) => level === 'error')) told.push(parseError('there are no parameters in this file', { source, start: 0, end: 0 }));
    return { sets: [], problems: told };
  }
  if (second !== undefined) told.push(parseError('only the first document of a file of parameters counts', onOneLine(second.origin.span), 'warning'));
  return { sets: setsIn(root, path, (problem) => told.push(problem)), problems: told };
}

const parsed = async (source: Source): Promise<Parsed> => (/\.toml$/iu.test(source.path) ? parseToml(source) : parse(source));

const isEmpty = (root: Node): boolean => root.kind === 'scalar' && root.value === null;

const setsIn = (root: Node, path: string, tell: (problem: Problem) => void): readonly ParameterSet[] =>
  isSamConfig(root) ? environments(root, path, tell) : [{ name: path, values: valuesOf(root, tell) }];
