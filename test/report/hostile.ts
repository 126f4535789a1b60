import type { Report } from '../../src/report/report.js';
import { at, finding, place, problem, report, sink, source } from './sample.js';

/** What a repository can hold to make a report say or do something else. */
export const TEXTS: readonly string[] = [
  'a\n::error file=x::injected',
  'a\r\n::stop-commands::token',
  '::set-output name=x::y',
  '##[add-mask]x',
  'x ##[group]y',
  '%0A::error::z %0D %25 %',
  'a:b,c=d',
  '</failure></testcase>',
  ']]><x a="b" c=\'d\'>&amp;&lt;',
  'ÿ\u0000\u0001\u000B\u001B[31m\u007F\u0085\u2028\uFFFE\uFFFF\uD800x\uDC00\u{1F600}',
  '`',
  '``` `` `a` `b``c',
  '`</td></details>` @org/team #1 org/repo#2 GH-3 !4 ~label %1 &5',
  '[a](https://x.example) ![i](y) <img src=x onerror=y> <!-- keytrail --> http://x.example www.x.example a@x.example',
  '| a | b |\n| --- | --- |',
  '# h\n- [ ] x\n> q\n1. z\n***\n___',
  '/close',
  '    code',
  '$a$ *b* _c_ ~~d~~ \\e',
  '\u202Eabc\u2066',
  ' ',
  '',
];

/** All of them in every place of a report where a text of the user's can stand. */
export function hostile(texts: readonly string[] = TEXTS): Report {
  const files = texts.map((text, i) => source(text, `kms ${text} x: ${i}`));
  const findings = files.map((file, i) =>
    finding(place(at(file, 'kms'), file.path), {
      message: `Value \`${file.path}\` or ${file.path}`,
      subject: file.path,
      related: [place(at(file, 'kms'), file.path)],
      assumptions: [{ input: file.path, label: file.path, default: false }],
      fixes: [{ description: file.path, edits: [] }],
      ...(i % 5 === 4 ? { suppressions: [{ kind: 'inSource' as const, justification: file.path, at: at(file, 'kms') }] } : {}),
      ...(i % 7 === 6 ? { state: 'unchanged' as const } : {}),
    }),
  );
  const sinks = files.map((file) => sink(file.path, at(file, 'kms'), { lost: [file.path], depends: Array.from({ length: 9 }, (_, n) => `${file.path}${n}`) }));
  return report({
    findings,
    problems: files.map((file) => problem('gap', 'warning', file.path, at(file, 'kms', 1, 1))),
    coverage: sinks,
    internalErrors: files.map((file) => ({ where: file.path, file: file.path, error: new Error(file.path) })),
    read: texts,
    comparison: {
      kind: 'change',
      against: texts.join(' '),
      gone: files.map((file) => ({ rule: file.path, level: 'error', message: file.path, subject: file.path, path: file.path, span: undefined })),
      unread: [],
      sinks: sinks.map((one) => ({ sink: one.sink, span: one.span, before: one, after: one, stops: one.lost, doubts: one.depends, starts: one.depends })),
    },
  });
}

/** So many findings of a level, each in a file of its own by tens. */
export function many(count: number): Report {
  const levels = ['note', 'warning', 'error'] as const;
  const files = Array.from({ length: Math.ceil(count / 10) }, (_, i) => source(`stacks/${String(i).padStart(4, '0')}.yaml`, 'a: kms\n'.repeat(10)));
  const findings = Array.from({ length: count }, (_, i) => {
    const file = files[Math.floor(i / 10)] ?? source('', '');
    const level = levels[i % 3] ?? 'note';
    return finding(place(at(file, 'kms', (i % 10) + 1), 'here'), { level, message: `${level} ${i}. ${'Do it. '.repeat(20)}`, fingerprint: 'aaaaaaaaaaaaaaaa' });
  });
  const sinks = files.map((file) => sink(`Sink of ${file.path}`, at(file, 'a'), { lost: ['Decrypt'] }));
  return report({ findings, coverage: sinks, read: files.map(({ path }) => path), files: { seen: files.length, recognised: files.length } });
}
