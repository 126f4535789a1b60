import { asText, member, scalar, textValue, type Node, type ScalarNode } from '../../../core/node.js';
import { literal, type Span } from '../../../core/source.js';
import type { Hole } from '../../../core/text.js';
import { unknown } from '../../../core/value.js';
import { fromFile } from './files.js';
import { found, lookUp, missing, type Outcome } from './lookup.js';
import { stageParameter } from './stages.js';
import type { Lookup, Source } from './syntax.js';
import type { Variables } from './evaluate.js';

/** A source of a variable, where it is used, and what is asked after it. */
export interface Asked {
  readonly lookup: Lookup;
  readonly others: readonly Source[];
  /** The text that holds the variable. */
  readonly node: ScalarNode;
  readonly at: Span;
}

type SourceType = (asked: Asked, variables: Variables) => Outcome;

/** Serverless Framework, "Variables": what each type of source yields. */
export function sourceOf(asked: Asked, variables: Variables): Outcome {
  const { lookup, at } = asked;
  const source = types.get(lookup.type);
  if (source !== undefined) return source(asked, variables);
  const why = remote.has(lookup.type.replace(/\..*$/u, '')) ? 'is read only when the service is deployed' : 'comes from where it cannot be read';
  return open(`\`${lookup.written}\` ${why}`, lookup.written, at);
}

/** What an account, a state or another service holds. */
const remote: ReadonlySet<string> = new Set(['ssm', 'cf', 's3', 'secretsmanager', 'aws', 'output', 'state', 'terraform', 'vault', 'doppler', 'git']);

const open = (reason: string, name: string, at: Span, holds: Hole['holds'] = 'any'): Outcome => found(unknown(reason, literal(at), 'open', [{ name, holds }]));

const own: SourceType = ({ lookup, node }, variables) => {
  const { root } = variables.service;
  const address = variables.text(lookup.address, node);
  const outcome = lookUp(root, address, lookup.written, variables);
  const text = textValue(address);
  if (outcome.kind === 'found') return text === 'service' && outcome.node.kind === 'map' ? found(variables.value(member(outcome.node, 'name'))) : outcome;
  const standard = text === undefined ? undefined : defaults.get(text);
  return standard === undefined ? outcome : found(scalar(standard, { span: root.origin.span, via: 'service-default' }));
};

/** What Serverless fills in. Serverless Framework, "Serverless.yml Reference". */
const defaults: ReadonlyMap<string, string> = new Map([['provider.stage', 'dev'], ['provider.region', 'us-east-1'], ['provider.name', 'aws']]);

/** Options of the command line, environment variables: whoever deploys chooses them. */
const outside: SourceType = ({ lookup, others, node, at }, variables) => {
  const name = textValue(variables.text(lookup.address, node));
  if (name === undefined || name === '') return open(`what \`${lookup.written}\` names is not known`, lookup.written, at);
  return chosen(`${lookup.type}:${name}`, at, others.length === 0 ? undefined : () => variables.label(others, node, at), variables);
};

/** What is chosen for an input in this world. */
function chosen(input: string, at: Span, fallback: (() => string) | undefined, variables: Variables): Outcome {
  const given = variables.service.given.get(input);
  if (given !== undefined) return found(scalar(given, { span: at, via: 'parameter' }));
  const choice = variables.choices.ask(input, at, fallback);
  const dependences = [{ input, before: '', after: '' }];
  if (choice === undefined) return open(`\`${input}\` has too many values to try each`, input, at);
  switch (choice.kind) {
    case 'none':
      return missing(`\`${input}\` is not given`, false, [input]);
    case 'text':
      return found(variables.provenance.note(scalar(choice.text, { span: at, via: 'parameter' }), dependences, false));
    case 'other': {
      const reason = fallback === undefined ? `\`${input}\` is given by whoever deploys` : `\`${input}\` can be given any value`;
      return found(variables.provenance.note(unknown(reason, literal(at), 'open', [{ name: input, holds: 'any' }]), dependences, true));
    }
  }
}

/** `--param` comes first, then what the service says for the stage and for all stages. */
const parameter: SourceType = ({ lookup, others, node, at }, variables) => {
  const name = textValue(variables.text(lookup.address, node));
  if (name === undefined || name === '') return open(`what \`${lookup.written}\` names is not known`, lookup.written, at);
  const configured = stageParameter(name, stageAt(at, variables), variables);
  const fallback = (): string => (configured === undefined ? variables.label(others, node, at) : (textValue(configured) ?? 'not given'));
  const outcome = chosen(`param:${name}`, at, configured === undefined && others.length === 0 ? undefined : fallback, variables);
  return outcome.kind === 'missing' && configured !== undefined ? found(configured) : outcome;
};

/** Serverless Framework, "Serverless Core Variables". */
const stageAt = (at: Span, variables: Variables): Node => variables.written("${opt:stage, self:provider.stage, 'dev'}", at);

const core: SourceType = ({ lookup, node, at }, variables) => {
  const name = textValue(variables.text(lookup.address, node));
  return name === 'stage' ? found(stageAt(at, variables)) : open(`\`${lookup.written}\` is made anew each time`, lookup.written, at, 'one');
};

const account: SourceType = ({ lookup, node, at }, variables) => {
  const name = textValue(variables.text(lookup.address, node));
  const { root } = variables.service;
  if (name === 'region' && textValue(variables.value(member(variables.value(member(root, 'provider')), 'region'))) !== undefined) {
    return found(variables.written('${opt:region, self:provider.region}', at));
  }
  if (name === 'region') return open('the Region is known only when the service is deployed', 'AWS::Region', at, 'one');
  if (name === 'accountId') return open('the account is known only when the service is deployed', 'AWS::AccountId', at, 'one');
  return open(`\`${lookup.written}\` is read only when the service is deployed`, lookup.written, at);
};

const toBoolean: SourceType = ({ lookup, node, at }, variables) => {
  const value = variables.text(lookup.parameters[0] ?? [], node);
  if (value.kind === 'unknown') return found(value);
  const text = value.kind === 'scalar' ? asText(value).trim().toLowerCase() : '';
  if (!/^(?:true|false|0|1)$/u.test(text)) return open(`\`${lookup.written}\` is no boolean`, lookup.written, at);
  return found(scalar(text === 'true' || text === '1', value.origin));
};

const types: ReadonlyMap<string, SourceType> = new Map([
  ['self', own],
  ['opt', outside],
  ['env', outside],
  ['param', parameter],
  ['sls', core],
  ['aws', account],
  ['strToBool', toBoolean],
  ['file', fromFile],
]);
