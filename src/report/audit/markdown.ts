import type { Attempt, Audit, Call } from '../../audit/audit.js';
import { positionAt } from '../../core/line-index.js';
import { cell, code, prose } from '../markdown/escape.js';
import { count } from '../pretty/count.js';
import { visible } from '../pretty/screen.js';
import { type Blackout, blackoutsOf, blackoutText } from './blackouts.js';
import { closingLines } from './closing.js';
import { lookupsOf, regionsOf } from './lookups.js';
import { timelineOf } from './timeline.js';
import { attemptText, callerText, capital, caveatText, durationText, lostInFull, lostText, originText, placeText, scopesText, sinkText, timeText } from './words.js';

/** Columns of the timeline: what GitHub and GitLab show without a scroll bar. */
const WIDTH = 100;

/** An incident note, to be kept with the case: what was lost, who did it, what to do, and the records that say so. */
export function renderAuditMarkdown(audit: Audit): string {
  const blackouts = blackoutsOf(audit);
  const regions = regionsOf(audit);
  const parts = [
    '# KMS events that CloudTrail did not log',
    closingLines(audit, blackouts).map(prose).join('\n\n'),
    ...summary(blackouts),
    ...timeline(audit),
    ...blackouts.map((blackout, index) => section(blackout, index + 1, regions)),
    ...attempts(audit.attempts),
    ...next(blackouts),
    ...evidence(audit, blackouts),
    ...unread(audit),
  ];
  return `${parts.join('\n\n')}\n`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

function summary(blackouts: readonly Blackout[]): readonly string[] {
  if (blackouts.length === 0) return [];
  const rows = blackouts.map(({ level, certainty, sink, from, to, events, opened }, index) => [
    String(index + 1),
    `${level}${certainty === 'possible' ? ' (possible)' : ''}`,
    cell(sink.arn),
    timeText(from),
    to === undefined ? 'still open' : timeText(to),
    to === undefined ? '' : durationText(to - from),
    prosaic(lostText(events)),
    cell(opened.caller.principal),
  ]);
  return [table(['', 'level', 'sink', 'from', 'to', 'how long', 'lost', 'opened by'], rows)];
}

function timeline(audit: Audit): readonly string[] {
  const drawn = timelineOf(audit, WIDTH);
  if (drawn === undefined) return [];
  const { rows, more, axis, legend } = drawn;
  const lines = [...rows.map(({ name, bar }) => `${name} ${bar}`), ...(more > 0 ? [`and ${count(more, 'more row')}`] : []), axis, '', legend];
  return ['## Timeline', fenced('text', lines.join('\n'))];
}

function section(blackout: Blackout, number: number, regions: readonly string[]): string {
  const { sink, scopes, events, opened, closed, caveats } = blackout;
  const { commands, remarks } = lookupsOf(blackout, regions);
  return [
    `## ${number}. ${prose(capital(sinkText(sink)))}`,
    `${prose(capital(blackoutText(blackout)))}.`,
    table(
      ['', ''],
      [
        ['lost', prosaic(lostInFull(events))],
        ['where', scopesText(scopes)],
        ...callRows('opened', opened),
        ...(closed === undefined ? [['closed', 'not by any record that was read']] : callRows('closed', closed)),
      ],
    ),
    ...(caveats.length === 0 ? [] : [caveats.map((caveat) => `- ${prose(caveatText(caveat))}.`).join('\n')]),
    `${remarks.map(prose).join('. ')}:`,
    fenced('sh', commands.join('\n')),
  ].join('\n\n');
}

/** A sentence in a cell: a bar would end the cell even in code, so that one with a bar has no code. */
const prosaic = (text: string): string => prose(text.includes('|') ? text.replaceAll('`', "'") : text);

const callRows = (name: string, call: Call): readonly (readonly string[])[] => [
  [name, `${code(call.name)} at ${timeText(call.time)}`],
  ['by', prosaic(callerText(call.caller))],
  ['from', prosaic(originText(call) || 'the record does not say')],
  ['event', `${cell(call.eventId ?? 'without an id')} in ${cell(placeText(call))}`],
];

function attempts(all: readonly Attempt[]): readonly string[] {
  if (all.length === 0) return [];
  const entries = all.map((attempt) => {
    const { call } = attempt;
    const said = call.failure === undefined || call.failure.message === '' ? '' : `: ${call.failure.message}`;
    return `- ${timeText(call.time)}: ${prose(`${capital(attemptText(attempt))}, by ${callerText(call.caller)}${origin(call)}${said}`)}`;
  });
  return ['## Attempts', 'Calls that would have changed what is logged, and that failed.', entries.join('\n')];
}

const origin = (call: Call): string => (originText(call) === '' ? '' : `, from ${originText(call)}`);

/** What somebody who takes over the case does now. */
function next(blackouts: readonly Blackout[]): readonly string[] {
  if (blackouts.length === 0) return [];
  const open = blackouts.some(({ to, level }) => to === undefined && level !== 'note');
  const steps = [
    ...(open ? ['Let every sink that is still open log KMS events again: put its event selectors anew, start its logging, or make it anew.'] : []),
    'Fetch what Event history still has, with the commands above, before its 90 days are over.',
    'Ask each caller whether the change was meant. If it was not, end its sessions and take its keys and grants away.',
    'Look at which KMS keys were used before and after, by whom: `keytrail audit keys`.',
    'Find out who else may do it: `keytrail check` tells which policies grant `cloudtrail:PutEventSelectors`.',
    'Let an alarm ring on the next such call: `keytrail audit --print-detection eventbridge`.',
  ];
  return ['## What to do next', steps.map((step, index) => `${index + 1}. ${step}`).join('\n')];
}

/** Every record on which this note rests, by time. */
function evidence({ attempts: failed }: Audit, blackouts: readonly Blackout[]): readonly string[] {
  const calls = [...blackouts.flatMap(({ opened, closed }) => (closed === undefined ? [opened] : [opened, closed])), ...failed.map(({ call }) => call)];
  if (calls.length === 0) return [];
  const each = [...new Map(calls.map((call) => [JSON.stringify([placeText(call), call.eventId]), call])).values()];
  const rows = each
    .map((call, index) => ({ call, index }))
    .sort((a, b) => a.call.time - b.call.time || a.index - b.index)
    .map(({ call }) => [timeText(call.time), code(call.name), cell(call.eventId ?? 'without an id'), cell(call.caller.principal), cell(placeText(call))]);
  return ['## Evidence', table(['time', 'call', 'event', 'principal', 'record'], rows)];
}

function unread({ problems }: Audit): readonly string[] {
  if (problems.length === 0) return [];
  const entries = problems.map(({ message, span }) => `- ${code(`${span.source.path}:${positionAt(span.source, span.start).line}`)}: ${prose(message)}`);
  return ['## Not read', entries.join('\n')];
}

/** The fence is longer than any in the text. */
function fenced(language: string, text: string): string {
  const lines = text.split('\n').map(visible).join('\n');
  const fence = '`'.repeat(Math.max(3, ...[...lines.matchAll(/`+/gu)].map(([ticks]) => ticks.length + 1)));
  return `${fence}${language}\n${lines}\n${fence}`;
}
