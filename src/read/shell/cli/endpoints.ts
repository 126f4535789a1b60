import { and, type Truth } from '../../../core/truth.js';
import type { Command } from '../syntax/tree.js';
import type { Expander } from '../values/expander.js';
import type { Located } from '../values/located.js';
import type { Invocation } from './invocation.js';

const OF_AWS = /^https?:\/\/(?:[^/]*\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws|api\.amazonwebservices\.com\.cn)(?:[:/]|$)/iu;

/**
 * Whether a call reaches AWS: not where it is sent to another place, such as an emulator. CLI User Guide, "Use endpoints in the
 * AWS CLI": the option counts before the variables.
 */
export function reached({ endpoint, operation }: Invocation, command: Command, expander: Expander, sure: Truth): Truth {
  if (endpoint !== undefined) return and(sure, isOfAws(endpoint));
  const service = `AWS_ENDPOINT_URL_${operation.service.replaceAll('-', '_').toUpperCase()}`;
  const names = [service, 'AWS_ENDPOINT_URL'];
  const own = names.map((name) => command.assignments.find((one) => one.name === name)?.value).find((word) => word !== undefined);
  const value = own === undefined ? names.map((name) => expander.variable(name, command)).find((one) => one !== undefined) : expander.value(own, command);
  return value === undefined ? sure : and(sure, isOfAws(value));
}

const isOfAws = ({ text, missing }: Located): Truth => (missing.length > 0 ? 'maybe' : text === '' || OF_AWS.test(text) ? 'yes' : 'no');
