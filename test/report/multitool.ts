import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { tools } from './tools.js';

/** A log by a name for messages. */
export interface NamedLog {
  readonly name: string;
  readonly text: string;
}

export interface MultitoolFinding {
  readonly name: string;
  readonly rule: string;
  readonly level: string;
  /** The place in the log and what fills the message. */
  readonly about: readonly string[];
}

export type Multitool =
  | { readonly available: false; readonly why: string }
  | { readonly available: true; readonly findings: readonly MultitoolFinding[]; readonly notes: readonly MultitoolFinding[] };

/** Runs Microsoft's validator (rules of SARIF, of GitHub and of Azure DevOps) once over all logs: it takes more than a second to start. */
export function multitool(logs: readonly NamedLog[]): Multitool {
  const found = tools();
  if (!found.available) return found;
  if (logs.length === 0) return { available: true, findings: [], notes: [] };
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-sarif-'));
  try {
    logs.forEach(({ text }, i) => writeFileSync(join(folder, `${i}.sarif`), text));
    run(found.executable, found.config, folder, logs.length);
    return sorted(read(join(folder, 'out.json'), logs));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(executable: string, config: string, folder: string, count: number): void {
  const options = ['--output', join(folder, 'out.json'), '--config', config, '--rule-kind', 'Sarif;Ghas;GHAzDO', '--level', 'Error;Warning;Note'];
  const { stdout, stderr } = spawnSync(executable, ['validate', join(folder, '*.sarif'), ...options], { encoding: 'utf8' });
  // The exit code says nothing; that every log was looked at does.
  const scanned = stdout.includes(`Done. ${count} files scanned.`) && existsSync(join(folder, 'out.json'));
  if (!scanned) throw new Error(`the multitool did not validate ${count} logs:\n${stdout}${stderr}`);
}

interface ReportFile {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      /** Left out for warnings. */
      readonly level?: string;
      readonly message: { readonly arguments?: readonly string[]; readonly text?: string };
      readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
    }[];
  }[];
}

function read(file: string, logs: readonly NamedLog[]): readonly MultitoolFinding[] {
  const { runs } = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/u, '')) as ReportFile;
  return runs.flatMap(({ results }) =>
    results.map(({ ruleId, level = 'warning', message, locations }) => ({
      name: logs[parseInt(basename(locations[0]?.physicalLocation.artifactLocation.uri ?? ''), 10)]?.name ?? '?',
      rule: ruleId,
      level,
      about: message.arguments ?? [message.text ?? ''],
    })),
  );
}

const sorted = (all: readonly MultitoolFinding[]): Multitool => ({
  available: true,
  findings: all.filter(({ level }) => level !== 'note'),
  notes: all.filter(({ level }) => level === 'note'),
});
