import type { TaxonRef } from '../check/rule.js';

/** By what a catalogue is known in a log. What it holds is in `taxa.ts`. */
export interface Taxonomy {
  /** Made once and for ever: a log is joined to others by it. */
  readonly guid: string;
  readonly name: string;
  /** The id of an entry as the catalogue writes it. */
  readonly canonical: (id: string) => string;
}

const same = (id: string): string => id;

export const TAXONOMIES: Readonly<Record<TaxonRef['taxonomy'], Taxonomy>> = {
  'mitre-attack-v18': { guid: '92e57732-2032-411d-85f5-f5f8557fbc8b', name: 'MITRE ATT&CK', canonical: same },
  'mitre-attack-v19': { guid: 'c16c5977-85c4-408d-8d44-0e016a34c986', name: 'MITRE ATT&CK', canonical: same },
  'aws-config': { guid: 'fccb8af3-5c0e-42b2-a81d-2e4bc8a0a685', name: 'AWS Config managed rules', canonical: same },
  'cis-aws': { guid: '44fe5ce1-c857-4e9c-984a-a389f0d1ea57', name: 'CIS Amazon Web Services Foundations Benchmark', canonical: same },
  // SARIF logs write `778` inside this taxonomy, people write `CWE-778`.
  cwe: { guid: '5ed400cb-4db5-44f6-85bd-a96f6027ec6e', name: 'CWE', canonical: (id) => (id.toLowerCase().startsWith('cwe-') ? id.slice(4) : id) },
};
