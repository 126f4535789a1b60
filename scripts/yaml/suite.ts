import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Source } from '../../src/core/source.js';
import { shortForm } from '../../src/read/cloudformation/tags.js';
import { parseYaml } from '../../src/read/text/yaml/yaml.js';

/** One case of yaml-test-suite: a text, and whether a reader has to refuse it. */
interface Case {
  readonly source: Source;
  readonly isInvalid: boolean;
}

/** The cases in the folder `src` of yaml-test-suite. Of several in one file, a later one takes over what it does not say itself. */
export function casesIn(folder: string): readonly Case[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      let text = '';
      return (parse(readFileSync(join(folder, name), 'utf8')) as readonly Readonly<Record<string, unknown>>[]).map((each, index) => {
        if (typeof each['yaml'] === 'string') text = unmarked(each['yaml']);
        const bom = text.startsWith('\uFEFF');
        return { source: { path: `${name.replace('.yaml', '')}/${index}`, text: bom ? text.slice(1) : text, bom }, isInvalid: each['fail'] === true };
      });
    });
}

/** The suite shows what cannot be seen by marks. Source: its ReadMe.md, "Special Characters". */
const unmarked = (text: string): string =>
  text.replaceAll('␣', ' ').replace(/—*»/gu, '\t').replaceAll('←', '\r').replaceAll('⇔', '\uFEFF').replace(/↵/gu, '').replace(/∎\n$/u, '');

/** Whether the full reader refuses what has to be refused, in lines to print: it asks more of a text than YAML does, such as keys that are texts. */
export function judged(cases: readonly Case[]): readonly string[] {
  const lines = new Map<string, string[]>([['refused as it has to be', []], ['accepted as it may be', []], ['accepted, though invalid', []], ['refused, though valid', []]]);
  for (const { source, isInvalid } of cases) {
    const fault = parseYaml(source, shortForm).problems.find(({ level }) => level === 'error');
    const outcome = fault === undefined ? (isInvalid ? 'accepted, though invalid' : 'accepted as it may be') : isInvalid ? 'refused as it has to be' : 'refused, though valid';
    lines.get(outcome)?.push(`  ${source.path}${fault === undefined ? '' : `: ${fault.message}`}`);
  }
  return [...lines].flatMap(([outcome, paths]) => [`${paths.length} ${outcome}`, ...(outcome.includes('though') ? paths : [])]);
}
