import { addTo } from '../core/long.js';
import { onOneLine, Spans, type Origin, type Source } from '../core/source.js';
import type { Use } from '../core/unit.js';
import type { Finding, Level, Place } from './finding.js';

/** Findings in a text that is a part of others (a nested stack, a module), each with the places where that is used, up to the whole, and the way down from there. */
export function withUses(findings: readonly Finding[], uses: readonly Use[]): readonly Finding[] {
  if (uses.length === 0) return findings;
  const usesOf = new Map<Source, Use[]>();
  for (const use of uses) addTo(usesOf, use.of, use);
  return findings.map((finding) => {
    const places = placesNotIn(finding.related, chain(finding.primary.span.source, usesOf).map(placeOf));
    const way = finding.flow.length > 0 ? finding.flow : wayTo(finding.primary, usesOf);
    return { ...finding, flow: way, related: [...finding.related, ...places] };
  });
}

type UsesOf = ReadonlyMap<Source, readonly Use[]>;

/** From the whole through each part to the place: by the first use of each, where there are several. Empty for a place in the whole. */
function wayTo(primary: Place, usesOf: UsesOf): readonly Place[] {
  const way: Place[] = [];
  const seen = new Set<Source>();
  for (let { source } = primary.span; !seen.has(source); ) {
    seen.add(source);
    const use = usesOf.get(source)?.[0];
    if (use === undefined) break;
    way.push(placeOf(use.at));
    ({ source } = use.at.span);
  }
  return way.length === 0 ? [] : [...way.reverse(), primary];
}

function placesNotIn(known: readonly Place[], places: readonly Place[]): readonly Place[] {
  const spans = new Spans(known.map(({ span }) => span));
  return places.filter(({ span }) => !spans.has(span));
}

const placeOf = ({ span }: Origin): Place => ({ span: onOneLine(span), message: 'it is used here' });

function chain(source: Source, usesOf: UsesOf): readonly Origin[] {
  const found: Origin[] = [];
  const seen = new Set<Source>();
  const pending = [source];
  for (let of = pending.pop(); of !== undefined; of = pending.pop()) {
    if (seen.has(of)) continue;
    seen.add(of);
    for (const { at } of usesOf.get(of) ?? []) {
      found.push(at);
      pending.push(at.span.source);
    }
  }
  return found;
}

const gravity: readonly Level[] = ['note', 'warning', 'error'];

/**
 * What is told at one place in a text that is used several times is told once, the gravest of it, with all that is related:
 * "module, template or policy file that is used several times: told once, with every use related".
 */
export function toldOnce(findings: readonly Finding[], shared: ReadonlySet<Source>): readonly Finding[] {
  if (shared.size === 0) return findings;
  const kept = new Map<string, Finding[]>();
  const keyOf = ({ rule, primary: { span } }: Finding): string => [rule, span.source.path, span.start, span.end].join('\u0000');
  const rest: Finding[] = [];
  for (const finding of findings) {
    if (!shared.has(finding.primary.span.source)) rest.push(finding);
    else addTo(kept, keyOf(finding), finding);
  }
  return [...rest, ...[...kept.values()].flatMap(merged)];
}

/** A text may be used thousands of times: what is found there is put together once, not for each of them anew. */
function merged(same: readonly Finding[]): readonly Finding[] {
  const [first, ...others] = same;
  if (first === undefined || others.length === 0) return same;
  let gravest = first;
  let related = new Places(first.related);
  for (const finding of others) {
    const [before, behind] = gravity.indexOf(gravest.level) >= gravity.indexOf(finding.level) ? [related, finding.related] : [new Places(finding.related), related.all];
    if (before !== related) gravest = finding;
    before.add(behind);
    related = before;
  }
  const all = (listOf: (finding: Finding) => readonly string[]): readonly string[] => [...new Set(same.flatMap(listOf))].sort();
  // What is accepted of one is not of the other.
  const suppressions = same.every((one) => one.suppressions.length > 0) ? gravest.suppressions : [];
  return [{ ...gravest, suppressions, related: related.all, events: all(({ events }) => events), holders: all(({ holders }) => holders) }];
}

/** Places of a finding, with those of others behind them that are not among them yet. */
class Places {
  readonly all: Place[];
  private readonly spans: Spans;

  constructor(own: readonly Place[]) {
    this.all = [...own];
    this.spans = new Spans(own.map(({ span }) => span));
  }

  add(others: readonly Place[]): void {
    const more = others.filter(({ span }) => !this.spans.has(span));
    for (const place of more) {
      this.all.push(place);
      this.spans.add(place.span);
    }
  }
}
