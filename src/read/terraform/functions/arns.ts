import { map, scalar, type Entry, type Node } from '../../../core/node.js';
import { dependsOn, fails, made, one, taking, type TerraformFunction } from './call.js';
import { asString } from './values/conversion.js';
import { hole, inserted, partOf, rowOf, written, type Run } from './values/texts.js';

/** Functions of the AWS provider: registry.terraform.io, "hashicorp/aws", "Functions". */

const SECTIONS: readonly string[] = ['partition', 'service', 'region', 'account_id', 'resource'];

const build = taking(5, 5, (call, sections) => {
  const texts = sections.map((section) => asString(call, section));
  return written(call, [inserted('arn', call), ...texts.flatMap((text): readonly Run[] => [inserted(':', call), ...rowOf(text).runs])], ...texts);
});

/** Sections before one that is not known are what they are; a hole may hold a colon. */
const parse = one((call, argument) => {
  const source = asString(call, argument);
  const row = rowOf(source);
  const [prefix, ...sections] = row.head.split(':');
  const isCut = row.hasHoles;
  if ((prefix !== 'arn' && !(isCut && sections.length === 0)) || (!isCut && sections.length < 5)) return fails(call, 'it is no ARN');
  if (sections.length === 0) return dependsOn(call, source);
  let start = 'arn:'.length;
  const entries = SECTIONS.map((name, index): [string, Entry] => {
    const section = sections[index] ?? '';
    const isLast = index === SECTIONS.length - 1;
    const from = start;
    start += section.length + 1;
    // The last of the known text goes on in the hole.
    const isKnown = !isCut || index < sections.length - 1;
    const value: Node = isLast && (!isCut || sections.length >= 5) ? partOf(call, source, row, from, row.length) : isKnown ? partOf(call, source, row, from, from + section.length) : dependsOn(call, source);
    return [name, { key: made(call, source), value }];
  });
  return map(new Map(entries), made(call, source));
});

/** A role's ARN without its path: `role/with/path/name` is `role/name`. */
const trimPath = one((call, argument) => {
  const source = asString(call, argument);
  if (source.kind === 'unknown') return written(call, [hole(call.name, call)], source);
  const [, head, name] = /^(arn:[^:]*:iam::[^:]*:role\/)(?:[^:]*\/)?([^:/]+)$/u.exec(source.text) ?? [];
  if (head === undefined || name === undefined) return fails(call, 'it is no ARN of a role');
  return head + name === source.text ? source : scalar(head + name, made(call, source));
});

export const arns: readonly (readonly [string, TerraformFunction])[] = [
  ['provider::aws::arn_build', build],
  ['provider::aws::arn_parse', parse],
  ['provider::aws::trim_iam_role_path', trimPath],
];
