import type { KmsUse, Window } from '../../audit/audit.js';
import { lostIn } from '../../audit/keys/window.js';
import { type AuditFile, readKmsUses } from '../../audit/records/index.js';
import { greatest, least } from '../../core/long.js';

/** More KMS events than these are not kept: each takes some two hundred bytes. */
export const MOST_SEEN = 200_000;

/** KMS events that were recorded while windows say that they were not. */
export interface SeenMeanwhile {
  readonly uses: readonly KmsUse[];
  /** Whether there were more. */
  readonly isCut: boolean;
}

/** Records are gone through once more for it, which is worth it only where there are windows. */
export async function seenMeanwhile(windows: readonly Window[], files: Iterable<AuditFile>, options: { readonly maxFileSize: number; readonly maxInflated: number }, most = MOST_SEEN): Promise<SeenMeanwhile> {
  if (windows.length === 0) return { uses: [], isCut: false };
  const blinds = blindsOf(windows);
  const uses: KmsUse[] = [];
  const interned = new Map<string, string>();
  const same = (text: string): string => {
    const known = interned.get(text) ?? text;
    interned.set(text, known);
    return known;
  };
  for await (const use of readKmsUses(files, { ...options, from: least(windows.map(({ from }) => from)), to: greatest(windows.map(({ to }) => to ?? Infinity)) })) {
    if (!blinds.some((blind) => blind.includes(use) && isWithin(blind.times, use.time))) continue;
    if (uses.length === most) return { uses, isCut: true };
    uses.push({ ...use, name: same(use.name), region: same(use.region), account: same(use.account), caller: nobody, sourceIPAddress: '', keys: [] });
  }
  return { uses, isCut: false };
}

/** Of these events it is told that they were there. */
const nobody: KmsUse['caller'] = { type: '', principal: '', role: undefined, session: undefined, account: undefined, accessKeyId: undefined };

type Time = Pick<Window, 'from' | 'to'>;

/** All windows of one sink and scope. */
interface Blind {
  /** Whether a use is of a kind that any of them lost. */
  readonly includes: (use: KmsUse) => boolean;
  /** In order, none touching another. */
  readonly times: readonly Time[];
}

/** Windows in so many groups as there are sinks and scopes: calls may have opened and closed some very often. */
function blindsOf(windows: readonly Window[]): readonly Blind[] {
  const groups = new Map<string, Window[]>();
  for (const window of windows) {
    const key = `${window.scope} ${window.sink.arn}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [window]);
    else known.push(window);
  }
  return [...groups.values()].flatMap((group) => group.slice(0, 1).map((window) => ({ includes: lostIn({ ...window, events: [...new Set(group.flatMap(({ events }) => events))] }).includes, times: joined(group) })));
}

function joined(windows: readonly Window[]): readonly Time[] {
  const times: { from: number; to: number | undefined }[] = [];
  for (const { from, to } of [...windows].sort((a, b) => a.from - b.from)) {
    const last = times.at(-1);
    if (last !== undefined && from <= (last.to ?? Infinity)) last.to = last.to === undefined || to === undefined ? undefined : Math.max(last.to, to);
    else times.push({ from, to });
  }
  return times;
}

function isWithin(times: readonly Time[], time: number): boolean {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle]?.from ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  const last = times[low - 1];
  return last !== undefined && time <= (last.to ?? Infinity);
}
