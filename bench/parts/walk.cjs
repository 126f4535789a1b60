// What it takes to walk a folder and to read the files that keytrail would read, and nothing else.
const { readdirSync, readFileSync } = require('node:fs');

const EXTENSIONS = /\.(?:ya?ml|json|template|tf|[cm]?tsx?|[cm]?js|py|sh)$/;
let bytes = 0;

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== '.git' && entry.name !== 'node_modules') walk(path);
    } else if (entry.isFile() && EXTENSIONS.test(entry.name)) bytes += readFileSync(path).length;
  }
}

walk(process.argv[2]);
process.stdout.write(`${bytes}\n`);
