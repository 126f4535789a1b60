import { isDay } from '../../core/day.js';
import { UsageError } from '../io.js';

const TIME = /^(?<day>\d{4}-\d{2}-\d{2})(?:T[0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-][0-2]\d:[0-5]\d))?$/u;
const DAY = 86_400_000;

/**
 * A date or a time with its zone (ISO 8601) in milliseconds since 1970. A date is all of that day in UTC: `--since` takes its
 * first millisecond, `--until` its last. There are no times that turn on when it is asked, such as `7d`: the same command gives the same bytes.
 */
export function moment(text: string, option: 'since' | 'until'): number {
  const day = TIME.exec(text)?.groups?.['day'];
  const time = day !== undefined && isDay(day) ? Date.parse(text) : NaN;
  if (Number.isNaN(time)) throw new UsageError(`--${option} cannot be '${text}'; it is a date (2024-07-31) or a time with its zone (2024-07-31T12:00:00Z)`);
  return text === day && option === 'until' ? time + DAY - 1 : time;
}
