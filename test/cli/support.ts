import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { type Engine, engine } from '../../src/cli/engine.js';
import type { Io, Stream } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';

/** An empty folder outside any repository, which goes when the tests of the file are done. Not to be called in a test. */
export function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-test-'));
  afterAll(() => { rmSync(folder, { recursive: true, force: true }); });
  return folder;
}

/** Writes files by their paths below `folder`. */
export function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

interface Written extends Stream {
  readonly text: () => string;
}

export function stream(terminal = false): Written {
  let text = '';
  return {
    write: (more) => { text += more; },
    isTerminal: () => terminal,
    columns: () => (terminal ? 100 : undefined),
    text: () => text,
  };
}

export interface World {
  readonly cwd?: string;
  readonly env?: Io['env'];
  readonly stdin?: string;
  readonly terminal?: boolean;
  readonly engine?: Engine;
  readonly today?: string;
}

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line in this process. */
export async function run(argv: readonly string[], world: World = {}): Promise<Outcome> {
  const { cwd = '/', env = {}, stdin = '', terminal = false, today = '2026-06-15' } = world;
  const [stdout, stderr] = [stream(terminal), stream(terminal)];
  const io: Io = { argv, env, cwd, stdin: () => new TextEncoder().encode(stdin), stdout, stderr, now: () => 0, today: () => today, memory: () => 0 };
  const status = await main(io, world.engine ?? engine);
  return { status, out: stdout.text(), err: stderr.text() };
}

/** A template with one trail whose selectors bring a finding of that level. */
export const templates = {
  error: trail('ExcludeManagementEventSources: [kms.amazonaws.com]'),
  warning: trail('ReadWriteType: WriteOnly'),
  clean: trail('ReadWriteType: All'),
  nothing: 'name: a workflow, say\non: push\n',
} as const;

function trail(selector: string): string {
  return `Resources:
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true
      IsMultiRegionTrail: true
      S3BucketName: logs
      EventSelectors:
        - ${selector}
`;
}
