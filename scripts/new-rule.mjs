// `npm run new-rule <id>`: the five places of a rule, to be filled in. What is still to do is marked TODO, and test/rule-files.test.ts lists it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const camel = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
/** A single word may be one of the language's own. */
const constant = (id) => (id.includes('-') ? camel(id) : `${id}Rule`);

const rule = (id) => `import type { Rule } from '../src/rule.js';

/** TODO: what it is about, in one line. */
export const ${constant(id)}: Rule = {
  meta: {
    id: '${id}',
    level: 'warning',
    severity: 5.0,
    category: 'visibility',
    summary: 'TODO: one line without a full stop',
    description: 'TODO: what it finds and why it matters, in a few sentences.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: [],
  },
  check: (model) => model.sinks.flatMap(() => []),
};
`;

const page = (id) => `# ${id}

<!-- generated: header -->
<!-- /generated -->

## What it finds

TODO: exactly what, and what not; which other rule tells what is left.

## Why it matters

TODO: what is lost, or gained.

## Example

<!-- generated: example -->
<!-- /generated -->

## How to fix it

TODO: what to write; cheaper ways where cost is the reason; how to restore what is deployed.

## What it cannot see

TODO: what makes it possible only, and what stays silent.

## Sources

- TODO: name and address of the pages of AWS
`;

const example = (comment) => `# TODO: ${comment}
Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: central-logs
      IsLogging: true
      IsMultiRegionTrail: true
`;

const test = (id) => `import { it } from 'vitest';
import { holds, trail, type Case } from './cases.js';

const told = '${id} definite warning';

// TODO: six cases at least: what it finds, what is possible, what it leaves alone.
const cases: readonly Case[] = [
  ['TODO: what it finds', trail(['EventSelectors: «[]»']), told],
  ['none: TODO: what it leaves alone', trail([])],
];

it.each(cases)('%s', holds());
`;

const files = (id) => ({
  [`rules/${id}.ts`]: rule(id),
  [`docs/rules/${id}.md`]: page(id),
  [`examples/${id}/bad.yaml`]: example('what the rule finds, small and as people write it; bad.json and bad.selectors.json where they can be met'),
  [`examples/${id}/good.yaml`]: example('the same, put right'),
  [`examples/${id}/expected.txt`]: '',
  [`test/rules/${id}.test.ts`]: test(id),
});

/** Imports stand in the order of their files; the list is that of the catalogue, whose end are the rules about the input. */
function indexed(text, id) {
  const line = `import { ${constant(id)} } from './${id}.js';\n`;
  const fileOf = (one) => /from '\.\/(.*)\.js'/.exec(one)?.[1] ?? '';
  const later = text.match(/^import .* from '\.\/.*';\n/gm)?.find((one) => fileOf(one) > id);
  const imported = later === undefined ? text.replace(/\n\/\*\*/, `${line}\n/**`) : text.replace(later, line + later);
  return imported.replace(/^(?= {2}parseErrorRule,|\];)/m, `  ${constant(id)},\n`);
}

function fault(id) {
  if (id === undefined) return 'usage: npm run new-rule <id>';
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id) || id.length > 60) return `'${id}' is no id: write lower-case words with hyphens between, such as kms-events-excluded`;
  if (id === 'index') return "'index' is the list of the rules";
  const there = [`rules/${id}.ts`, `docs/rules/${id}.md`, `examples/${id}`, `test/rules/${id}.test.ts`].find((path) => existsSync(join(root, path)));
  return there === undefined ? undefined : `there is a rule '${id}': ${there}`;
}

const [id, ...more] = process.argv.slice(2);
const complaint = more.length > 0 ? 'usage: npm run new-rule <id>' : fault(id);
if (complaint !== undefined) {
  console.error(`new-rule: ${complaint}`);
  process.exitCode = 2;
} else {
  for (const [path, text] of Object.entries(files(id))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
    console.log(path);
  }
  const index = join(root, 'rules/index.ts');
  writeFileSync(index, indexed(readFileSync(index, 'utf8'), id));
  console.log('rules/index.ts\n\nWhat is still to do: npm test -- test/rule-files.test.ts\nThen: npm run generate');
}
