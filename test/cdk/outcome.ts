import { rules } from '../../rules/index.js';
import type { Finding } from '../../src/check/finding.js';
import { textOf } from '../../src/core/source.js';
import { lint } from '../../src/lint.js';
import type { Report } from '../../src/report/report.js';
import { plain } from '../helpers/lint.js';
import { textOf as programText, type Program } from './programs.js';
import type { Synthesized } from './synth.js';

/** A finding as far as source and output can be compared. */
export interface Told {
  readonly rule: string;
  readonly certainty: string;
  readonly level: string;
  /** The path of the construct, without `/Resource`; behind a space which of several calls it is. */
  readonly about: string;
  /** The text pointed at. */
  readonly text: string;
}

const isTemplate = (path: string): boolean => path.endsWith('.template.json');

/** What is found in the files of a program; it is addressed by the paths of constructs already. */
export async function toldOfSource({ files }: Program): Promise<readonly Told[]> {
  const report = await lintFiles(new Map(files.map((file) => [file, programText(file)])));
  // Which of the calls of a custom resource it is stands behind a dot.
  return report.findings.map((finding) => toldOf(finding, finding.subject.replace(/\.(?=(?:Create|Update|Delete)$)/u, ' ')));
}

/** What is found in a cdk.out. */
export async function toldOfOutput({ program, output }: Synthesized): Promise<readonly Told[]> {
  const report = await lintFiles(new Map([...output].filter(([path]) => path.endsWith('.json')).map(([path, text]) => [`${program.folder}/cdk.out/${path}`, text])));
  const paths = pathsOf(output);
  return report.findings.map((finding) => toldOf(finding, constructOf(finding, paths)));
}

export async function lintFiles(files: ReadonlyMap<string, string>): Promise<Report> {
  const encoder = new TextEncoder();
  const input = [...files].map(([path, text]) => ({ path, bytes: encoder.encode(text), explicit: false }));
  const open = (path: string): Uint8Array | string => {
    const text = files.get(path);
    return text === undefined ? 'it is not there' : encoder.encode(text);
  };
  const report = await lint(input, rules, { ...plain, strict: true, open });
  if (report.internalErrors[0] !== undefined) throw report.internalErrors[0].error;
  return report;
}

export const toldOf = (finding: Finding, about: string): Told => ({
  rule: finding.rule,
  certainty: finding.assumptions.length === 0 ? finding.certainty : `${finding.certainty} when ${finding.assumptions.map(({ input, label }) => `${input}=${label}`).join(' & ')}`,
  level: finding.level,
  about,
  text: textOf(finding.primary.span),
});

/** The paths that templates note for their resources, by template and logical id. */
type Paths = ReadonlyMap<string, ReadonlyMap<string, string>>;

interface TemplateText {
  readonly Resources?: Readonly<Record<string, { readonly Metadata?: Readonly<Record<string, unknown>> }>>;
}

type MetadataText = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

function pathsOf(output: ReadonlyMap<string, string>): Paths {
  const templates = [...output].filter(([path]) => isTemplate(path));
  const inTemplates = templates.map(([path, text]): [string, Map<string, string>] => [path, new Map(Object.entries((JSON.parse(text) as TemplateText).Resources ?? {}).flatMap(([id, { Metadata }]) => entryOf(id, Metadata?.['aws:cdk:path'])))]);
  // What was included from a template has no metadata of its own.
  const noted = [...output].filter(([path]) => path.endsWith('.metadata.json')).flatMap(([, text]) => Object.entries(JSON.parse(text) as MetadataText));
  const ids = noted.flatMap(([path, entries]) => entries.flatMap(({ type, data }) => (type === 'aws:cdk:logicalId' && typeof data === 'string' ? entryOf(data, path.slice(1)) : [])));
  return new Map([...inTemplates, ['', new Map(ids)]]);
}

/** What consists of one resource names that one `Resource`, or `Default` where it is to have the logical id of the construct. */
const entryOf = (id: string, path: unknown): readonly [string, string][] => (typeof path === 'string' ? [[id, path.replace(/(?:\/(?:Resource|Default))+$/u, '')]] : []);

/** The construct of a finding: addresses of nested stacks are joined by dots, and the call of several is told behind a dot as well. */
function constructOf({ subject, primary }: Finding, paths: Paths): string {
  const file = [...paths.keys()].find((path) => primary.span.source.path.endsWith(`cdk.out/${path}`));
  const candidates = [...(file === undefined ? [] : [paths.get(file)]), ...paths.values()];
  const steps = subject.split('.');
  for (let length = steps.length; length > 0; length--) {
    const path = candidates.map((ids) => ids?.get(steps[length - 1] ?? '')).find((found) => found !== undefined);
    if (path !== undefined) return [path, ...steps.slice(length)].join(' ');
  }
  return subject;
}

/** One line a finding, in the order of the constructs. */
export function linesOf({ program, thrown }: Synthesized, told: readonly Told[]): readonly string[] {
  if (thrown !== undefined) return [`${program.name}: throws ${thrown.replace(/\s*\n\s*/gu, ' ').trim()}`];
  if (told.length === 0) return [`${program.name}: nothing`];
  return told.map(({ rule, certainty, level, about, text }) => `${program.name}: ${rule} ${certainty} ${level} ${about} «${text}»`).sort();
}
