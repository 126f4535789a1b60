import { textOf } from '../../core/source.js';
import { argumentsIn, calleeName, importedName } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { External, Value } from '../program/values/values.js';
import { snakeCase } from '../provider/blocks.js';
import { tellGap } from '../provider/references.js';
import { stackTypes } from '../terraform/stacks.js';
import { CLOUDTRAIL, programs } from '../terraform/unfollowed.js';
import { awsName, coreName } from './names.js';

type Tell = (external: External, resolver: Resolver) => void;

const told =
  (message: string): Tell =>
  (external, resolver) => {
    tellGap(message, external.at, resolver);
  };

const MAY_MATTER = /cloud-?trail|eventSelector|aws:iam|\biam\b|polic(?:y|ies)|\bkms\b/iu;

/** What something that was made may bring, or change in others, and is not followed; undefined where there is nothing to tell. */
export function unfollowed(external: External): Tell | undefined {
  const name = calleeName(external);
  if (/^runtime\.register(?:Stack|Resource)Transform(?:ation)?$/u.test(coreName(name) ?? '')) return argumentsIn(external).some(({ value }) => mayMatter(value)) ? told('What this transformation changes is not followed') : undefined;
  if (external.how.kind !== 'new') return undefined;
  if (name !== undefined && /^@pulumi\/(?:cloud)?command(?:\/|$)/u.test(name.module)) return /put-?event-?selectors/iu.test(textOf(external.at.span)) ? told('What this command runs is not followed') : undefined;
  const type = awsName(name)?.replace(/^(\w+)\.(\w+)$/u, (_, service: string, rest: string) => `aws_${service}_${snakeCase(rest)}`);
  if (type !== undefined && stackTypes.has(type)) return told(`The template of this \`${type}\` is not followed`);
  if (type !== undefined && programs.has(type) && CLOUDTRAIL.test(textOf(external.at.span))) return told(`What this \`${type}\` calls is not followed`);
  const [, , options] = argumentsIn(external);
  return transforms(options?.value) ? told('What the transformations of this change is not followed') : undefined;
}

function mayMatter(value: Value): boolean {
  if (value.kind === 'function') return MAY_MATTER.test(value.scope.module.source.text.slice(value.declaration.pos, value.declaration.end));
  if (value.kind === 'list') return value.cell.items.some((item) => item.value.kind !== 'list' && mayMatter(item.value));
  return value.kind === 'unknown' || (value.kind === 'external' && importedName(value)?.module !== undefined);
}

function transforms(options: Value | undefined): boolean {
  if (options?.kind !== 'object') return false;
  return ['transformations', 'transforms'].some((name) => {
    const value = options.cell.entries.get(name)?.value;
    return value !== undefined && mayMatter(value);
  });
}
