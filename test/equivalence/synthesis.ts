import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import type { Files } from './model.js';

const project = join(dirname(fileURLToPath(import.meta.url)), '../..');
const compiled = (path: string): string => path.replace(/\.ts$/u, '.js');

/** Apps synthesize themselves when the process ends: here, when the program does. */
const END = "\nprocess.emit('beforeExit', 0);\nprocess.removeAllListeners('beforeExit');\n";

async function write(files: Files, folder: string): Promise<void> {
  const [entry] = Object.keys(files);
  for (const [path, body] of Object.entries(files)) {
    const text = path === entry ? body + END : body;
    const to = join(folder, compiled(path));
    mkdirSync(dirname(to), { recursive: true });
    writeFileSync(to, /\.[jt]s$/u.test(path) ? (await transform(text, { loader: path.endsWith('.ts') ? 'ts' : 'js', format: 'cjs', platform: 'node', target: 'node20' })).code : text);
  }
}

const templateIn = (folder: string): Files => {
  const templates = readdirSync(folder).filter((path) => path.endsWith('.template.json'));
  // What a nested stack holds is in its own template.
  const nested = templates.find((path) => path.endsWith('.nested.template.json'));
  const path = nested ?? templates[0] ?? '';
  return { [`cdk.out/${path}`]: readFileSync(join(folder, path), 'utf8') };
};

/** Runs CDK programs, the first file of each, with aws-cdk-lib itself, and gives the template that each comes to. All in one process, as loading the library is what takes time. */
export async function synthesized(programs: readonly Files[]): Promise<readonly Files[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-equivalence-'));
  try {
    const tasks = programs.map((files, index) => {
      const home = join(folder, String(index));
      return { name: String(index), folder: home, entry: join(home, compiled(Object.keys(files)[0] ?? '')), output: join(folder, 'out', String(index)), context: {} };
    });
    for (const [index, files] of programs.entries()) await write(files, tasks[index]?.folder ?? '');
    writeFileSync(join(folder, 'tasks.json'), JSON.stringify(tasks));
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, NODE_PATH: join(project, 'node_modules') };
    const run = spawnSync(process.execPath, [join(project, 'test/cdk/run.cjs'), folder], { encoding: 'utf8', maxBuffer: 2 ** 26, env });
    if (run.status !== 0) throw new Error(`Synthesis stopped with ${String(run.status ?? run.signal)}: ${run.stderr}`);
    const thrown: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(folder, 'thrown.json'), 'utf8'));
    const [[name, why] = []] = Object.entries(thrown);
    if (why !== undefined) throw new Error(`${why}\n${JSON.stringify(programs[Number(name)], null, 1).replaceAll('\\n', '\n')}`);
    return tasks.map(({ output }) => templateIn(output));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
