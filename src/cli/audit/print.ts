import { detectionFor } from '../../audit/detection/index.js';
import { queryFor } from '../../audit/query/index.js';
import type { Audit, AuditTask } from '../args/invocation.js';
import { exit, type Io } from '../io.js';
import { deliver } from '../output/deliver.js';

/** What finds such calls elsewhere: SQL over an archive, or a rule that rings on the next one. */
export async function auditPrint({ outputs }: Audit, task: Extract<AuditTask, { kind: 'query' | 'detection' }>, io: Io): Promise<number> {
  const text = task.kind === 'query' ? queryFor(task.dialect, task.options) : detectionFor(task.language);
  await deliver(outputs, () => (text.endsWith('\n') ? text : `${text}\n`), io);
  return exit.ok;
}
