// Loaded before what is measured: writes the names of the packs that it opened when it ends.
const fs = require('node:fs');
const { basename } = require('node:path');

const opened = new Set();
const { openSync } = fs;
fs.openSync = (path, ...more) => {
  if (String(path).endsWith('.cjs')) opened.add(basename(String(path)));
  return openSync(path, ...more);
};

process.on('exit', () => fs.writeFileSync(process.env.KEYTRAIL_BENCH_PACKS, [...opened].join('\n')));
