import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hclOf } from './grammar/hcl.js';
import { selectorsOf, templateOf } from './grammar/template.js';
import { asBlocks, asJson, type Tree } from './grammar/tree.js';
import type { Input, Texts } from './input.js';
import { mutated, type Words } from './mutate.js';
import { randomOf, type Random } from './random.js';
import * as from from './seeds.js';
import * as words from './words.js';

/** Inputs by what reads them: what is known, changed at random, and what grammars make. */
export interface Kind {
  readonly name: string;
  readonly words: Words;
  readonly seeds: readonly string[];
  /** The input that holds a text. */
  readonly input: (text: string, random: Random) => Input;
  /** Makes a text that means something, more often than not. */
  readonly grammar?: (random: Random) => string;
}

const HOSTILE = ['a b', '\u001b[31m', 'x\n::error::y', '</a>', '%0A', '`|`', '\u202e', "'\"", '__proto__', '\u{1F600}', '$(x)', '<!--', '..a', '\u0000', '\r'];

/** A file in a folder whose name is now and then one that nobody would give. */
function inFolder(name: string, text: string, random: Random): Texts {
  return { [random.chance(8) ? `${random.pick(HOSTILE)}/${name}` : name]: text };
}

const at = (name: string, more: Partial<Input> = {}) => (text: string, random: Random): Input => ({ as: 'files', read: inFolder(name, text, random), ...more });

const one = (name: string, path: string, own: Words, seeds: readonly string[], more: { readonly beside?: Texts; readonly grammar?: Kind['grammar'] } = {}): Kind => ({
  name,
  words: own,
  seeds,
  input: at(path, more.beside === undefined ? {} : { beside: more.beside }),
  ...(more.grammar !== undefined && { grammar: more.grammar }),
});

const written = (make: (random: Random) => Tree, write: (tree: Tree) => string) => (random: Random): string => write(make(random));

/** Every kind, by the root of the project. */
export function kindsOf(root: string): readonly Kind[] {
  const folder = join(root, 'examples');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const examples = (wanted: RegExp): readonly string[] => paths.filter((path) => wanted.test(path)).map((path) => readFileSync(join(folder, path), 'utf8'));
  const settled = (as: Input['as'], path: string) => (text: string): Input => ({ as, read: { [path]: text } });
  return [
    one('yaml', 'a.template.yaml', words.yaml, [...examples(/\.yaml$/u), from.parametrised], { grammar: written(templateOf, asBlocks) }),
    one('json', 'a.template.json', words.json, examples(/(?:bad|good)\.json$/u), { grammar: written(templateOf, asJson) }),
    one('hcl', 'main.tf', words.hcl, [...examples(/\.tf$/u), from.configurable, ...from.harmless], { beside: from.module, grammar: hclOf }),
    one('tf-json', 'main.tf.json', [...words.json, ...words.hcl], from.tfJson, { beside: from.module }),
    one('plan', 'plan.json', words.json, [...examples(/plan\.json$/u), ...from.states]),
    one('api', 'selectors.json', words.json, examples(/(?:selectors|trails|status|policy|account)\.json$/u), { grammar: written(selectorsOf, asJson) }),
    one('cdk', 'app.ts', words.code, examples(/\.ts$/u)),
    one('program', 'lib/service.ts', words.program, from.harmlessPrograms, { beside: { 'lib/part.ts': 'export const part = (scope: unknown, name: string, props: unknown): void => undefined;\nexport class Stack {}\nexport const role = {};\n' } }),
    one('cdktf', 'main.ts', words.code, from.cdktf),
    one('pulumi', 'index.ts', words.code, from.pulumi, { beside: { 'Pulumi.dev.yaml': 'config:\n  a:kms: kms.amazonaws.com\n' } }),
    one('sdk', 'src/app.ts', words.code, from.sdk),
    one('python', 'a.py', words.python, from.boto),
    one('shell', 'a.sh', words.shell, examples(/\.sh$/u), { beside: { 'a.json': '[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]' } }),
    one('makefile', 'Makefile', words.shell, from.makefiles),
    one('dockerfile', 'Dockerfile', words.shell, from.dockerfiles),
    one('workflow', '.github/workflows/a.yml', [...words.yaml, ...words.shell], from.workflows),
    one('gitlab', '.gitlab-ci.yml', [...words.yaml, ...words.shell], from.gitlab),
    one('buildspec', 'buildspec.yml', [...words.yaml, ...words.shell], from.buildspec),
    one('serverless', 'serverless.yml', words.yaml, from.serverless),
    { name: 'parameters', words: words.json, seeds: from.parameterFiles, input: (text, random) => ({ as: 'files', read: { 'a.yaml': from.parametrised }, parameters: { [random.pick(['p.json', 'p.yaml'])]: text } }) },
    { name: 'samconfig', words: words.toml, seeds: from.samConfigs, input: (text) => ({ as: 'files', read: { 'template.yaml': from.parametrised }, parameters: { 'samconfig.toml': text } }) },
    { name: 'tfvars', words: words.hcl, seeds: from.variableFiles, input: (text, random) => (random.chance(2) ? { as: 'files', read: { 'main.tf': from.configurable }, variables: { 'x.tfvars': text } } : { as: 'files', read: { 'main.tf': from.configurable, 'terraform.tfvars': text } }) },
    { name: 'cdk.out', words: words.json, seeds: [...from.manifests, from.metadata, from.outputs], input: assembly },
    { name: 'config', words: words.settings, seeds: from.configs, input: settled('config', '.keytrail.yaml') },
    { name: 'baseline', words: words.settings, seeds: from.baselines, input: settled('baseline', '.keytrail-baseline.json') },
  ];
}

/** One of the files of an output of the CDK is the text. */
function assembly(text: string, random: Random): Input {
  const own = text.includes('creationStack') ? (text.includes('"artifacts"') ? 'manifest.json' : 'Audit.metadata.json') : 'Audit.template.json';
  const output: Texts = { 'cdk.out/manifest.json': from.manifests[0] ?? '', 'cdk.out/Audit.metadata.json': from.metadata, 'cdk.out/Audit.template.json': from.outputs, 'bin/app.ts': from.made, [`cdk.out/${own}`]: text };
  const template = 'cdk.out/Audit.template.json';
  return { as: 'files', read: { [template]: output[template] ?? '', ...(random.chance(2) && { 'bin/app.ts': from.made }) }, beside: output };
}

/** A text, and the input that holds it. */
export interface Made {
  readonly text: string;
  readonly input: Input;
}

/** The input of a number: the same for the same kind, seed and number, and the same texts that were found before. */
export function madeOf({ grammar, input, seeds, words: own }: Kind, seed: number, number: number, found: readonly string[] = []): Made {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) ^ number);
  const text = found.length > 0 && random.chance(2) ? mutated(late(found, random), random, own, [...seeds, late(found, random)]) : fresh();
  return { text, input: input(text, random) };

  function fresh(): string {
    const made = grammar !== undefined && random.chance(2) ? grammar(random) : undefined;
    // What a grammar made is looked at as it is, and changed a little as well.
    return made !== undefined && random.chance(2) ? made : mutated(made ?? random.pick(seeds), random, own, seeds);
  }
}

/** The later something is found the harder it is to find, and the more lies behind it. */
const late = (found: readonly string[], random: Random): string => found[Math.max(random.below(found.length), random.below(found.length))] ?? random.pick(found);
