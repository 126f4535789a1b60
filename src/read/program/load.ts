import type { ReadTexts } from '../reader.js';
import { cdkTable } from '../cdk/index.js';
import { cdktfTable } from '../cdktf/index.js';
import { pulumiTable } from '../pulumi/index.js';
import { pulumiNativeTable } from '../pulumi/native.js';
import { sdkPolicyTable, sdkTable } from '../sdk/index.js';
import { readPrograms } from './program.js';
import type { Table } from './tables.js';

export { commentsOfProgram } from './project/comments.js';

export const tables: readonly Table[] = [cdkTable, cdktfTable, pulumiTable, pulumiNativeTable, sdkTable, sdkPolicyTable];

/** All tables; together with the parser they are loaded in one. */
export const read: ReadTexts = (sources, options) => readPrograms(sources, options, tables);
