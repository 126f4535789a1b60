import type { Problem } from '../core/problem.js';
import type { Resource } from '../core/unit.js';
import type { Model } from '../model/model.js';
import type { Removal } from '../model/removal.js';
import type { Sink } from '../model/sink.js';
import type { Lowering } from './lowering.js';

/** A lowering of which nothing of the model is missing. */
export type WholeLowering = (resources: readonly Resource[]) => { readonly model: Model; readonly problems: readonly Problem[] };

/** A lowering that also tells what a plan takes away: what was there is lowered by itself, like what will be. */
export const withRemovals =
  (lowering: Lowering): WholeLowering =>
  (resources) => {
    const { model, removals, problems } = lowering(resources.filter(({ former }) => former?.how !== 'deleted'));
    const after = new Map(model.sinks.map((sink) => [sink.address, sink]));
    return { model: { ...model, removals: [...removals, ...resources.flatMap((resource) => removal(resource, after.get(resource.address), lowering))] }, problems };
  };

/** What was wrong with it before is told no more. */
function removal(resource: Resource, after: Sink | undefined, lowering: Lowering): readonly Removal[] {
  const { former, address, type } = resource;
  if (former === undefined) return [];
  const before = lowering([{ ...resource, exists: 'yes', body: former.body }]).model.sinks.find((sink) => sink.address === address);
  if (before === undefined) return [];
  const { how, at } = former;
  if (how !== 'updated') return [{ how, before, at }];
  return after !== undefined && leavesSelectors(type, before, after) ? [{ how: 'selectors-dropped', before, at }] : [];
}

/**
 * Where all `advanced_event_selector` blocks of a trail are removed, the provider calls PutEventSelectors with an empty list of them and
 * writes no default, as it does for `event_selector` (source of `hashicorp/aws`, `aws_cloudtrail`). Event data stores keep theirs, and
 * their plan says so.
 */
const leavesSelectors = (type: string, before: Sink, after: Sink): boolean =>
  type === 'aws_cloudtrail' && before.selectors.kind === 'advanced' && (after.selectors.kind === 'default' || after.selectors.kind === 'basic');
