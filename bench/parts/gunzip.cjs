// Inflates every file of a folder and does nothing else: node gunzip.cjs <folder> [known]. With `known` the buffer is as large as the file says.
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { gunzipSync } = require('node:zlib');

const [folder, known] = process.argv.slice(2);
let bytes = 0;
for (const name of readdirSync(folder, { recursive: true }).sort()) {
  if (!name.endsWith('.gz')) continue;
  const packed = readFileSync(join(folder, name));
  bytes += gunzipSync(packed, known === undefined ? {} : { chunkSize: packed.readUInt32LE(packed.length - 4) + 1 }).length;
}
process.stdout.write(String(bytes));
