import { onOneLine, sameSpan, type Origin, type Source } from '../core/source.js';
import type { Use } from '../core/unit.js';
import type { Finding, Level, Place } from './finding.js';

/** Findings in a text that is a part of others (a nested stack, a module), each with the places where that is used, up to the whole, and the way down from there. */
export function withUses(findings: readonly Finding[], uses: readonly Use[]): readonly Finding[] {
  if (uses.length === 0) return findings;
  return findings.map((finding) => {
    const places = chain(finding.primary.span.source, uses).map(placeOf).filter(({ span }) => !finding.related.some((other) => sameSpan(other.span, span)));
    const way = finding.flow.length > 0 ? finding.flow : wayTo(finding.primary, uses);
    return { ...finding, flow: way, related: [...finding.related, ...places] };
  });
}

/** From the whole through each part to the place: by the first use of each, where there are several. Empty for a place in the whole. */
function wayTo(primary: Place, uses: readonly Use[]): readonly Place[] {
  const way: Place[] = [];
  const seen = new Set<Source>();
  for (let { source } = primary.span; !seen.has(source); ) {
    seen.add(source);
    const use = uses.find(({ of }) => of === source);
    if (use === undefined) break;
    way.unshift(placeOf(use.at));
    ({ source } = use.at.span);
  }
  return way.length === 0 ? [] : [...way, primary];
}

const placeOf = ({ span }: Origin): Place => ({ span: onOneLine(span), message: 'it is used here' });

function chain(source: Source, uses: readonly Use[]): readonly Origin[] {
  const found: Origin[] = [];
  const seen = new Set<Source>();
  const pending = [source];
  for (let of = pending.pop(); of !== undefined; of = pending.pop()) {
    if (seen.has(of)) continue;
    seen.add(of);
    for (const use of uses) {
      if (use.of !== of) continue;
      found.push(use.at);
      pending.push(use.at.span.source);
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
  const kept = new Map<string, Finding>();
  const keyOf = ({ rule, primary: { span } }: Finding): string => [rule, span.source.path, span.start, span.end].join('\u0000');
  const rest: Finding[] = [];
  for (const finding of findings) {
    if (!shared.has(finding.primary.span.source)) rest.push(finding);
    else kept.set(keyOf(finding), merge(kept.get(keyOf(finding)), finding));
  }
  return [...rest, ...kept.values()];
}

function merge(before: Finding | undefined, finding: Finding): Finding {
  if (before === undefined) return finding;
  const [first, second] = gravity.indexOf(before.level) >= gravity.indexOf(finding.level) ? [before, finding] : [finding, before];
  const more = second.related.filter(({ span }) => !first.related.some((other) => sameSpan(other.span, span)));
  // What is accepted of one is not of the other.
  const suppressions = second.suppressions.length === 0 ? [] : first.suppressions;
  return { ...first, suppressions, related: [...first.related, ...more], events: [...new Set([...first.events, ...second.events])].sort() };
}
