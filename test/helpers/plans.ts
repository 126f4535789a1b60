/** Plans as `terraform show -json` writes them, in parts: strings of JSON, so that «marks» may stand in them. */

/** A plan of these changes. */
export const planOf = (...changes: readonly string[]): string => `{"format_version":"1.2","terraform_version":"1.9.8","resource_changes":[${changes.join(',')}]}`;

export interface Change {
  readonly actions: string;
  readonly before?: string;
  readonly after?: string;
  readonly unknown?: string;
  readonly sensitive?: string;
  readonly beforeSensitive?: string;
  /** More members of the change's own map, each with a comma behind it. */
  readonly more?: string;
}

/** The change of `type.name`, in a module where the address names one. */
export function changeOf(address: string, { actions, before = 'null', after = 'null', unknown = '{}', sensitive = '{}', beforeSensitive = '{}', more = '' }: Change): string {
  const plain = address.replace(/[«»]/gu, '');
  const [, type = '', name = ''] = /(\w+)\.(\w+)[^.]*$/u.exec(plain.replace(/\["[^"]*"\]$/u, '')) ?? [];
  const change = `{"actions":${actions},"before":${before},"after":${after},"after_unknown":${unknown},"before_sensitive":${beforeSensitive},"after_sensitive":${sensitive}}`;
  return `{"address":${address.includes('«') ? address.replace('«', '«"').replace('»', '"»') : JSON.stringify(address)},${more}"mode":"managed","type":"${type}","name":"${name}","change":${change}}`;
}

/** A trail that records in every Region, with more attributes. */
export const trailOf = (attributes = ''): string => `{"name":"t","enable_logging":true,"is_multi_region_trail":true${attributes === '' ? '' : `,${attributes}`}}`;

export const storeOf = (attributes = ''): string => `{"name":"s","multi_region_enabled":true${attributes === '' ? '' : `,${attributes}`}}`;

/** Basic selectors; what is not said is as the provider says it. */
export const basicOf = (...sources: readonly string[]): string => `"event_selector":[{"read_write_type":"All","include_management_events":true,"exclude_management_event_sources":[${sources.join(',')}],"data_resource":[]}]`;

/** An advanced selector for management events that are not from these sources. */
export const advancedOf = (...sources: readonly string[]): string =>
  `"advanced_event_selector":[{"name":"","field_selector":[{"field":"eventCategory","equals":["Management"],"not_equals":null},{"field":"eventSource","equals":[],"not_equals":[${sources.join(',')}]}]}]`;
