import type { Reader, TextReader } from '../reader.js';
import { isPipeline } from './carriers/recognised.js';
import { hasShebang, isDockerfile, isMakefile, isScript, mayCall } from './names.js';

/** Shell scripts, makefiles and Dockerfiles: the calls of the AWS CLI in them. */
export const shellReader: TextReader = {
  id: 'shell',
  claims: (path, text) => isScript(path) || isMakefile(path) || isDockerfile(path) || (isNameless(path) && hasShebang(text)),
  mayMatter: ({ text }) => mayCall(text),
  load: async () => (await import('./read.js')).readScripts,
};

/** Pipelines in YAML that hold scripts: workflows and actions of GitHub, jobs of GitLab, build specifications of CodeBuild. */
export const workflowReader: Reader = {
  id: 'workflows',
  recognises: isPipeline,
  order: 'last',
  load: async () => (await import('./read.js')).readPipelines,
};

/** Of a file without an extension the first line says what is to read it. */
const isNameless = (path: string): boolean => !path.slice(path.lastIndexOf('/') + 1).includes('.');
