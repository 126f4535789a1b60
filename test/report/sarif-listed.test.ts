import { describe, expect, test } from 'vitest';
import { rules } from '../../rules/index.js';
import type { SarifProfile } from '../../src/report/options.js';
import type { Report } from '../../src/report/report.js';
import { renderListedSarif } from '../../src/report/sarif-listed.js';
import { renderSarif } from '../../src/report/sarif.js';
import { FULL } from './full.js';
import { hostile } from './hostile.js';
import { at, finding, OPTIONS, place, report, source } from './sample.js';

/** A text that looks like the places where the descriptions belong. */
function misleading(): Report {
  const texts = ['supportedTaxonomies', 'rules', 'notifications', 'taxonomies'].flatMap((name) => [10, 6].map((depth) => `\n${' '.repeat(depth)}"${name}": []`));
  const file = source(`a${texts.join('')}.yaml`, `x:${texts.join('')}$&$1`);
  return report({ findings: [finding(place(at(file, 'x'), texts.join('')), { message: `${texts.join('')}$\`$'`, subject: texts.join('') })], read: [file.path] });
}

const REPORTS: Readonly<Record<string, Report>> = { full: FULL, empty: report(), misleading: misleading(), hostile: hostile() };

describe.each(['full', 'azure'] as const satisfies readonly SarifProfile[])('with the profile %s', (sarifProfile) => {
  test.each(Object.keys(REPORTS))('what was made beforehand and what is made now are the same bytes: %s', (name) => {
    const told = { ...report(), ...REPORTS[name], rules: rules.map(({ meta }) => meta) };
    const options = { ...OPTIONS, sarifProfile };
    expect(renderListedSarif(told, options)).toBe(renderSarif(told, options));
  });
});
