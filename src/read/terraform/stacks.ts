import { member, type Node } from '../../core/node.js';
import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, root as rootOf } from '../../core/source.js';
import { and, type Truth } from '../../core/truth.js';
import type { Resource, Unit } from '../../core/unit.js';
import { readTemplate } from '../cloudformation/read.js';
import { isTemplate } from '../cloudformation/recognition.js';
import { embeddedText } from '../embedded.js';
import type { ParameterValue } from '../parameters/set.js';
import { parseNow } from '../parse.js';
import type { FolderOptions } from '../reader.js';

/** Resources that are stacks of CloudFormation, with the attributes that say of what template. Terraform Registry, `hashicorp/aws`. */
export const stackTypes: ReadonlySet<string> = new Set(['aws_cloudformation_stack', 'aws_cloudformation_stack_set']);
export const stackAttributes: readonly string[] = ['template_body', 'template_url', 'parameters'];

/** A stack as it is declared, and whether it is there whatever is chosen. */
export interface DeclaredStack {
  readonly resource: Resource;
  readonly exists: Truth;
}

/** The template of a stack as units of its own; where it is not at hand, a unit that tells of it. */
export function unitsOfStack({ resource, exists }: DeclaredStack, { library, notGranting }: FolderOptions): readonly Unit[] {
  const body = member(resource.body, 'template_body');
  const away = (reason: string): readonly Unit[] => [
    { vocabulary: 'cloudformation', source: resource.name.span.source, uses: [], worlds: [], problems: [gap(`The template of \`${resource.address}\` is not read: ${reason}`, onOneLine(resource.name.span))] },
  ];
  if (body.kind === 'absent') return away('it lies elsewhere');
  const { root, reason, problems } = templateIn(body);
  if (root === undefined) return away(reason);
  const source = root.origin.span.source;
  const units = readTemplate(root, source, { parameters: { byHand: new Map(), sets: [], common: passed(member(resource.body, 'parameters')) }, library, others: [], notGranting, configuration: () => [] });
  return units.map((unit) => ({
    ...unit,
    problems: [...problems, ...unit.problems],
    worlds: unit.worlds.map(({ assumptions, value }) => ({ assumptions, value: value.map((one) => ({ ...one, address: `${resource.address}.${one.address}`, exists: and(exists, one.exists) })) })),
  }));
}

interface Found {
  readonly root: Extract<Node, { kind: 'map' }> | undefined;
  /** Why there is none. */
  readonly reason: string;
  readonly problems: readonly Problem[];
}

/** JSON or YAML in a string, a file as a whole, or the object that `jsonencode` and `yamlencode` stand for. */
function templateIn(body: Node): Found {
  if (body.kind === 'map') return { root: isTemplate(body) ? body : undefined, reason: 'what stands there is no template', problems: [] };
  if (body.kind === 'unknown' && body.text.every((part) => typeof part !== 'string')) return { root: undefined, reason: body.reason, problems: [] };
  const { span } = rootOf(body.origin);
  const isFile = body.kind === 'scalar' && span.start === 0 && span.end === span.source.text.length && body.text === span.source.text;
  const whole = isFile ? parseNow(span.source) : undefined;
  const { node, problems } = whole === undefined ? embeddedText(body, parseNow) : { node: whole.documents[0], problems: whole.problems };
  return { root: node !== undefined && isTemplate(node) ? node : undefined, reason: node?.kind === 'unknown' ? node.reason : 'what stands there is no template', problems };
}

const passed = (parameters: Node): readonly ParameterValue[] =>
  parameters.kind === 'map' ? [...parameters.entries].map(([name, { key, value }]): ParameterValue => ({ name, stack: undefined, key, node: value })) : [];
