import type { Problem } from '../../core/problem.js';
import type { Source } from '../../core/source.js';
import type { Unit } from '../../core/unit.js';
import { resourcesOfApiCall, vocabularyOf } from '../aws/calls.js';
import type { ReadTexts } from '../reader.js';
import { callsIn, type PythonCall } from './calls.js';

export { commentsOfPython } from './comments.js';

/** Each file by itself: what it takes from others is not followed. */
export const read: ReadTexts = (sources) => sources.map((source) => ({ path: source.path, read: () => callsIn(source).map((call) => unitOf(call, source)) }));

/** Whatever other calls do before and after it, each does what it says once it is made: all stand by themselves. */
function unitOf(call: PythonCall, source: Source): Unit {
  const problems: Problem[] = [];
  const name = `${call.operation} in ${call.within ?? source.path.slice(source.path.lastIndexOf('/') + 1)}`;
  const resources = resourcesOfApiCall({ ...call, name }, (problem) => problems.push(problem));
  return { vocabulary: vocabularyOf(call.operation), source, uses: [], worlds: [{ assumptions: [], value: resources }], problems };
}
