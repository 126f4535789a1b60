import type { Origin } from '../../../core/source.js';
import type { Spelling } from '../../../model/selector/spelling.js';
import { breakOf, endsLine, indentation, lineEnd, replacement, type Edits } from '../change.js';
import type { Collection, Layout, Member } from '../layout.js';
import { blockAt, resourceAt } from './place.js';

/** Adds an attribute to the resource of which the name is written at `name`: to those before its blocks. */
export function addAttribute(name: Origin, attribute: string, value: string): Edits {
  const resource = resourceAt(name);
  if (resource === undefined) return undefined;
  const { layout, body } = resource;
  if (body.members.some((member) => layout.keyOf(member) === attribute)) return undefined;
  const neighbour = neighbourIn(layout, body);
  return neighbour === undefined ? undefined : linesBehind(layout, neighbour, [`${attribute} = ${value}`]);
}

/** What Terraform itself takes stands apart. HashiCorp, "Resource blocks", "Meta-arguments". */
const metaArguments = ['count', 'for_each', 'provider', 'depends_on'];

/** The attribute that a new one is written behind: one of a single line rather than another. */
function neighbourIn(layout: Layout, { members }: Collection): Member | undefined {
  const firstBlock = members.findIndex(({ value }) => value.kind === 'map' && value.style === 'body');
  const attributes = (firstBlock === -1 ? members : members.slice(0, firstBlock)).filter(({ value }) => value.kind !== 'leaf' || value.style !== 'block');
  const own = attributes.filter((member) => !metaArguments.includes(layout.keyOf(member)));
  return own.findLast(({ start, end }) => !layout.source.text.slice(start, end).includes('\n')) ?? own.at(-1) ?? attributes.at(-1);
}

/** Writes lines behind a member of a body that stands in lines of its own, as deep as it. */
function linesBehind({ source }: Layout, { start, end }: Member, lines: readonly string[]): Edits {
  const { text } = source;
  const indent = indentation(text, start);
  if (indent === undefined || !endsLine(text, end)) return undefined;
  const at = lineEnd(text, end);
  return [replacement(source, at, at, lines.map((line) => breakOf(text) + (line === '' ? '' : indent + line)).join(''))];
}

/** Adds a block with a selector for management events behind the last of its kind; `fields` is where the first field selector of one is. */
export function addManagementBlock(fields: Origin, spelling: Spelling): Edits {
  const field = blockAt(fields);
  const selector = field === undefined ? undefined : field.layout.memberOf(field.list);
  const resource = field === undefined || selector === undefined ? undefined : field.layout.holderOf(selector);
  if (field === undefined || selector === undefined || resource === undefined) return undefined;
  const { layout, block } = field;
  const names = [spelling('AdvancedEventSelectors'), spelling('FieldSelectors')];
  // A `dynamic` block may make any number of selectors, of which a store has only so many.
  if (resource.members.some((member) => layout.keyOf(member) === 'dynamic')) return undefined;
  if (layout.keyOf(selector) !== names[0] || layout.keyOf(block) !== names[1]) return undefined;
  const last = resource.members.findLast((member) => layout.keyOf(member) === names[0]);
  return last === undefined ? undefined : linesBehind(layout, last, ['', ...managementBlock(spelling)]);
}

/** As `terraform fmt` leaves it. */
function managementBlock(spelling: Spelling): readonly string[] {
  const [field, equals] = [spelling('Field'), spelling('Equals')];
  const width = Math.max(field.length, equals.length);
  return [
    `${spelling('AdvancedEventSelectors')} {`,
    `  ${spelling('FieldSelectors')} {`,
    `    ${field.padEnd(width)} = "eventCategory"`,
    `    ${equals.padEnd(width)} = ["Management"]`,
    '  }',
    '}',
  ];
}
