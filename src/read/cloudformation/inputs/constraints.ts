import { append } from '../../../core/long.js';
import { member, textValue, type Node } from '../../../core/node.js';
import { all, any, not, truth, type Truth } from '../../../core/truth.js';
import type { Evaluator } from '../evaluation/evaluate.js';
import { argumentsOf, callOf, refOf } from '../template.js';

/**
 * Drops a world that an assertion of the template's `Rules` forbids: a stack cannot be deployed with it. Only rules on
 * inputs that the world has chosen count; others could be met by some value. Template Reference, "Rules".
 */
export function applyRules(evaluator: Evaluator): void {
  for (const { value } of evaluator.template.rules.values()) {
    if (!refsIn(value).every((name) => evaluator.isChosen(name))) continue;
    const condition = member(value, 'RuleCondition');
    const applies: Truth = condition.kind === 'absent' ? 'yes' : decide(condition, evaluator);
    const assertions = member(value, 'Assertions');
    const asserted = assertions.kind === 'list' ? assertions.items.map((item) => decide(member(item, 'Assert'), evaluator)) : [];
    if (applies === 'yes' && asserted.includes('no')) evaluator.impossible();
  }
}

function refsIn(start: Node): readonly string[] {
  const found = new Set<string>();
  const pending: Node[] = [start];
  const seen = new Set<Node>();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    const name = refOf(node);
    if (name !== undefined) found.add(name);
    if (node.kind === 'list') append(pending, node.items);
    if (node.kind === 'map') for (const { value } of node.entries.values()) pending.push(value);
  }
  return [...found];
}

/** Rule-specific functions are added to those of conditions. Template Reference, "Rule-specific intrinsic functions". */
function decide(node: Node, evaluator: Evaluator): Truth {
  const call = callOf(node);
  const operands = call === undefined ? [] : argumentsOf(call.argument);
  switch (call?.name ?? '') {
    case 'Fn::Contains':
      return contains(operands, evaluator);
    case 'Fn::EachMemberIn':
      return eachMemberIn(operands, evaluator);
    case 'Fn::EachMemberEquals':
      return eachMemberIn([operands[0], operands[1]].flatMap((one) => (one === undefined ? [] : [one])), evaluator);
    case 'Fn::And':
      return all(operands.map((operand) => decide(operand, evaluator)));
    case 'Fn::Or':
      return any(operands.map((operand) => decide(operand, evaluator)));
    case 'Fn::Not':
      return operands[0] === undefined ? 'maybe' : not(decide(operands[0], evaluator));
    default:
      return evaluator.decide(node);
  }
}

function contains([values, value]: readonly Node[], evaluator: Evaluator): Truth {
  if (values === undefined || value === undefined) return 'maybe';
  const [evaluated = value] = evaluator.deciding([value]);
  const wanted = textValue(evaluated);
  const listed = textsOf(values, evaluator);
  return wanted === undefined || listed === undefined ? 'maybe' : truth(listed.includes(wanted));
}

function eachMemberIn([values, allowed]: readonly Node[], evaluator: Evaluator): Truth {
  const given = values === undefined ? undefined : textsOf(values, evaluator);
  const legal = allowed === undefined ? undefined : textsOf(allowed, evaluator);
  return given === undefined || legal === undefined ? 'maybe' : truth(given.every((one) => legal.includes(one)));
}

function textsOf(node: Node, evaluator: Evaluator): readonly string[] | undefined {
  const [value = node] = evaluator.deciding([node]);
  const items = value.kind === 'list' && value.unseen.length === 0 ? value.items : [value];
  const texts = items.map(textValue);
  return texts.every((text) => text !== undefined) ? texts : undefined;
}
