import { member, textValue, type Node } from '../../../core/node.js';
import { gap, type Problem } from '../../../core/problem.js';
import { onOneLine, through } from '../../../core/source.js';
import { mayCall } from '../names.js';
import { joined, missingPart, slice, used, type Located } from '../values/located.js';
import { WORKING } from '../values/places.js';
import type { Carried } from './carried.js';
import { locatedScalar } from './scalars.js';

/** Where a step stands: what it does not say, its job or the whole workflow may. */
type Levels = readonly Node[];

/** The steps of the jobs of a workflow, or of an action. Workflow syntax for GitHub Actions; metadata syntax. */
export function scriptsOfGithub(root: Node): { readonly scripts: readonly Carried[]; readonly problems: readonly Problem[] } {
  const scripts: Carried[] = [];
  const problems: Problem[] = [];
  const jobs = member(root, 'jobs');
  const holders = [member(root, 'runs'), ...(jobs.kind === 'map' ? [...jobs.entries.values()].map(({ value }) => value) : [])];
  for (const job of holders) {
    const steps = member(job, 'steps');
    for (const step of steps.kind === 'list' ? steps.items : []) {
      const run = member(step, 'run');
      if (run.kind !== 'scalar' || !mayCall(run.text)) continue;
      const levels = [step, job, root];
      const shell = shellOf(levels);
      if (/^(?:bash|sh|zsh)\b/u.test(shell)) scripts.push(scriptOf(locatedScalar(run), levels));
      else problems.push(gap(`What this step calls is not known: scripts for \`${shell}\` are not read`, onOneLine(locatedScalar(run).originOf(0, run.text.length).span)));
    }
  }
  return { scripts, problems };
}

/** `shell` of the step, else `defaults`, else what the machine has. */
function shellOf([step, ...outer]: Levels): string {
  const said = [step === undefined ? undefined : textValue(member(step, 'shell')), ...outer.map((level) => textValue(member(member(member(level, 'defaults'), 'run'), 'shell')))].find((shell) => shell !== undefined);
  const machines = outer[0] === undefined ? undefined : member(outer[0], 'runs-on');
  const isWindows = machines !== undefined && [machines, ...(machines.kind === 'list' ? machines.items : [])].some((one) => /windows/iu.test(textValue(one) ?? ''));
  return said ?? (isWindows ? 'pwsh' : 'bash');
}

function scriptOf(text: Located, levels: Levels): Carried {
  const folder = levels.map((level, index) => textValue(member(index === 0 ? level : member(member(level, 'defaults'), 'run'), 'working-directory'))).find((one) => one !== undefined);
  const environment = (name: string): Located | undefined => {
    const value = levels.map((level) => member(level, 'env')).flatMap((env) => (env.kind === 'map' ? (env.entries.get(name)?.value ?? []) : []))[0];
    return value?.kind === 'scalar' ? withExpressions(locatedScalar(value), () => undefined) : undefined;
  };
  const isPlain = folder !== undefined && !/\$\{\{|^\//u.test(folder);
  return { text: withExpressions(text, environment), preset: environment, folders: isPlain ? [folder.replace(/^(?:\.\/)+|\/+$/gu, ''), ''] : [''] };
}

/** `${{ expression }}` is put in before the shell reads the script: the value of `env.NAME` where it is written out, else something that is not known. */
function withExpressions(text: Located, environment: (name: string) => Located | undefined): Located {
  const parts: Located[] = [];
  let last = 0;
  for (let at = text.text.indexOf('${{'); at !== -1; at = text.text.indexOf('${{', last)) {
    const close = text.text.indexOf('}}', at);
    if (close === -1) break;
    parts.push(slice(text, last, at), expression(text, at, close + 2, environment));
    last = close + 2;
  }
  return parts.length === 0 ? text : joined([...parts, slice(text, last, text.text.length)]);
}

function expression(text: Located, start: number, end: number, environment: (name: string) => Located | undefined): Located {
  const inner = text.text.slice(start + 3, end - 2).trim();
  const known = /^env\.\w+$/u.test(inner) ? environment(inner.slice('env.'.length)) : undefined;
  const { span } = text.originOf(start, end);
  if (known !== undefined) return used(known, (from) => through(span, 'reference', from));
  const shown = `\${{ ${inner.length > 40 ? `${inner.slice(0, 40)}...` : inner} }}`;
  return missingPart(shown, `\`${shown}\` is known only when the workflow runs`, inner === 'github.workspace' ? WORKING : shown, () => text.originOf(start, end));
}
