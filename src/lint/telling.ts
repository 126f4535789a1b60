import type { Finding, Fix, Place } from '../check/finding.js';
import { toldInProgram } from '../check/generated.js';
import { entriesOf, suppress, type Cover } from '../check/ignores/suppress.js';
import { toldOnce } from '../check/uses.js';
import { append, replace } from '../core/long.js';
import type { Problem } from '../core/problem.js';
import { bySpan, type Source } from '../core/source.js';
import type { Outputs } from '../read/assembly/index.js';
import type { Library } from '../read/library.js';
import { withReaders } from '../read/parse.js';
import type { Report } from '../report/report.js';
import { catalogueOf, withIgnores, type Remarks } from './ignoring.js';
import type { Run } from './run.js';

/** What several texts share is told once, what somebody accepted is marked, and what the CDK made is told in the program that it was made from. */
export async function tellInPrograms(run: Run, library: Library, findPlaces: FindPlaces): Promise<void> {
  // The CDK writes templates as JSON.
  const { outputsOf, sourcesNamedBy } = [...run.templates].some(({ path }) => path.endsWith('.json')) ? await import('../read/assembly/index.js') : noAssemblies;
  const outputs = await withReaders(() => {
    const found = outputsOf(run.templates, library);
    // What is named by the output need not be read where nothing is told of that.
    return { found, named: run.findings.some(({ primary, declared }) => found.made(primary.span, declared) !== undefined) ? found.assemblies.flatMap(sourcesNamedBy) : [] };
  });
  const named = outputs.named.length === 0 ? undefined : await findPlaces(outputs.named);
  const told = await withReaders(() => inPrograms(run.findings, named?.findings ?? [], outputs.found, run));
  append(run.former, run.findings);
  replace(run.findings, toldOnce(told.findings, new Set([run, ...(named === undefined ? [] : [named])].flatMap(severalIn))));
  replace(run.coverage, told.coverage);
  append(run.covers, told.covers);
  append(run.problems, told.problems);
}

const noAssemblies = {
  outputsOf: (): Outputs => ({ made: () => undefined, holds: () => false, assemblies: [], problems: () => [] }),
  sourcesNamedBy: (): readonly string[] => [],
};

/** Reads programs that an output names, for the places in them. */
export type FindPlaces = (paths: readonly string[]) => Promise<Run>;

/** The texts of which one place may stand for several things. */
const severalIn = ({ shared, settled, repeated }: Run): readonly Source[] => [...shared, ...settled.keys(), ...repeated];

function inPrograms(findings: readonly Finding[], places: readonly Finding[], outputs: Outputs, run: Run): Pick<Run, 'coverage' | 'problems'> & { readonly findings: readonly Finding[]; readonly covers: readonly Cover[] } {
  const known = new Map<Place, ReturnType<Outputs['made']>>();
  for (const { primary, declared } of findings) known.set(primary, outputs.made(primary.span, declared));
  const acknowledged = [...known].flatMap(([place, made]): readonly Cover[] => (made === undefined || made.ignores.length === 0 ? [] : [{ ignores: made.ignores, kind: 'inSource', covers: ({ primary }) => primary === place, within: [place.span], sure: true, over: undefined }]));
  const suppressed = run.options.noIgnores === true ? findings : suppress(findings, entriesOf([...run.covers, ...acknowledged], catalogueOf(run)), run.used);
  return {
    findings: toldInProgram(suppressed, { made: ({ primary }) => known.get(primary), holds: outputs.holds }, places),
    // What a sink of a program keeps is told of its output, where it is known.
    coverage: run.coverage.filter(({ sink, span }) => !sink.includes('/') || !outputs.holds(sink, [span.source.path])),
    covers: acknowledged,
    problems: [...outputs.problems()],
  };
}

/** All that was found out, in order, with what is ignored marked. `remarks` are those of the texts that hold any. */
export function reportOf(run: Run, seen: number, remarks: Remarks): Report {
  const { values } = run.outside;
  const all = distinct([...run.problems, ...values.problems(), ...run.variables.problems()]).sort((a, b) => bySpan(a.span, b.span)).map((problem) => ({ ...problem, message: capital(problem.message) }));
  const { findings, problems, accepted } = withIgnores(all, remarks, run);
  return {
    findings: withoutUnsureFixes(findings, problems).sort((a, b) => bySpan(a.primary.span, b.primary.span) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)),
    problems: problems.map((problem) => ({ ...problem, level: problem.rule === 'gap' ? 'note' : problem.level, ...(accepted.has(problem) && { ignored: true }) })),
    coverage: run.coverage.sort((a, b) => bySpan(a.span, b.span)),
    internalErrors: run.internalErrors,
    rules: run.rules.map(({ meta }) => meta),
    files: { seen, recognised: run.read.size },
    read: [...run.read].sort(),
    undeclaredParameters: values.names(),
    undeclaredVariables: run.variables.names(),
    comparison: undefined,
  };
}

/** In a text that is broken nobody knows where anything ends: a fix there might break more. */
function withoutUnsureFixes(findings: readonly Finding[], problems: readonly Problem[]): Finding[] {
  const broken = new Set(problems.filter(({ rule, level }) => rule === 'parse-error' && level === 'error').map(({ span }) => span.source));
  const isSure = ({ edits }: Fix): boolean => edits.every(({ span }) => !broken.has(span.source));
  return findings.map((finding) => (broken.size === 0 || finding.fixes.every(isSure) ? finding : { ...finding, fixes: finding.fixes.filter(isSure) }));
}

/** Readers word their problems as they come. */
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Every world of a unit tells its own problems. */
function distinct(problems: readonly Problem[]): Problem[] {
  const key = ({ rule, message, span }: Problem): string => [rule, span.source.path, span.start, span.end, message].join('\u0000');
  return [...new Map(problems.map((problem) => [key(problem), problem])).values()];
}
