import { list, map, member, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, type Source } from '../../core/source.js';
import { widest } from '../../core/text.js';
import { embeddedText } from '../embedded.js';
import { parseNow } from '../parse.js';
import { parseJson } from '../text/json/json.js';
import type { Parsed } from '../text/text.js';
import { knownText, mentionsCall } from './mentions.js';
import { callsInSource } from './source-code.js';
import { substituted } from './substitutions.js';

type Tell = (problem: Problem) => void;

/** Reads what one property holds, `holder` being the map that it is a property of; undefined where it holds no calls. */
type Carrier = (value: Node, holder: MapNode, tell: Tell) => Node | undefined;

/**
 * Properties that hold calls in a syntax of their own, as strings: the source text of functions and scripts, state machines,
 * documents of automations, the input of a schedule. A string that mentions no call stays as it is.
 */
export const carriers: ReadonlyMap<string, Carrier> = new Map<string, Carrier>([
  // Template Reference, `AWS::Lambda::Function.Code`; SAM specification, `AWS::Serverless::Function`.
  ['ZipFile', (value, _holder, tell) => code(value, 'this function', tell)],
  ['InlineCode', (value, _holder, tell) => code(value, 'this function', tell)],
  // Systems Manager Automation, `aws:executeScript`.
  ['Script', (value, _holder, tell) => code(value, 'this script', tell)],
  ['DefinitionString', (value, holder, tell) => read(substituted(value, substitutionsOf(holder)), parseJson, 'this state machine', tell)],
  ['Definition', (value, holder) => (value.kind === 'map' && value.entries.has('States') ? substituted(value, substitutionsOf(holder)) : undefined)],
  // Scheduler User Guide, "Universal targets".
  ['Input', (value, holder, tell) => (callsCloudTrail(member(holder, 'Arn')) ? read(value, parseJson, 'this schedule', tell) : undefined)],
  // Template Reference, `AWS::SSM::Document`: only documents of Systems Manager have a version of their schema.
  ['Content', (value, _holder, tell) => (value.kind === 'map' ? (value.entries.has('schemaVersion') ? withScripts(value) : undefined) : knownText(value).includes('schemaVersion') ? automation(value, tell) : undefined)],
]);

const substitutionsOf = (holder: MapNode): Node => member({ ...holder, unseen: [] }, 'DefinitionSubstitutions');

const callsCloudTrail = (arn: Node): boolean => arn.kind !== 'absent' && (arn.kind === 'unknown' ? widest(arn.text) : (textValue(arn) ?? '')).includes(':aws-sdk:cloudtrail:');

function code(value: Node, what: string, tell: Tell): Node {
  return read(value, callsInSource, what, tell);
}

/** Reads a string that mentions a call; what cannot be read then is told. */
function read(value: Node, parse: (source: Source) => Parsed, what: string, tell: Tell): Node {
  if ((value.kind !== 'scalar' && value.kind !== 'unknown') || !mentionsCall(knownText(value))) return value;
  const { node, problems } = embeddedText(value, parse);
  problems.forEach(tell);
  if (node.kind === 'unknown') tell(gap(`What ${what} calls is not known: ${node.reason}`, onOneLine(value.origin.span)));
  return node;
}

/** A document of an automation, as JSON or YAML. Scripts in it are read while their places in it are at hand. */
const automation = (value: Node, tell: Tell): Node =>
  read(
    value,
    (source) => {
      const { documents, problems } = parseNow(source);
      return { documents: documents.map(withScripts), problems };
    },
    'this document',
    tell,
  );

function withScripts(node: Node): Node {
  switch (node.kind) {
    case 'list':
      return list(node.items.map(withScripts), node.origin, node.unseen);
    case 'map':
      return map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: name === 'Script' ? code(value, 'this script', untold) : withScripts(value) }])), node.origin, node.unseen);
    case 'scalar':
    case 'unknown':
    case 'absent':
      return node;
  }
}

/** Source text is read whatever it is: nothing is told of it. */
const untold: Tell = () => undefined;

/** Properties of a custom resource: its provider takes what it is given, JSON in a string too. Where that cannot be read, it was no JSON. */
export function unfoldCustom(node: Node): Node {
  switch (node.kind) {
    case 'list':
      return list(node.items.map(unfoldCustom), node.origin, node.unseen);
    case 'map':
      return map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [name, { key, value: unfoldCustom(value) }])), node.origin, node.unseen);
    case 'scalar':
    case 'unknown':
      return /^\s*[[{]/u.test(knownText(node)) && mentionsCall(knownText(node)) ? readable(node) : node;
    case 'absent':
      return node;
  }
}

function readable(node: Node): Node {
  const { node: read, problems } = embeddedText(node, parseJson);
  return problems.length > 0 || read.kind === 'unknown' ? node : read;
}
