import { test } from 'vitest';
import { writeFileSync } from 'node:fs';
import { render, renderCoverage, renderRules } from '../../src/report/index.js';
import { FULL } from './full.js';
import { OPTIONS, RULES } from './sample.js';
import { validateAll } from './validate-all.js';
import { multitool } from './multitool.js';
test('x', () => {
  const text = render('sarif', FULL, OPTIONS);
  writeFileSync('/tmp/mt/full.sarif', text);
  console.log(validateAll([{ name: 'full', text }]));
  const m = multitool([{ name: 'full', text }]);
  if (m.available) console.log(m.notes.map((n) => n.rule + ' ' + n.about.join(' ')).join('\n'));
  console.log(render('pretty', FULL, OPTIONS));
  console.log(renderCoverage(FULL, 'pretty', OPTIONS));
  console.log(renderRules(RULES, 'pretty'));
});
