import { append } from '../../core/long.js';
import { member, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine } from '../../core/source.js';
import { byDefault, type Service } from './variables/evaluate.js';

/**
 * The state machines of the plugin serverless-step-functions are not read; what names CloudTrail in them may be a call that
 * sets selectors.
 */
export function pluginProblems(service: Service): readonly Problem[] {
  const variables = byDefault(service);
  const problems: Problem[] = [];
  const pending: Node[] = [variables.expand(member(service.root, 'stepFunctions'))];
  const seen = new Set<Node>();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    if (node.kind === 'scalar' && /cloudtrail/iu.test(node.text)) problems.push(gap('State machines are not read: this one names CloudTrail', onOneLine(node.origin.span)));
    if (node.kind === 'list') append(pending, node.items);
    if (node.kind === 'map') for (const { value } of node.entries.values()) pending.push(value);
  }
  return problems;
}
