import type { Automation } from '../../report/options.js';

/** What the variables of a run in Azure Pipelines say of it. */
export type Pipeline =
  | { readonly kind: 'none' }
  | { readonly kind: 'run'; readonly automation: Automation }
  /** It is one, and a variable is not there or is not what it should be. */
  | { readonly kind: 'incomplete'; readonly variables: readonly string[] };

type Environment = Readonly<Record<string, string | undefined>>;

/** What GitHub Advanced Security for Azure DevOps looks for (GHAzDO1019, GHAzDO1020 of Microsoft's validator). */
const PREFIX = 'azuredevops/pipeline/build/';

const GUID = /^(?!0{8}-0{4}-0{4}-0{4}-0{12}$)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;
const NUMBER = /^[1-9]\d*$/u;
const WORDS = /\S/u;
/** `https://dev.azure.com/NAME/` or `https://NAME.visualstudio.com/`. */
const COLLECTION = /^https:\/\/(?:(?:vsrm\.)?dev\.azure\.com\/(?<path>[^/?#]+)|(?<host>[a-z\d-]+)(?:\.vsrm)?\.visualstudio\.com)(?:\/|$)/iu;

/** The variables that hold a part of the id, the first one that is set, and what it has to look like. */
const PARTS = {
  collection: [COLLECTION, 'SYSTEM_COLLECTIONURI'],
  project: [GUID, 'SYSTEM_TEAMPROJECTID'],
  definition: [NUMBER, 'SYSTEM_DEFINITIONID', 'BUILD_DEFINITIONID'],
  definitionName: [WORDS, 'BUILD_DEFINITIONNAME'],
  phase: [GUID, 'SYSTEM_PHASEID', 'SYSTEM_JOBID'],
  phaseName: [WORDS, 'SYSTEM_PHASENAME', 'SYSTEM_JOBNAME'],
  branch: [WORDS, 'BUILD_SOURCEBRANCH'],
  build: [NUMBER, 'BUILD_BUILDID'],
} as const satisfies Readonly<Record<string, readonly [RegExp, ...string[]]>>;

type Part = keyof typeof PARTS;

export function pipelineOf(env: Environment): Pipeline {
  // Azure Pipelines sets it, and nobody else.
  if (env['TF_BUILD']?.toLowerCase() !== 'true') return { kind: 'none' };
  const variables = (Object.keys(PARTS) as Part[]).filter((part) => !PARTS[part][0].test(read(part, env))).map((part) => PARTS[part][1]);
  return variables.length > 0 ? { kind: 'incomplete', variables } : { kind: 'run', automation: automationOf(env) };
}

function automationOf(env: Environment): Automation {
  const { path, host } = COLLECTION.exec(read('collection', env))?.groups ?? {};
  const [project, definition, phase, branch, build] = (['project', 'definition', 'phase', 'branch', 'build'] as const).map((part) => read(part, env));
  return {
    id: PREFIX + [path ?? host, project, definition, phase, branch, build].join('/'),
    properties: {
      [`${PREFIX}buildDefinitionId`]: read('definition', env),
      [`${PREFIX}buildDefinitionName`]: read('definitionName', env),
      [`${PREFIX}phaseId`]: read('phase', env),
      [`${PREFIX}phaseName`]: read('phaseName', env),
    },
  };
}

function read(part: Part, env: Environment): string {
  const [, ...names] = PARTS[part];
  return names.map((name) => env[name]?.trim() ?? '').find((value) => value !== '') ?? '';
}
