// How fast HCL is read in a warm process, beside JSON.parse and, where it can be built, HashiCorp's parser for Go:
// `node bench/hcl.mjs [<folder>...]`. Without folders it reads files made here.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ROUNDS = 15;

/** Files like those that are public: a few resources, a policy, some references. */
function made(folder) {
  return Array.from({ length: 1000 }, (_, index) => {
    const path = join(folder, `${index}.tf`);
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject', 's3:ListBucket'], Resource: '*' }] }, null, 2);
    const resources = Array.from({ length: 4 }, (__, number) => `
# Trail ${number} of ${index}
resource "aws_cloudtrail" "trail_${number}" {
  name                          = "\${var.prefix}-trail-${number}"
  s3_bucket_name                = aws_s3_bucket.logs[${number}].id
  include_global_service_events = true
  kms_key_id                    = var.encrypted ? aws_kms_key.main.arn : null
  tags                          = merge(local.tags, { Name = "trail-${number}", Team = "platform" })

  event_selector {
    read_write_type           = "All"
    include_management_events = true
  }
}

resource "aws_iam_policy" "policy_${number}" {
  policy = <<-EOT
${policy}
  EOT
}
`);
    writeFileSync(path, resources.join(''));
    return path;
  });
}

function* filesIn(path) {
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) yield* name === '.git' ? [] : filesIn(join(path, name));
  else if (path.endsWith('.tf')) yield path;
}

/** Milliseconds of the fastest of some rounds. */
function fastest(run) {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint();
    run();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6);
  }
  return best;
}

/** Milliseconds that Go takes for the same files; undefined if it or its packages are not installed. */
function go(folder, paths) {
  const oracle = join(folder, 'oracle');
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: process.env.GOPATH ?? '/usr/share/gocode' };
  if (spawnSync('go', ['build', '-o', oracle, '.'], { cwd: join(root, 'scripts/hcl-oracle'), env }).status !== 0) return undefined;
  const { stdout } = spawnSync(oracle, ['-bench', '5'], { input: paths.map((path) => `${path}\n`).join(''), encoding: 'utf8' });
  return Number(stdout) / 1e6;
}

const folder = mkdtempSync(join(tmpdir(), 'keytrail-hcl-'));
try {
  const outfile = join(folder, 'hcl.cjs');
  await build({ absWorkingDir: root, entryPoints: ['src/read/text/hcl/index.ts'], outfile, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'warning' });
  const { parseHcl } = createRequire(import.meta.url)(outfile);
  const folders = process.argv.slice(2);
  const paths = folders.length === 0 ? made(folder) : folders.flatMap((path) => [...filesIn(path)]);
  const texts = paths.map((path) => readFileSync(path, 'utf8'));
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const rate = (size, milliseconds) => `${(size / 1000 / milliseconds).toFixed(1)} MB/s`;
  const ours = fastest(() => texts.forEach((text) => parseHcl({ path: '', text, bom: false })));
  const data = texts.map((text) => JSON.stringify(text.split('\n')));
  const floor = fastest(() => data.forEach((text) => JSON.parse(text)));
  const theirs = go(folder, paths);
  console.log(`${paths.length} files, ${(bytes / 1e6).toFixed(1)} MB, fastest of ${ROUNDS} rounds`);
  console.log(`  keytrail          ${rate(bytes, ours)}`);
  console.log(`  JSON.parse        ${rate(data.reduce((sum, text) => sum + Buffer.byteLength(text), 0), floor)} (the same lines in a list)`);
  console.log(`  hcl/v2 for Go     ${theirs === undefined ? 'not installed' : `${rate(bytes, theirs)}: it takes ${(theirs / ours).toFixed(1)} times as long`}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
