import type { Attempt, Audit, Call } from '../../audit/audit.js';
import type { Level } from '../../check/finding.js';
import { problemBlock } from '../pretty/blocks.js';
import { count } from '../pretty/count.js';
import { visible, widthOf } from '../pretty/screen.js';
import { type Paint, painter } from '../pretty/style.js';
import type { ReportOptions } from '../options.js';
import { ATTEMPT, type Blackout, blackoutsOf, blackoutText } from './blackouts.js';
import { closingLines } from './closing.js';
import { lookupsOf, regionsOf } from './lookups.js';
import { attemptRule, blackoutRule } from './rules.js';
import { timelineOf } from './timeline.js';
import { attemptText, callerText, capital, caveatText, lostInFull, originText, placeText, timeText } from './words.js';

/** More failed calls than these are told by number: somebody may have tried for hours. JSON has all. */
const MOST_ATTEMPTS = 20;

/** For people: each blackout, the timeline, what was tried, what could not be read, and what was looked at. */
export function renderAuditPretty(audit: Audit, options: ReportOptions): string {
  const paint = painter(options.color);
  const regions = regionsOf(audit);
  const blackouts = blackoutsOf(audit);
  const more = audit.attempts.length - MOST_ATTEMPTS;
  const blocks = [
    ...blackouts.map((blackout) => blackoutBlock(blackout, regions, options, paint)),
    ...(options.quiet ? [] : timelineBlock(audit, options, paint)),
    ...audit.attempts.slice(0, MOST_ATTEMPTS).map((attempt) => attemptBlock(attempt, options, paint)),
    ...(more > 0 ? [`${paint(ATTEMPT, 'note')}: and ${count(more, 'more attempt')}; --format json has all.`] : []),
    ...(options.quiet ? [] : audit.problems.map((problem) => problemBlock(problem, options, paint))),
    ...(options.quiet ? [] : [closingLines(audit, blackouts).map(visible).join('\n')]),
  ];
  return blocks.map((block) => `${block}\n`).join('\n');
}

function blackoutBlock(blackout: Blackout, regions: readonly string[], { width }: ReportOptions, paint: Paint): string {
  const { level, events, opened, closed, caveats } = blackout;
  const { commands, remarks } = lookupsOf(blackout, regions);
  const field = fields(width, paint);
  return [
    headline(level, blackoutRule.id, capital(blackoutText(blackout)), paint),
    ...field('lost', capital(lostInFull(events))),
    ...callFields('opened', opened, field),
    ...(closed === undefined ? field('closed', 'Not by any record that was read') : callFields('closed', closed, field)),
    ...caveats.flatMap((caveat) => field('note', caveatText(caveat))),
    ...field('still', `${remarks.join('. ')}:`),
    // As they are: they are to be copied.
    ...commands.map((command) => `${INDENT}$ ${command}`),
  ].join('\n');
}

function attemptBlock(attempt: Attempt, { width }: ReportOptions, paint: Paint): string {
  const field = fields(width, paint);
  const { call } = attempt;
  return [
    headline(ATTEMPT, attemptRule.id, capital(attemptText(attempt)), paint),
    ...callFields('call', call, field),
    ...(call.failure === undefined || call.failure.message === '' ? [] : field('said', call.failure.message)),
  ].join('\n');
}

type Field = (name: string, text: string) => readonly string[];

const NAME = 8;
const INDENT = ' '.repeat(NAME + 2);

/** Who, from where, and the record. */
const callFields = (name: string, call: Call, field: Field): readonly string[] => [
  ...field(name, `\`${call.name}\` at ${timeText(call.time)}`),
  ...field('', `by ${callerText(call.caller)}`),
  ...field('', originText(call) === '' ? 'the record does not say from where' : `from ${originText(call)}`),
  ...field('', `event ${call.eventId ?? 'without an id'} in ${placeText(call)}`),
];

/** A name and its text, whose further lines stand below the first. */
const fields = (width: number, paint: Paint): Field => (name, text) =>
  wrapped(visible(text), Math.max(40, width - INDENT.length)).map((line, index) => `  ${index === 0 && name !== '' ? paint('bold', name.padEnd(NAME)) : ' '.repeat(NAME)}${line}`);

/** Breaks only at blanks: an ARN or a path stays whole, to be copied. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let taken = 0;
  for (const word of text.split(' ')) {
    const columns = widthOf(word);
    if (line !== '' && taken + 1 + columns > width) {
      lines.push(line);
      line = '';
      taken = 0;
    }
    taken += (line === '' ? 0 : 1) + columns;
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function timelineBlock(audit: Audit, { width }: ReportOptions, paint: Paint): readonly string[] {
  const timeline = timelineOf(audit, width);
  if (timeline === undefined) return [];
  const { rows, more, axis, legend } = timeline;
  return [
    [
      ...rows.map(({ name, bar }) => `${name} ${bar.replace(/#+|\++|!+/gu, (marks) => paint(marks.startsWith('#') ? 'error' : marks.startsWith('+') ? 'warning' : 'note', marks))}`),
      ...(more > 0 ? [`and ${count(more, 'more row')}; --format json has all`] : []),
      axis,
      legend,
    ].join('\n'),
  ];
}

const headline = (level: Level, id: string, message: string, paint: Paint): string => `${paint(level, `${level}[${id}]`)}${paint('bold', `: ${visible(message)}`)}`;

