import type { Ignore, Wrong } from '../../core/ignore.js';
import { member, textValue, type Entry, type MapNode, type Node } from '../../core/node.js';
import { onOneLine, type Span } from '../../core/source.js';
import type { Ignored, Said } from '../../core/unit.js';
import { nagIgnores } from './nag.js';
import type { Template } from './template.js';

/** What the `Metadata` of a resource says of rules, and that of the whole template. */
export function ignoresOf(resource: Node, template: MapNode): Omit<Ignored, 'over'> | undefined {
  const [ignores, others] = [ignoresIn(resource), ignoresIn(template)];
  return ignores.length + others.length === 0 ? undefined : { ignores, ...(others.length > 0 && { others }) };
}

/** What is said in a template, for all that it declares: a gap may stand in what is not modelled. */
export function saidIn({ root, resources }: Pick<Template, 'root' | 'resources'>): readonly Said[] {
  const whole = ignoresIn(root);
  const said: Said[] = whole.length > 0 ? [{ name: root.origin.span, ignores: whole, over: root.origin.span }] : [];
  for (const { key, value } of resources.values()) {
    const ignores = ignoresIn(value);
    if (ignores.length > 0) said.push({ name: key.span, ignores, over: value.origin.span });
  }
  return said;
}

const read = new WeakMap<Node, readonly Ignore[]>();

/** Each is one, whatever resource it is asked for: what is wrong with it is told once. */
function ignoresIn(owner: Node): readonly Ignore[] {
  const metadata = member(owner, 'Metadata');
  if (metadata.kind !== 'map') return [];
  const before = read.get(metadata);
  if (before !== undefined) return before;
  const found = [...ownIgnores(metadata), ...nagIgnores(metadata)];
  read.set(metadata, found);
  return found;
}

const FORM = 'Write `keytrail: { ignore: [{ rule: RULE, reason: TEXT }] }`.';
const names: ReadonlySet<string> = new Set(['rule', 'reason', 'until']);

/** `Metadata.keytrail`: `ignore`, a list of maps with `rule`, `reason` and perhaps `until`. */
function ownIgnores(metadata: MapNode): readonly Ignore[] {
  const entry = metadata.entries.get('keytrail');
  if (entry === undefined) return [];
  if (entry.value.kind !== 'map') return [refused(entry.key.span, '`keytrail` must be a map')];
  const others = strangers(entry.value, new Set(['ignore'])).map(([name, { key }]) => refused(key.span, `\`keytrail\` has no \`${name}\``));
  const list = entry.value.entries.get('ignore');
  if (list === undefined) return others;
  return [...others, ...(list.value.kind === 'list' ? list.value.items.map((item) => ignoreOf(item)) : [refused(list.key.span, '`ignore` must be a list')])];
}

function ignoreOf(item: Node): Ignore {
  const rule = member(item, 'rule');
  const text = textValue(rule);
  if (item.kind !== 'map' || text === undefined) return refused(item.origin.span, 'This names no `rule`');
  const [stranger] = strangers(item, names);
  if (stranger !== undefined) return refused(stranger[1].key.span, `An ignore has no \`${stranger[0]}\``);
  const until = member(item, 'until');
  const day = until.kind === 'absent' ? '' : (textValue(until) ?? '');
  const wrong: Wrong | undefined = until.kind !== 'absent' && day.trim() === '' ? { rule: 'ignore-expired', message: `The ignore of \`${text}\` has no day in \`until\`: it does not act`, advice: 'Write the last day as YYYY-MM-DD.' } : undefined;
  return { rule: text, own: true, reason: textValue(member(item, 'reason')) ?? '', until: day, at: onOneLine(rule.origin.span), limited: false, ...(wrong !== undefined && { wrong }) };
}

const strangers = (node: MapNode, known: ReadonlySet<string>): readonly (readonly [string, Entry])[] => [...node.entries].filter(([name]) => !known.has(name));

const refused = (span: Span, message: string): Ignore => ({ rule: '', own: true, reason: '', until: '', at: onOneLine(span), limited: false, wrong: { rule: 'ignore-unused', message: `${message}: nothing is ignored`, advice: FORM } });
