import type { RuleMeta, TaxonRef } from '../../check/rule.js';
import { CATALOGUES } from '../taxa.js';
import type { Relationship, ReportingDescriptor, ToolComponent, ToolComponentReference } from './log.js';
import { message } from './message.js';
import { referenceTo, taxonReference } from './taxon.js';

type Taxonomy = TaxonRef['taxonomy'];

/** `run.taxonomies`: the catalogues that the rules refer to, with the entries they refer to and no others. */
export function taxonomiesOf(rules: readonly RuleMeta[]): readonly ToolComponent[] {
  const refs = rules.flatMap(({ taxa }) => taxa);
  return usedTaxonomies(rules).map((taxonomy) => {
    const ids = refs.filter((ref) => ref.taxonomy === taxonomy).map(({ id }) => CATALOGUES[taxonomy].canonical(id));
    return component(taxonomy, [...new Set(ids)].sort());
  });
}

export const supportedTaxonomies = (rules: readonly RuleMeta[]): readonly ToolComponentReference[] => usedTaxonomies(rules).map(referenceTo);

/** Section 3.53.3: `relevant`; no rule of ours covers a whole entry of a catalogue. */
export const relationshipsOf = (taxa: readonly TaxonRef[]): readonly Relationship[] =>
  taxa.map((ref) => ({ target: taxonReference(ref), kinds: ['relevant'] }));

const usedTaxonomies = (rules: readonly RuleMeta[]): readonly Taxonomy[] => {
  const used = new Set(rules.flatMap(({ taxa }) => taxa.map(({ taxonomy }) => taxonomy)));
  return (Object.keys(CATALOGUES) as Taxonomy[]).filter((taxonomy) => used.has(taxonomy));
};

function component(taxonomy: Taxonomy, ids: readonly string[]): ToolComponent {
  const { name, guid, version, organization, informationUri, description } = CATALOGUES[taxonomy];
  return {
    name,
    guid,
    ...(version !== undefined && { version }),
    organization,
    informationUri,
    language: 'en-US',
    shortDescription: message(description),
    isComprehensive: false,
    taxa: ids.map((id) => taxon(taxonomy, id)),
  };
}

function taxon(taxonomy: Taxonomy, id: string): ReportingDescriptor {
  const { titles, page } = CATALOGUES[taxonomy];
  const title = titles[id];
  const helpUri = page(id);
  return {
    id,
    ...(title !== undefined && { name: pascalCase(title), shortDescription: message(`${title}.`) }),
    ...(helpUri !== undefined && { helpUri }),
  };
}

/** The SARIF convention for names of rules and taxa. */
export const pascalCase = (words: string): string =>
  words
    .split(/[^A-Za-z0-9]+/u)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join('');
