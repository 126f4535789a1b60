import { textValue } from '../../core/node.js';
import { textOf } from '../../core/source.js';
import { argumentsIn, calleeName, methodCall } from '../program/evaluation/externals.js';
import type { Resolver } from '../program/resolver.js';
import type { External, Value } from '../program/values/values.js';
import { tellGap } from '../provider/references.js';
import { modelled } from '../terraform/modelled.js';
import { stackTypes } from '../terraform/stacks.js';
import { CLOUDTRAIL, COMMAND, programs, stacks } from '../terraform/unfollowed.js';
import { coreName, isModuleClass, madeByCore, typeOfClass } from './names.js';
import { anyExternal, idOf } from './scopes.js';

/** What something that was made may bring, and is not followed; undefined where there is nothing to tell. */
type Tell = (external: External, resolver: Resolver) => void;

/** The way to tell it, as far as that can be said without a world. */
export function unfollowed(external: External): Tell | undefined {
  if (external.how.kind === 'new') return madeUnfollowed(external);
  const method = methodCall(external);
  if (method === undefined) return undefined;
  const on = anyExternal(method.receiver);
  if (method.name === 'addOverride' && on !== undefined && madeByCore(on) === 'TerraformStack') return tellOverride;
  if (method.name === 'add' && on?.how.kind === 'call' && coreName(calleeName(on)) === 'Aspects.of') return isAboutTrails(argumentsIn(external)[0]?.value) ? told('What this aspect changes is not followed') : undefined;
  if (/^(?:tryF|f)indChild$/u.test(method.name) && isInTree(method.receiver) && external.effects.some(({ name, kind }) => kind === 'set' || /^(?:addOverride|put[A-Z]|reset[A-Z])/u.test(name))) return told('What is done to this construct is not followed');
  return undefined;
}

const told =
  (message: string): Tell =>
  (external, resolver) => {
    tellGap(message, external.at, resolver);
  };

const MAY_MATTER = /cloud-?trail|event_?selector|\biam\b|polic(?:y|ies)|\bkms\b/iu;

function madeUnfollowed(external: External): Tell | undefined {
  const name = calleeName(external);
  const text = textOf(external.at.span);
  if (isModuleClass(name)) return MAY_MATTER.test(text) || MAY_MATTER.test(name?.module ?? '') ? tellModule : undefined;
  const type = typeOfClass(name);
  if (type !== undefined && (stacks.has(type) || stackTypes.has(type))) return tellAt(`The template of this \`${type}\` is not followed`);
  if (type !== undefined && programs.has(type) && CLOUDTRAIL.test(text)) return tellAt(`What this \`${type}\` calls is not followed`);
  return name !== undefined && /cdkt[fn]|providers\//u.test(name.module) && text.includes('provisioners') && COMMAND.test(text) ? tellAt('What this provisioner runs is not followed') : undefined;
}

const tellAt =
  (message: string): Tell =>
  (external, resolver) => {
    tellGap(message, idOf(external), resolver);
  };

const tellModule: Tell = (external, resolver) => {
  tellGap('The module that this brings in is not followed', idOf(external), resolver);
};

/** `stack.addOverride('resource.aws_cloudtrail.main.event_selector', ...)`. */
const tellOverride: Tell = (external, resolver) => {
  const [path] = argumentsIn(external);
  const text = path === undefined ? undefined : textValue(resolver.node(path.value, external.at));
  const [section, type] = text?.split('.') ?? [];
  if (text === undefined || (section === 'resource' && (type === undefined || modelled.has(type)))) tellGap('What this override changes is not followed', external.at, resolver);
};

/** An aspect whose class, as far as it is in view, names trails or policies. */
function isAboutTrails(aspect: Value | undefined): boolean {
  if (aspect?.kind !== 'instance') return aspect?.kind === 'object' ? MAY_MATTER.test(textOf(aspect.origin.span)) : false;
  const { declaration, scope } = aspect.cell.of;
  return MAY_MATTER.test(scope.module.source.text.slice(declaration.pos, declaration.end));
}

/** `x.node` of a construct of cdktf. */
function isInTree(receiver: Value): boolean {
  const node = anyExternal(receiver);
  const owner = node?.how.kind === 'member' && node.how.name === 'node' ? anyExternal(node.how.of) : undefined;
  return owner !== undefined && (madeByCore(owner) !== undefined || typeOfClass(calleeName(owner)) !== undefined);
}
