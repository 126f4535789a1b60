import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { root, textOf, type Program } from './programs.js';

/** What a program comes to. */
export interface Synthesized {
  readonly program: Program;
  /** The files of its cdk.out, by their paths in it. */
  readonly output: ReadonlyMap<string, string>;
  /** Why it stopped; undefined if it ran to its end. */
  readonly thrown: string | undefined;
}

const here = dirname(fileURLToPath(import.meta.url));
const project = join(here, '../..');

/**
 * Runs programs as the CDK's command line does - each with its own folder, context and cdk.out - but all in one process,
 * as loading aws-cdk-lib is what takes time, and without a network, credentials or the environment of the caller.
 */
export async function synthesize(programs: readonly Program[]): Promise<readonly Synthesized[]> {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-cdk-'));
  try {
    await compile(programs, join(folder, 'programs'));
    const tasks = programs.map((program, index) => ({
      name: program.name,
      folder: join(folder, 'programs', program.folder),
      entry: join(folder, 'programs', compiled(program.entry)),
      output: join(folder, 'out', String(index)),
      context: program.context,
    }));
    writeFileSync(join(folder, 'tasks.json'), JSON.stringify(tasks));
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, TMPDIR: folder, NODE_PATH: join(project, 'node_modules') };
    const run = spawnSync(process.execPath, ['--enable-source-maps', join(here, 'run.cjs'), folder], { encoding: 'utf8', maxBuffer: 2 ** 26, env });
    if (run.status !== 0) throw new Error(`Synthesis stopped with ${run.status ?? run.signal ?? ''}: ${run.stderr}`);
    const thrown: Record<string, string> = JSON.parse(readFileSync(join(folder, 'thrown.json'), 'utf8'));
    return programs.map((program, index) => ({ program, output: filesOf(join(folder, 'out', String(index))), thrown: thrown[program.name] }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const isCode = (file: string): boolean => /\.[cm]?[jt]sx?$/u.test(file);

const compiled = (file: string): string => file.replace(/\.ts$/u, '.js');

/** Each file by itself, so that `__dirname` and what lies beside the code are as they are in the project; as a package without `type` has it. */
async function compile(programs: readonly Program[], target: string): Promise<void> {
  for (const file of programs.flatMap((program) => program.files)) {
    const to = join(target, compiled(file));
    mkdirSync(dirname(to), { recursive: true });
    if (isCode(file)) writeFileSync(to, (await transform(textOf(file), { loader: file.endsWith('.ts') ? 'ts' : 'js', format: 'cjs', platform: 'node', target: 'node20', sourcefile: join(root, file), sourcemap: 'inline', sourcesContent: false })).code);
    else copyFileSync(join(root, file), to);
  }
}

function filesOf(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(files.map((entry) => join(entry.parentPath, entry.name)).map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}
