import { snakeCase } from '../../src/lower/terraform/spelling.js';
import type { StoreText } from './stores.js';
import type { TrailText } from './trails.js';

/** Blocks of the provider `aws`, which it calls by their singular. */
const blocks: Readonly<Record<string, string>> = {
  IsLogging: 'enable_logging',
  EventSelectors: 'event_selector',
  AdvancedEventSelectors: 'advanced_event_selector',
  FieldSelectors: 'field_selector',
  DataResources: 'data_resource',
};

function respelt(value: unknown, name: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => respelt(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), respelt(inner, name)]));
}

/** The arguments of `aws_cloudtrail`, in JSON: what is no list of maps is an attribute, lists of maps are blocks. */
export const awsTrail = (trail: TrailText): Readonly<Record<string, unknown>> => respelt(trail, (key) => blocks[key] ?? snakeCase(key)) as Record<string, unknown>;

/** The attributes of `awscc_cloudtrail_trail`. */
export const awsccTrail = (trail: TrailText): Readonly<Record<string, unknown>> => respelt(trail, snakeCase) as Record<string, unknown>;

/** The arguments of `aws_cloudtrail_event_data_store`, which says by `suspend` whether it ingests. */
export function awsStore({ IngestionEnabled, ...rest }: StoreText): Readonly<Record<string, unknown>> {
  const said = respelt(rest, (key) => blocks[key] ?? snakeCase(key)) as Record<string, unknown>;
  return { ...said, ...(IngestionEnabled !== undefined && { suspend: !IngestionEnabled }) };
}
