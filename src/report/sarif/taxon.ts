import type { RuleMeta, TaxonRef } from '../../check/rule.js';
import { TAXONOMIES } from '../taxonomies.js';
import type { DescriptorReference, ToolComponentReference } from './log.js';

/** Section 3.27.8: a result names the taxa of its rule, unless the relationship is `superset` or `equal`. */
export const taxaOf = (meta: RuleMeta | undefined): readonly DescriptorReference[] => (meta?.taxa ?? []).map(taxonReference);

export const taxonReference = ({ taxonomy, id }: TaxonRef): DescriptorReference => ({
  id: TAXONOMIES[taxonomy].canonical(id),
  toolComponent: referenceTo(taxonomy),
});

/** Section 3.54.4 allows `index` for extensions only: the guid tells which. */
export const referenceTo = (taxonomy: TaxonRef['taxonomy']): ToolComponentReference => ({ name: TAXONOMIES[taxonomy].name, guid: TAXONOMIES[taxonomy].guid });
