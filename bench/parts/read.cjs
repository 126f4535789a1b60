// Reads texts with one reader in a process of its own: `node read.cjs <readers> <name> <texts> <rounds>`. It writes the milliseconds of
// the first pass, when V8 has compiled nothing yet, and the median of the later ones.
const { readFileSync } = require('node:fs');

const [, , bundle, name, list, rounds] = process.argv;
const read = require(bundle)[name];
const texts = JSON.parse(readFileSync(list, 'utf8'));

function pass() {
  const start = process.hrtime.bigint();
  for (const text of texts) read(text);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const cold = pass();
const later = Array.from({ length: Number(rounds) }, pass).sort((a, b) => a - b);
process.stdout.write(JSON.stringify({ cold, warm: later[later.length >> 1] ?? null }));
