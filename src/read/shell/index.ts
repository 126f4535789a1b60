import type { Reader, TextReader } from '../reader.js';
import { isPipeline } from './carriers/recognised.js';
import { hasShebang, isDockerfile, isMakefile, isScript, mayCall } from './names.js';

/** Shell scripts, makefiles and Dockerfiles: the calls of the AWS CLI in them. */
export const shellReader: TextReader = {
  id: 'shell',
  claims: (path) => isScript(path) || isMakefile(path) || isDockerfile(path),
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

/** Whether a text without a telling name is a script: its first line says what is to read it. */
export const isShellScript = (text: string): boolean => hasShebang(text);
