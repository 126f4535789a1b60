import { expect } from 'vitest';
import type { Finding } from '../../../src/check/finding.js';
import { lintTexts, range, unmark } from '../../helpers/lint.js';

/** What every program here imports; `ct` is the module of CloudTrail. */
const IMPORTS = [
  "import * as cdk from 'aws-cdk-lib';",
  "import * as ct from 'aws-cdk-lib/aws-cloudtrail';",
  "import * as iam from 'aws-cdk-lib/aws-iam';",
  "import * as logs from 'aws-cdk-lib/aws-logs';",
  "import * as events from 'aws-cdk-lib/aws-events';",
  "import * as lambda from 'aws-cdk-lib/aws-lambda';",
  "import * as sfn from 'aws-cdk-lib/aws-stepfunctions';",
  "import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';",
  "import * as scheduler from 'aws-cdk-lib/aws-scheduler';",
  "import * as targets from 'aws-cdk-lib/aws-scheduler-targets';",
  "import * as ssm from 'aws-cdk-lib/aws-ssm';",
  "import * as cr from 'aws-cdk-lib/custom-resources';",
  "import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';",
  "import { Construct } from 'constructs';",
  '',
].join('\n');

/** A program with the imports. */
export const program = (text: string): string => `${IMPORTS}${text}`;

/** A program with one stack, `S`, whose constructor has this body. */
export const stack = (body: string): string => program(`class S extends cdk.Stack {\n  constructor(scope: Construct, id: string) {\n    super(scope, id);\n    ${body}\n  }\n}\nnew S(new cdk.App(), 'S');\n`);

const FILE = 'lib/app.ts';

const line = ({ rule, certainty, subject, assumptions }: Finding): string =>
  [rule, ...(subject === '' ? [] : [subject]), ...(certainty === 'definite' ? [] : [certainty]), ...(assumptions.length === 0 ? [] : [`when ${assumptions.map(({ input, label }) => `${input}=${label}`).join(' & ')}`])].join(' ');

/**
 * Lints a program in which «marks» stand around the places of its findings, in order; `expected` has a line for each of them:
 * the rule, what it is about, and what is not definite about it.
 */
export async function expectFindings(marked: string, expected: readonly string[], others: Readonly<Record<string, string>> = {}): Promise<void> {
  const { text, marks } = unmark(marked);
  const { findings } = await lintTexts({ [FILE]: text, ...others }, { strict: true, open: (path) => (others[path] === undefined ? 'there is no such file' : new TextEncoder().encode(others[path])) });
  const sorted = [...findings].sort((a, b) => a.primary.span.start - b.primary.span.start || a.rule.localeCompare(b.rule));
  expect(sorted.map(line)).toEqual(expected);
  // One place may be told by several rules.
  const places = new Map(sorted.flatMap(({ primary: { span } }) => (span.source.path === FILE ? [[String(range(span)), text.slice(...range(span))] as const] : [])));
  expect([...places]).toEqual(marks.map(([start, end]) => [String([start, end]), text.slice(start, end)]));
}
