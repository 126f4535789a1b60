import { FORMATS, render, type Format, type ReportOptions } from '../../src/report/index.js';
import type { Report } from '../../src/report/report.js';
import { parseXml } from '../../test/report/xml.js';

const look: ReportOptions = { color: false, links: false, version: '0.0.0', width: 80, quiet: false, sarifProfile: 'full' };

/** Every way in which a log is not SARIF. */
export type Validate = (log: unknown) => readonly string[];

export const written = (report: Report): string => render('json', report, look);

/** A report can be written in every format, and what is written is of that format. */
export const reportFaults = (report: Report, validate: Validate): readonly string[] => FORMATS.flatMap((format) => ofFormat(format, render(format, report, look), validate).map((fault) => `${format}: ${fault}`));

function ofFormat(format: Format, text: string, validate: Validate): readonly string[] {
  switch (format) {
    case 'sarif':
      return validate(JSON.parse(text));
    case 'json':
    case 'gitlab':
      JSON.parse(text);
      return [];
    case 'junit':
      parseXml(text);
      return [];
    case 'github':
      return text.split('\n').flatMap((line) => (line === '' || /^::(?:error|warning|notice|debug) /u.test(line) ? [] : [`a line of its own: ${JSON.stringify(line)}`]));
    case 'pretty':
    case 'markdown':
      return signals.test(text) ? ['it has signs that steer a terminal'] : [];
  }
}

// eslint-disable-next-line no-control-regex -- they are what is looked for
const signals = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;
