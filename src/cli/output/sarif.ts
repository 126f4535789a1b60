import type { ReportOptions, SarifProfile } from '../../report/options.js';
import type { Output } from '../args/invocation.js';
import { type Io, tell } from '../io.js';
import { pipelineOf } from './azure.js';

/** How SARIF is written: for Azure DevOps with the ids of the run, which only its agent knows. */
export function sarifOptionsOf(outputs: readonly Output[], sarifProfile: SarifProfile, io: Io): Pick<ReportOptions, 'sarifProfile' | 'automation' | 'tell'> {
  const options = { sarifProfile, tell: (remark: string) => { tell(io, remark); } };
  if (sarifProfile !== 'azure' || outputs.every(({ format }) => format !== 'sarif')) return options;
  const pipeline = pipelineOf(io.env);
  if (pipeline.kind === 'incomplete') tell(io, `the SARIF has no ids of the build, which Advanced Security asks for: not set as Azure Pipelines does: ${pipeline.variables.join(', ')}`);
  return pipeline.kind === 'run' ? { ...options, automation: pipeline.automation } : options;
}
