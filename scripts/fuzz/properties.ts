import { readBaseline } from '../../src/baseline.js';
import { readConfig } from '../../src/config.js';
import type { Problem } from '../../src/core/problem.js';
import type { Report } from '../../src/report/report.js';
import { fixFaults } from './fixing.js';
import { glanceFaults } from './glance.js';
import type { Input } from './input.js';
import { linted } from './linted.js';
import { findingFaults, problemFaults } from './places.js';
import { prefilterFaults } from './prefilter.js';
import { randomOf } from './random.js';
import { reportFaults, written, type Validate } from './reporting.js';
import { syntaxFaults } from './syntaxes.js';
import { unknownFaults } from './unknowns.js';

/** Milliseconds of computing that an input of at most 60,000 characters may take: what else the machine has to do does not count. */
const BUDGET = 4000;

/** What it takes to lint an input, in milliseconds of computing. To ask for that costs more than to lint most of them. */
async function computing(input: Input): Promise<number> {
  const before = process.cpuUsage();
  await linted(input);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

export interface Look {
  /** Whether to look at what takes several times as long: other runs, all formats, other syntaxes. */
  readonly deep: boolean;
  readonly validate: Validate;
  /** For choices that the properties make. */
  readonly seed: number;
}

/** What is wrong with how an input is read; nothing, as it should be. */
export async function faultsOf(input: Input, look: Look): Promise<readonly string[]> {
  try {
    return input.as === 'files' ? await faultsOfFiles(input, look) : await faultsOfSettings(input);
  } catch (error) {
    return [`an exception: ${stackOf(error)}`];
  }
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));

async function faultsOfSettings({ as, read }: Input): Promise<readonly string[]> {
  const reading = as === 'config' ? readConfig : readBaseline;
  const problems = await Promise.all(Object.entries(read).map(async ([path, text]): Promise<readonly Problem[]> => {
    const result = await reading(path, Buffer.from(text, 'utf8'));
    return result.kind === 'faults' ? result.faults : [];
  }));
  return problems.flat().flatMap(problemFaults);
}

async function faultsOfFiles(input: Input, { deep, validate, seed }: Look): Promise<readonly string[]> {
  const start = performance.now();
  const report = await linted(input);
  const took = performance.now() - start > BUDGET ? await computing(input) : 0;
  const faults = [
    ...report.internalErrors.map(({ where, error }) => `an internal error in ${where}: ${stackOf(error)}`),
    ...(took > BUDGET ? [`it computed ${took.toFixed(0)} ms`] : []),
    ...report.findings.flatMap(findingFaults),
    ...report.problems.flatMap(problemFaults),
    ...glanceFaults(input),
  ];
  if (faults.length > 0 || !deep) return faults;
  return [...(await fixFaults(input, report)), ...(await repeatFaults(input, report)), ...reportFaults(report, validate), ...(await syntaxFaults(input, report)), ...(await unknownFaults(input, report, randomOf(seed))), ...(await prefilterFaults(input, randomOf(seed)))];
}

const repeatFaults = async (input: Input, report: Report): Promise<readonly string[]> => (written(await linted(input)) === written(report) ? [] : ['a second run says something else']);
