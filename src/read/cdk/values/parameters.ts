import { firstOfEach } from '../../../core/long.js';
import { list, scalar, withOrigin, type Node, type ScalarNode } from '../../../core/node.js';
import { through, type Origin } from '../../../core/source.js';
import { absent, unknown } from '../../../core/value.js';
import { argumentsIn } from '../../program/evaluation/externals.js';
import type { Resolver } from '../../program/resolver.js';
import { open, type Test } from '../../program/values/tests.js';
import type { External, ProgramInput, Scalar, Value } from '../../program/values/values.js';
import { madeBy } from '../names.js';

/** A parameter of the template, as it is declared. */
interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly default: Scalar | undefined;
  readonly allowed: readonly Scalar[];
  readonly isSecret: boolean;
  readonly input: ProgramInput;
}

const parameters = new WeakMap<External, Parameter>();

/** Template Reference, "Parameters": without allowed values, what a parameter is compared with are its alternatives. */
function declared(external: External): Parameter {
  const known = parameters.get(external);
  if (known !== undefined) return known;
  const [, id, props] = argumentsIn(external).map(({ value }) => value);
  const given = (name: string): Value | undefined => (props?.kind === 'object' ? props.cell.entries.get(name)?.value : undefined);
  const [type, fallback, values] = [given('type'), given('default'), given('allowedValues')];
  const allowed = values?.kind === 'list' ? values.cell.items.flatMap(({ value }) => (value.kind === 'scalar' ? [asText(value)] : [])) : [];
  const name = id?.kind === 'scalar' ? String(id.value) : '?';
  const byDefault = fallback?.kind === 'scalar' ? asText(fallback) : undefined;
  const input: ProgramInput = { name, default: byDefault, literals: new Set(allowed.map(({ value }) => value)), closed: allowed.length > 0, outside: false, optional: false, tested: false };
  const secret = given('noEcho');
  const made: Parameter = { name, type: type?.kind === 'scalar' ? String(type.value) : 'String', default: byDefault, allowed, isSecret: secret?.kind === 'scalar' && secret.value === true, input };
  parameters.set(external, made);
  return made;
}

/** All values of parameters are texts in a template. */
const asText = (value: Scalar): Scalar => (typeof value.value === 'string' ? value : { ...value, value: String(value.value) });

/** Members of `CfnParameter` that stand for its value. */
const values: ReadonlySet<string> = new Set(['valueAsString', 'valueAsNumber', 'valueAsList', 'value']);

/** The parameter whose value an external is: the parameter itself, `parameter.valueAsString`, a call of `toString`. */
export function parameterOf(external: External | undefined): External | undefined {
  if (external === undefined) return undefined;
  if (external.how.kind === 'new' && madeBy(external) === 'core.CfnParameter') return external;
  const { how } = external;
  if (how.kind === 'member' && values.has(how.name) && how.of.kind === 'external') return parameterOf(how.of.external);
  if (how.kind === 'call' && how.callee.kind === 'external') {
    const { how: callee } = how.callee.external;
    return callee.kind === 'member' && callee.name === 'toString' && callee.of.kind === 'external' ? parameterOf(callee.of.external) : undefined;
  }
  return undefined;
}

/** A value that is compared with something in a condition: what decides on it, or undefined where nothing that is looked at does. */
function comparedInput(external: External | undefined): ProgramInput | undefined {
  const parameter = parameterOf(external);
  if (parameter !== undefined) return declared(parameter).isSecret ? undefined : declared(parameter).input;
  const name = external === undefined ? undefined : pseudoName(external);
  return external === undefined || name === undefined ? undefined : pseudoInput(external, name);
}

const pseudos = new WeakMap<External, ProgramInput>();

function pseudoInput(external: External, name: string): ProgramInput {
  const known = pseudos.get(external) ?? { name, default: undefined, outside: false, literals: new Set(), optional: false, tested: false };
  pseudos.set(external, known);
  return known;
}

/** Whether what a parameter or pseudo parameter is compared with is its value; undefined for anything else. */
export function comparison(external: External | undefined, literal: string): Test | undefined {
  const input = comparedInput(external);
  return input === undefined ? undefined : open({ kind: 'equals', input, value: literal });
}

/** Notes what a condition compares a parameter with, while the program runs: the alternatives must be known before the first of them is looked at. */
export function noteComparison(external: External | undefined, literal: string): void {
  const input = comparedInput(external);
  if (input?.closed !== true) input?.literals.add(literal);
}

/** What a parameter is in one world, as it is used at `place`. */
export function parameterNode(external: External, place: Origin, resolver: Resolver): Node {
  const parameter = declared(external);
  const { name, type, input, isSecret } = parameter;
  const hole = [{ name, holds: 'one' } as const];
  if (isSecret) return unknown(`parameter \`${name}\` is a secret`, place, 'open', hole);
  if (type.startsWith('AWS::SSM::Parameter::')) return unknown(`parameter \`${name}\` is read from SSM`, place, 'open', hole);
  const why = parameter.default === undefined ? `parameter \`${name}\` has no default` : `parameter \`${name}\` can be given any value`;
  const [node] = candidates(parameter).flatMap((candidate): readonly ScalarNode[] => {
    const { value, origin } = candidate;
    const isOnly = input.literals.size === 0 && candidate === parameter.default;
    if (!isOnly && resolver.holds(open({ kind: 'equals', input, value })) !== 'yes') return [];
    return [scalar(value, through(place.span, candidate === parameter.default ? 'parameter' : 'allowed-value', origin))];
  });
  if (node === undefined) return unknown(why, place, 'open', hole);
  return /^CommaDelimitedList$|^List</u.test(type) ? items(node) : node;
}

function candidates({ default: byDefault, allowed, input }: Parameter): readonly Scalar[] {
  const permitted: readonly Scalar[] = allowed.length > 0 ? allowed : byDefault === undefined ? [] : [...input.literals].map((value) => ({ ...byDefault, value }));
  return firstOfEach([...(byDefault === undefined ? [] : [byDefault]), ...permitted], ({ value }) => value);
}

const items = (node: ScalarNode): Node => list(node.text === '' ? [] : node.text.split(',').map((text) => scalar(text.trim(), node.origin)), node.origin);

/** The pseudo parameter that an external is: `Aws.REGION`. */
const pseudoName = (external: External): string | undefined => (external.how.kind === 'import' ? pseudoParameters.get(madeBy(external) ?? '') : undefined);

/** AWS CDK API Reference, `Aws`; CloudFormation User Guide, "Pseudo parameters reference". */
const pseudoParameters: ReadonlyMap<string, string> = new Map([
  ['core.Aws.REGION', 'AWS::Region'],
  ['core.Aws.ACCOUNT_ID', 'AWS::AccountId'],
  ['core.Aws.PARTITION', 'AWS::Partition'],
  ['core.Aws.STACK_NAME', 'AWS::StackName'],
  ['core.Aws.STACK_ID', 'AWS::StackId'],
  ['core.Aws.NOTIFICATION_ARNS', 'AWS::NotificationARNs'],
]);

/** What the CDK knows of a pseudo parameter before a deployment: nothing but its name. */
export function pseudoNode(name: string, place: Origin): Node {
  return unknown(`\`${name}\` is known only when the stack is made`, place, 'open', [{ name, holds: 'one' }]);
}

/** `Aws.REGION` and its like; `Aws.NO_VALUE` is no value, and `Aws.URL_SUFFIX` follows from the partition. */
export function pseudoValue(name: string, place: Origin, resolver: Resolver): Node | undefined {
  if (name === 'core.Aws.NO_VALUE') return absent(place);
  if (name === 'core.Aws.URL_SUFFIX') return urlSuffix(place, resolver);
  const pseudo = pseudoParameters.get(name);
  return pseudo === undefined ? undefined : pseudoNode(pseudo, place);
}

/** AWS General Reference, "Amazon Resource Names (ARNs)": the partitions that differ in what is written in templates. */
const partitions = ['aws', 'aws-cn', 'aws-us-gov'];

export function urlSuffix(place: Origin, resolver: Resolver): Node {
  const partition = chosenOf('AWS::Partition', partitions, 'aws', place, resolver);
  if (partition === undefined) return unknown('the partition is not known here', place, 'open', [{ name: 'AWS::URLSuffix', holds: 'one' }]);
  return scalar(partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com', place);
}

/** One of several values that a deployment has for something; undefined where that is left open. */
export function chosenOf(name: string, all: readonly string[], byDefault: string | undefined, place: Origin, resolver: Resolver): string | undefined {
  const first = byDefault === undefined ? undefined : ({ kind: 'scalar', value: byDefault, origin: place } as const);
  const input: ProgramInput = { name, default: first, literals: new Set(all), closed: true, outside: false, optional: false, tested: false };
  return all.find((value) => resolver.holds(open({ kind: 'equals', input, value })) === 'yes');
}

/** The same value, used at another place. */
export const usedAt = <N extends Node>(node: N, place: Origin): N => withOrigin(node, through(place.span, 'reference', node.origin));
