import type { LintOptions } from '../../src/lint.js';
import type { Report } from '../../src/report/report.js';
import { lintTexts } from './lint.js';

/** A trail that drops all events of KMS: the culprit is the only `kms.amazonaws.com` in it. */
export const quietTrail = (more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  Type: 'AWS::CloudTrail::Trail',
  Properties: { IsLogging: true, S3BucketName: 'logs', IsMultiRegionTrail: true, EventSelectors: [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }] },
  ...more,
});

export const template = (resources: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}): string => JSON.stringify({ ...more, Resources: resources }, undefined, 1);

export interface StackSketch {
  readonly template: string;
  readonly environment?: string;
  readonly displayName?: string;
  /** By the path of the construct: in the manifest, as older schemas have it. */
  readonly metadata?: Readonly<Record<string, readonly unknown[]>>;
  readonly additionalMetadataFile?: string;
}

export const manifest = (stacks: Readonly<Record<string, StackSketch>>, { version = '55.0.0', artifacts = {} }: { readonly version?: string; readonly artifacts?: Readonly<Record<string, unknown>> } = {}): string =>
  JSON.stringify(
    {
      version,
      artifacts: {
        ...Object.fromEntries(
          Object.entries(stacks).map(([id, { template: templateFile, environment = 'aws://unknown-account/unknown-region', displayName = id, ...more }]) => [
            id,
            { type: 'aws:cloudformation:stack', environment, properties: { templateFile }, displayName, ...more },
          ]),
        ),
        Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
        ...artifacts,
      },
    },
    undefined,
    1,
  );

/** What current schemas tell of a resource. */
export const made = (logicalId: string, ...frames: readonly string[]): readonly unknown[] => [
  { type: 'aws:cdk:logicalId', data: logicalId },
  { type: 'aws:cdk:creationStack', data: frames },
];

/** Lints the templates among some texts; the others are there to be opened. */
export async function lintAssembly(texts: Readonly<Record<string, string>>, options: Partial<LintOptions> = {}): Promise<Report> {
  const templates = Object.entries(texts).filter(([path]) => path.endsWith('.template.json'));
  const open = (path: string): Uint8Array | string => {
    const text = texts[path];
    return text === undefined ? 'there is no such file' : new TextEncoder().encode(text);
  };
  return lintTexts(Object.fromEntries(templates), { open, ...options });
}
