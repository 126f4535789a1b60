import * as ts from 'typescript';
import type { TextPiece } from '../values/values.js';
import type { Module } from '../project/modules.js';
import { placeOf } from '../project/places.js';

/** A string literal, or a part of a template, with the way from its characters back to the file. */
export function pieceOf(node: ts.StringLiteral | ts.NoSubstitutionTemplateLiteral | ts.TemplateHead | ts.TemplateMiddle | ts.TemplateTail, module: Module): TextPiece {
  const origin = placeOf(node, module);
  const raw = module.source.text.slice(origin.span.start + 1, origin.span.end);
  const offsets = raw.startsWith(node.text) ? 1 : offsetsOf(raw, node.text);
  return offsets === undefined ? { text: node.text, origin } : { text: node.text, origin, offsets };
}

/**
 * For each code unit of `text`, which `raw` begins with once its escapes are read, its offset from the start of the token; undefined
 * where they do not agree. ECMAScript, "String Literals": line breaks in templates are read as `\n`.
 */
function offsetsOf(raw: string, text: string): readonly number[] | undefined {
  const offsets: number[] = [];
  let at = 0;
  while (offsets.length < text.length) {
    const length = escapeAt(raw, at);
    const unit = text.charAt(offsets.length);
    if (length === undefined) {
      const isBreak = raw.charAt(at) === '\r' && unit === '\n';
      if (raw.charAt(at) !== unit && !isBreak) return undefined;
      offsets.push(at + 1);
      at += isBreak && raw.charAt(at + 1) === '\n' ? 2 : 1;
    } else if (length < 0) at -= length;
    else {
      offsets.push(at + 1);
      // Beyond the basic plane an escape stands for two code units.
      if (/^\\u\{0*(?:1?[\da-f]{5}|10[\da-f]{4})\}/iu.test(raw.slice(at, at + 16))) offsets.push(at + 1);
      at += length;
    }
  }
  return [...offsets, at + 1];
}

/** The length of an escape; less than zero for one that stands for nothing: a line continuation. */
function escapeAt(raw: string, at: number): number | undefined {
  if (raw.charAt(at) !== '\\') return undefined;
  const [line] = /^\\(?:\r\n|[\r\n\u2028\u2029])/u.exec(raw.slice(at, at + 3)) ?? [];
  if (line !== undefined) return -line.length;
  const [escape] = /^\\(?:u\{[\da-f]+\}|u[\da-f]{4}|x[\da-f]{2}|[^])/iu.exec(raw.slice(at, at + 16)) ?? [];
  return escape?.length ?? 1;
}

/** The name of a property that is written out; undefined for one that is computed. */
export function writtenName(name: ts.PropertyName | ts.BindingName | undefined): string | undefined {
  if (name === undefined) return undefined;
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteral(name) || ts.isNoSubstitutionTemplateLiteral(name)) return name.text;
  return ts.isNumericLiteral(name) ? String(Number(name.text)) : undefined;
}
