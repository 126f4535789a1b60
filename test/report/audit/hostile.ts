import type { Audit, Call } from '../../../src/audit/audit.js';
import { gap } from '../../../src/core/problem.js';
import { ALL, at, audit, call, source, use, window } from './sample.js';

/** Each text in every place of an audit where a text of a record, or a path, can stand. */
export function hostile(texts: readonly string[]): Audit {
  const calls = texts.map((text, index) => callOf(text, index));
  return audit({
    windows: calls.flatMap((opened, index) => {
      const text = texts[index] ?? '';
      return [
        window({ sink: { arn: text, kind: 'trail' }, opened, closed: opened, to: opened.time + 1000, caveats: [{ kind: 'depends', reason: text }, { kind: 'covered-by', arn: text }, { kind: 'events-seen', count: 1, first: { ...use({ name: text, file: text, region: text }) } }] }),
        window({ sink: { arn: `arn:aws:cloudtrail:${text}:${text}:eventdatastore/${text}`, kind: 'event-data-store' }, scope: 'other-regions', opened, events: [text] }),
      ];
    }),
    attempts: calls.map((failed) => ({ sink: { arn: failed.region, kind: 'trail' }, call: failed, denied: true, events: ALL })),
    unsettled: calls.map((until) => ({ sink: { arn: until.region, kind: 'trail' }, until })),
    problems: texts.map((text) => gap(text, at(source(text, `{ "x": "${text}" }`), '"x"'))),
  });
}

const callOf = (text: string, index: number): Call =>
  call('StopLogging', '2024-07-31T12:50:02Z', {
    eventId: `${text}${index}`,
    region: text,
    account: text,
    failure: { code: text, message: text },
    caller: { type: text, principal: text, role: text, session: text, account: text, accessKeyId: text },
    sourceIPAddress: text,
    userAgent: text,
    at: at(source(text, `"${text}" "StopLogging" ${text}`), '"StopLogging"'),
  });
