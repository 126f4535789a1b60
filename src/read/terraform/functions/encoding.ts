import { list, map, scalar, type Entry, type Node } from '../../../core/node.js';
import { textOf, type Origin } from '../../../core/source.js';
import { unknown, type Unknown } from '../../../core/value.js';
import { embeddedJson, embeddedText } from '../../embedded.js';
import { parseNow } from '../../parse.js';
import { dependsOn, fails, made, MAX_TEXT, one, takingNull, tooMuch, unsettled, type FunctionCall, type TerraformFunction } from './call.js';
import { asString } from './values/conversion.js';
import { decimalText } from './values/decimal.js';
import { asDocument, documentSyntax, jsonRuns, withoutDocument, type DocumentSyntax } from './documents.js';
import { hole, rewritten, rowOf, written } from './values/texts.js';

/** HashiCorp, "Functions - Configuration Language", "Encoding Functions". */

/** Objects, maps and lists stay what they are, with their places: where the string is taken, so are they. */
const jsonencode = takingNull(1, 1, (call, [argument]) => {
  if (argument === undefined) return fails(call, 'it has no argument');
  const isWhole = (argument.kind === 'list' || argument.kind === 'map') && documentSyntax(argument) === undefined;
  if (isWhole) return asDocument(argument, 'json');
  const runs = jsonRuns(argument, call);
  return runs === undefined ? tooMuch(call) : written(call, runs, argument);
});

const yamlencode = takingNull(1, 1, (call, [argument]) => {
  if (argument === undefined) return fails(call, 'it has no argument');
  if ((argument.kind === 'list' || argument.kind === 'map') && documentSyntax(argument) === undefined) return asDocument(argument, 'yaml');
  return written(call, [hole(call.name, call)], argument);
});

/** A document read again is what it was. */
function plainOf(node: Node, syntax: DocumentSyntax): Node | undefined {
  const found = documentSyntax(node);
  if (found === undefined || (found !== syntax && syntax === 'json')) return undefined;
  return withoutDocument(node);
}

const jsondecode = one((call, argument) => {
  const plain = plainOf(argument, 'json');
  if (plain !== undefined) return plain;
  const source = asString(call, argument);
  const { node, problems } = embeddedJson(source);
  if (problems.some(({ level }) => level === 'error') || isEmpty(source)) return fails(call, 'it is no JSON');
  return source.kind === 'unknown' && node.kind === 'unknown' ? dependsOn(call, source) : node;
});

const isEmpty = (node: Node): boolean => node.kind === 'scalar' && node.text.trim() === '';

/** YAML as Terraform reads it, which has no tags and no second document. */
const yamldecode = one((call, argument) => {
  const plain = plainOf(argument, 'yaml');
  if (plain !== undefined) return plain;
  const source = asString(call, argument);
  if (isEmpty(source)) return fails(call, 'it is no YAML');
  let count = 0;
  const { node, problems } = embeddedText(source, (text) => {
    const parsed = parseNow(text);
    count = parsed.documents.length;
    return parsed;
  });
  if (count > 1) return fails(call, 'it has several documents');
  // Readers of YAML differ in what they take.
  if (problems.some(({ level }) => level === 'error')) return unsettled(call, 'it is no YAML');
  return source.kind === 'unknown' && node.kind === 'unknown' ? dependsOn(call, source) : asYaml(node, 0);
});

/** The same with scalars as Terraform types them. */
function asYaml(node: Node, depth: number): Node {
  if (depth > 512) return unknown('it is nested too deeply', node.origin);
  switch (node.kind) {
    case 'list':
      return list(node.items.map((item) => asYaml(item, depth + 1)), node.origin, node.unseen);
    case 'map':
      if ([...node.entries.values()].some(({ key }) => textOf(key.span).startsWith('!'))) return unknown('`yamldecode` takes no tags', node.origin);
      return map(new Map([...node.entries].map(([name, { key, value }]): [string, Entry] => [keyOf(name, key), { key, value: asYaml(value, depth + 1) }])), node.origin, node.unseen);
    case 'scalar':
      return typeof node.value === 'string' && textOf(node.origin.span) === node.value ? plainScalar(node.value, node) : node;
    case 'unknown':
    case 'absent':
      return node;
  }
}

/** A key without quotes is read as other scalars are, and then made a string. */
function keyOf(name: string, { span }: Origin): string {
  if (textOf(span) !== name) return name;
  if (/^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/u.test(name)) return 'true';
  if (/^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/u.test(name)) return 'false';
  return decimalText(name) ?? name;
}

/** A scalar without quotes that other readers of YAML leave as text: `y`, `012`, a day. */
function plainScalar(text: string, node: Node): Node {
  if (/^[yYnN]$/u.test(text)) return scalar(/^[yY]$/u.test(text), node.origin);
  if (/^\d{4}-\d\d-\d\d$/u.test(text)) return scalar(`${text}T00:00:00Z`, node.origin);
  if (/^\d{4}-\d\d?-\d\d?(?:[Tt ]|$)/u.test(text) || /^[-+]?\.(?:inf|nan)$/iu.test(text)) return unknown('`yamldecode` reads it as another value', node.origin);
  const based = /^[-+]?0[xo][0-9a-f]+$/iu.test(text) ? unknown('`yamldecode` reads it as another value', node.origin) : undefined;
  const number = decimalText(text);
  return based ?? (number === undefined ? node : scalar(Number(number), node.origin, number));
}

/** What is made of the whole text at once. */
const whole = (write: (text: string, call: FunctionCall) => string | Unknown): TerraformFunction =>
  one((call, argument) => {
    const source = asString(call, argument);
    if (source.kind === 'unknown') return written(call, [hole(call.name, call)], source);
    if (source.text.length > MAX_TEXT) return tooMuch(call);
    const text = write(source.text, call);
    return typeof text === 'string' ? scalar(text, made(call, source)) : text;
  });

const base64encode = whole((text) => Buffer.from(text, 'utf8').toString('base64'));

const base64decode = whole((text, call) => {
  const digits = text.replace(/[\r\n]/gu, '');
  if (!/^[A-Za-z0-9+/]*={0,2}$/u.test(digits) || digits.length % 4 !== 0) return fails(call, 'it is not in base64');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(digits, 'base64'));
  } catch {
    return fails(call, 'it holds no text');
  }
});

/** As in the query of a URL. */
const urlencode = one((call, argument) => {
  const source = asString(call, argument);
  return written(call, rowOf(source).runs.map((run) => rewritten(run, inQuery, call.name)), source);
});

const inQuery = (character: string): string =>
  /[\w.~-]/u.test(character) ? character : character === ' ' ? '+' : [...Buffer.from(character, 'utf8')].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** A value that is handed on as it is. */
const itself = takingNull(1, 1, (call, [argument]) => argument ?? fails(call, 'it has no argument'));

export const encodings: readonly (readonly [string, TerraformFunction])[] = [
  ['jsonencode', jsonencode],
  ['jsondecode', jsondecode],
  ['yamlencode', yamlencode],
  ['yamldecode', yamldecode],
  ['base64encode', base64encode],
  ['base64decode', base64decode],
  ['urlencode', urlencode],
  ['sensitive', itself],
  ['nonsensitive', itself],
];

