import { appendFileSync, statSync, truncateSync } from 'node:fs';
import { markdownOf } from '../../report/lazy.js';
import type { Report } from '../../report/report.js';
import { type Io, tell, uncut } from '../io.js';
import { whyNot } from './write.js';

/** Bytes that GitHub takes of a step's summary; of a larger file it takes nothing. The runner writes each line anew: some room is left for that. */
const LIMIT = 1024 * 1024 - 4096;

/**
 * Appends the report to the summary of the job, where GitHub gives one. Annotations are ten of a kind: here is the whole. That
 * it cannot be written is told and fails nothing: what was found is in the log.
 */
export async function summarise(report: Report, io: Io): Promise<void> {
  const path = io.env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '') return;
  try {
    const written = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const room = LIMIT - written;
    const text = await markdownOf(report, room);
    // A step may have written something before, without a line end.
    if (Buffer.byteLength(text) + 1 > room) tell(io, 'the job summary has no room left: the report is not in it');
    else await uncut(io, () => append(path, `${written > 0 ? '\n' : ''}${text}`, written));
  } catch (error) {
    tell(io, `cannot write the job summary '${path}': ${whyNot(error)}`);
  }
}

/** All of it or nothing. */
function append(path: string, text: string, written: number): void {
  try {
    appendFileSync(path, text);
  } catch (error) {
    takeBack(path, written);
    throw error;
  }
}

function takeBack(path: string, written: number): void {
  try {
    truncateSync(path, written);
  } catch {
    // Nothing was written, or it is no file.
  }
}
