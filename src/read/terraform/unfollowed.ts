import { gap, type Problem } from '../../core/problem.js';
import { onOneLine, textOf } from '../../core/source.js';
import { real } from './evaluation/places.js';
import type { Module, ResourceDeclaration } from './module.js';

/** Resources that bring others, or calls, of their own; those of which the template is read stand in `stacks.ts`. The first are told wherever they stand, the rest where CloudTrail is named in them. */
export const stacks: ReadonlySet<string> = new Set(['aws_serverlessapplicationrepository_cloudformation_stack', 'awscc_cloudformation_stack', 'awscc_cloudformation_stack_set']);
export const programs: ReadonlySet<string> = new Set(['aws_sfn_state_machine', 'aws_ssm_document', 'aws_ssm_association', 'aws_scheduler_schedule', 'awscc_stepfunctions_state_machine', 'awscc_ssm_document', 'awscc_scheduler_schedule']);

export const CLOUDTRAIL = /cloudtrail/iu;
export const COMMAND = /put-?event-?selectors/iu;

/** What a module declares that may set selectors or grant rights, and is not followed. */
export const unfollowedIn = ({ resources }: Pick<Module, 'resources'>): readonly Problem[] => [...resources.values()].flatMap((declaration) => (declaration.mode === 'managed' ? unfollowed(declaration) : []));

function unfollowed({ type, body, at }: ResourceDeclaration): readonly Problem[] {
  const told = (what: string): readonly Problem[] => [gap(what, onOneLine(real(at.span)))];
  if (stacks.has(type)) return told(`The template of this \`${type}\` is not followed`);
  if (programs.has(type)) return CLOUDTRAIL.test(textOf(real(body.span))) ? told(`What this \`${type}\` calls is not followed`) : [];
  const runs = body.blocks.filter((block) => block.type === 'provisioner' && COMMAND.test(textOf(real(block.body.span))));
  return runs.map(({ typeSpan }) => gap('What this provisioner runs is not followed', onOneLine(real(typeSpan))));
}
