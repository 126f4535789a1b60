import type { KmsUse } from '../../../audit/audit.js';
import type { Around, Counted, Gap, KeyUses } from '../../../audit/keys.js';
import type { ReportOptions } from '../../options.js';
import { problemBlock } from '../../pretty/blocks.js';
import { count, listed } from '../../pretty/count.js';
import { visible } from '../../pretty/screen.js';
import { type Paint, painter } from '../../pretty/style.js';
import { scopesText, sinkText, timeText } from '../words.js';
import type { KeysTold } from './told.js';

/** More than these are told by number; JSON has all, and `--key` tells one key by itself. */
const MOST = { keys: 50, names: 4, events: 12, principals: 5, windows: 5 } as const;

/** For people: each key with what was done with it and by whom, and what is recorded around the windows that lost such events. */
export function renderKeysPretty({ report, problems }: KeysTold, options: ReportOptions): string {
  const { color, quiet } = options;
  const paint = painter(color);
  const { keys, keyless, gap } = report;
  const more = keys.length - MOST.keys;
  const blocks = [
    ...keys.slice(0, MOST.keys).map((uses) => keyBlock(uses, paint)),
    ...(more > 0 ? [`And ${count(more, 'more key')}; --format json has all.`] : []),
    ...(keyless === undefined ? [] : [[paint('bold', 'of no key'), ...counted(keyless)].join('\n')]),
    ...(gap === undefined || quiet ? [] : [gapBlock(gap, paint)]),
    ...(quiet ? [] : problems.map((problem) => problemBlock(problem, options, paint))),
    ...(quiet ? [] : [`${count(report.count, 'KMS event')} of ${count(keys.length, 'key')}. What no sink logged is not here.`]),
  ];
  return blocks.map((block) => `${block}\n`).join('\n');
}

const keyBlock = (uses: KeyUses, paint: Paint): string => [paint('bold', visible(uses.key)), ...(uses.names.length === 0 ? [] : [field('also', few(uses.names, MOST.names))]), ...counted(uses)].join('\n');

function counted({ count: number, events, principals, first, last, around }: Counted): readonly string[] {
  return [
    field('events', `${number}: ${few(events.map(({ name, count: times, failed }) => `${name} ${times}${failed === 0 ? '' : ` (${failed} failed)`}`), MOST.events)}`),
    field('by', few(principals.map(({ principal, count: times }) => `${named(principal)} ${times}`), MOST.principals)),
    ...(first === undefined || last === undefined ? [] : [field('first', useText(first)), field('last', useText(last))]),
    ...around.slice(0, MOST.windows).flatMap(aroundLines),
    ...(around.length > MOST.windows ? [field('window', `and ${around.length - MOST.windows} more`)] : []),
  ];
}

const field = (name: string, text: string): string => `  ${name.padEnd(8)}${visible(text)}`;

const few = (texts: readonly string[], most: number): string => listed(texts.length <= most ? texts : [...texts.slice(0, most - 1), `${texts.length - most + 1} more`]);

const named = (principal: string): string => (principal === '' ? 'somebody whom no record names' : principal);

const useText = ({ name, time, caller, sourceIPAddress, failure }: KmsUse): string =>
  `${timeText(time)} ${name}${failure === undefined ? '' : ` (${failure})`} by ${named(caller.principal)}${sourceIPAddress === '' ? '' : ` from ${sourceIPAddress}`}`;

/** What of the kind that a window lost is recorded before, in and behind it. */
function aroundLines({ window, last, meanwhile, next }: Around): readonly string[] {
  const time = window.to === undefined ? `since ${timeText(window.from)}` : `from ${timeText(window.from)} to ${timeText(window.to)}`;
  return [
    field('window', `${time} in ${scopesText([window.scope])} of ${sinkText(window.sink)}${window.certainty === 'possible' ? ' (possible)' : ''}`),
    field('', `before: ${last === undefined ? 'nothing' : useText(last)}`),
    field('', `in it: ${meanwhile === 0 ? 'nothing' : `${count(meanwhile, 'event')} that another sink logged`}`),
    ...(window.to === undefined ? [] : [field('', `behind: ${next === undefined ? 'nothing' : useText(next)}`)]),
  ];
}

function gapBlock({ count: number, events, first, last }: Gap, paint: Paint): string {
  const words = `${count(number, 'event')} may be about any key: before December 2022 records of ${listed(events)} did not always name it`;
  return [paint('bold', visible(words)), ...(first === undefined || last === undefined ? [] : [field('first', useText(first)), field('last', useText(last))])].join('\n');
}
