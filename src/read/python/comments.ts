import type { Source } from '../../core/source.js';
import { python } from '../calls/python.js';
import { tokensOf, type Stretch } from '../calls/tokens.js';

/** The comments of a Python file. */
export function commentsOfPython(source: Source): readonly Stretch[] {
  const passed: Stretch[] = [];
  tokensOf(source, python, passed);
  // A backslash at the end of a line is passed over as well.
  return passed.filter(({ start }) => source.text.startsWith('#', start));
}
