import { describe, expect, it, test } from 'vitest';
import { textOf } from '../../src/core/source.js';
import { outputsOf } from '../../src/read/assembly/index.js';
import { libraryOf } from '../../src/read/library.js';
import type { Report } from '../../src/report/report.js';
import { lintAssembly, made, manifest, quietTrail, template } from '../helpers/assembly.js';
import { range, told, unmark } from '../helpers/lint.js';

const toldWithPath = ({ findings }: Report): readonly string[] => findings.map((finding) => `${finding.primary.span.source.path} ${told(finding)}`);
const problemsOf = ({ problems }: Report): readonly string[] => problems.map(({ rule, level, span }) => `${rule} ${level} ${span.source.path} «${textOf(span)}»`);

const inTemplate = 'cdk.out/Audit.template.json kms-events-excluded definite error «"kms.amazonaws.com"»';
const inSource = (path: string, text: string): string => `${path} kms-events-excluded definite error «${text}»`;

const { text: program, marks } = unmark(`import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
export class Audit extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const trail = «new cloudtrail.Trail»(this, 'Trail', { managementEvents: ALL });
    trail.logAllS3DataEvents({ excludeManagementEventSources: [KMS] });
    cfn.«eventSelectors» = [];
  }
}
`);

/** One trail in one stack, made at the frames given. */
const one = (frames: readonly string[], files: Readonly<Record<string, string>>, folder = 'cdk.out'): Readonly<Record<string, string>> => ({
  [`${folder}/manifest.json`]: manifest({ Audit: { template: 'Audit.template.json', additionalMetadataFile: 'Audit.metadata.json' } }),
  [`${folder}/Audit.metadata.json`]: JSON.stringify({ '/Audit/Trail/Resource': made('Trail1', ...frames) }),
  [`${folder}/Audit.template.json`]: template({ Trail1: quietTrail() }),
  ...files,
});

interface Case {
  readonly frames: readonly string[];
  readonly files: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly folder?: string;
}

const frame = 'new Audit (/build/agent/app/lib/audit.ts:5:19)';

/** Where the one finding is told, by the frames of the stack on which its resource was made. */
const places: Readonly<Record<string, Case>> = {
  'the expression at the column': { frames: [frame], files: { 'lib/audit.ts': program }, expected: inSource('lib/audit.ts', 'new cloudtrail.Trail') },
  'frames of packages and of Node are passed over': {
    frames: ['...new Trail2 in aws-cdk-lib...', 'new Wrapper (/build/agent/app/node_modules/@org/lib/lib/audit.ts:5:19)', 'Module._compile (node:internal/modules/cjs/loader:1198:14)', frame],
    files: { 'lib/audit.ts': program, 'node_modules/@org/lib/lib/audit.ts': program },
    expected: inSource('lib/audit.ts', 'new cloudtrail.Trail'),
  },
  'the innermost frame in the repository': {
    frames: ['new Shared (/build/elsewhere/shared/audit.ts:5:19)', frame, '<anonymous> (/build/agent/app/bin/app.ts:1:1)'],
    files: { 'lib/audit.ts': program, 'bin/app.ts': 'new App();\n' },
    expected: inSource('lib/audit.ts', 'new cloudtrail.Trail'),
  },
  'a frame that begins with `at`, a file URL with a blank': { frames: ['    at new Audit (file:///build/my%20agent/app/lib/audit.ts:5:19)'], files: { 'lib/audit.ts': program }, expected: inSource('lib/audit.ts', 'new cloudtrail.Trail') },
  'a frame of Windows': { frames: ['new Audit (D:\\agent\\app\\lib\\audit.ts:5:19)'], files: { 'lib/audit.ts': program }, expected: inSource('lib/audit.ts', 'new cloudtrail.Trail') },
  'a frame without a function, taken apart at the wrong place': { frames: ['file:///build/app/lib/audit.mjs:5 (:)'], files: { 'lib/audit.mjs': program }, expected: inSource('lib/audit.mjs', 'new cloudtrail.Trail') },
  'a frame without a column, in another language': { frames: ['__init__ (/build/app/lib/audit.py:2)'], files: { 'lib/audit.py': 'def f(self):\n  x = Trail(self, "Trail")\n' }, expected: inSource('lib/audit.py', 'Trail') },
  'a column in the middle of the expression': { frames: ['new Audit (/build/agent/app/lib/audit.ts:5:27)'], files: { 'lib/audit.ts': program }, expected: inSource('lib/audit.ts', 'new cloudtrail.Trail') },
  'a line that is not there': { frames: ['new Audit (/build/agent/app/lib/audit.ts:50:1)'], files: { 'lib/audit.ts': program }, expected: inTemplate },
  'a line on which nothing is made: the file has changed': { frames: ['new Audit (/build/agent/app/lib/audit.ts:2:3)', 'bin (/build/agent/app/lib/audit.ts:4:5)'], files: { 'lib/audit.ts': program }, expected: inTemplate },
  'a file that is not there': { frames: [frame], files: {}, expected: inTemplate },
  'a compiled file beside its source': { frames: ['new Audit (/build/agent/app/lib/audit.js:5:19)'], files: { 'lib/audit.js': program, 'lib/audit.ts': program }, expected: inTemplate },
  'a program in JavaScript': { frames: ['new Audit (/build/agent/app/lib/audit.js:5:19)'], files: { 'lib/audit.js': program }, expected: inSource('lib/audit.js', 'new cloudtrail.Trail') },
  'the app in a folder of the repository': {
    frames: ['new Audit (/build/agent/app/packages/infra/lib/audit.ts:5:19)'],
    files: { 'packages/infra/lib/audit.ts': program, 'lib/audit.ts': 'new Other();\n' },
    folder: 'packages/infra/cdk.out',
    expected: inSource('packages/infra/lib/audit.ts', 'new cloudtrail.Trail'),
  },
  'the app in a folder, built where there is nothing else': {
    frames: ['new Audit (/app/lib/audit.ts:5:19)'],
    files: { 'packages/infra/lib/audit.ts': program, 'lib/audit.ts': 'new Other();\n' },
    folder: 'packages/infra/cdk.out',
    expected: inSource('packages/infra/lib/audit.ts', 'new cloudtrail.Trail'),
  },
  'a mere name beside the output': { frames: ['new Audit (/app/audit.ts:5:19)'], files: { 'audit.ts': program }, expected: inSource('audit.ts', 'new cloudtrail.Trail') },
  'a mere name elsewhere may be another file': { frames: ['new Audit (/tmp/audit.ts:5:19)'], files: { 'audit.ts': program }, folder: 'infra/cdk.out', expected: inTemplate.replace('cdk.out', 'infra/cdk.out') },
  'what suits most of the files': {
    frames: ['new A (/w/one/lib/audit.ts:5:19)', 'new B (/w/one/lib/b.ts:1:1)', 'new C (/w/one/lib/c.ts:1:1)'],
    files: { 'lib/audit.ts': 'new Other();\n', 'one/lib/audit.ts': program, 'one/lib/b.ts': 'new B();', 'one/lib/c.ts': 'new C();' },
    expected: inSource('one/lib/audit.ts', 'new cloudtrail.Trail'),
  },
  'no stack': { frames: ['...aws-cdk-lib...', '(no user code in 10 frames, use --stack-trace-limit to capture more)'], files: { 'lib/audit.ts': program }, expected: inTemplate },
  'frames that are none': { frames: ['', ':', '(:)', '((((', 'a:b:c', '1:2:3', `${'('.repeat(5000)}:1:1`, '../x.ts:1:1', 'x (/a/../lib/audit.ts:5:19)', 'x (/a/lib/audit.ts:0:0)'], files: { 'lib/audit.ts': program }, expected: inTemplate },
};

describe('the place in the program', () => {
  test.each(Object.entries(places))('%s', async (_name, { frames, files, expected, folder = 'cdk.out' }) => {
    const report = await lintAssembly(one(frames, files, folder));
    expect(toldWithPath(report)).toEqual([expected]);
    expect(problemsOf(report)).toEqual([]);
  });

  it('is the span of the expression; the scalar of the template is related first, and nothing is to be changed there', async () => {
    const report = await lintAssembly(one([frame], { 'lib/audit.ts': program }));
    const [finding] = report.findings;
    expect(range(finding?.primary.span ?? fail())).toEqual(marks[0]);
    expect(finding?.related.map(({ span, message }) => `${span.source.path} «${textOf(span)}» ${message}`)[0]).toBe('cdk.out/Audit.template.json «"kms.amazonaws.com"» stack `Audit` has it here');
    expect(finding?.fixes).toEqual([]);
  });

  it('is where a property was set, if that was traced', async () => {
    const files = one([frame], { 'lib/audit.ts': program });
    const metadata = JSON.stringify({ '/Audit/Trail/Resource': [...made('Trail1', frame), ...['3:1', '7:9'].map((at) => ({ type: 'aws:cdk:propertyAssignment', data: { propertyName: 'EventSelectors', stackTrace: [`new Audit (/build/agent/app/lib/audit.ts:${at})`] } }))] });
    const report = await lintAssembly({ ...files, 'cdk.out/Audit.metadata.json': metadata });
    expect(report.findings.map(({ primary: { span } }) => range(span))).toEqual([marks[1]]);
  });

  it('is that of the construct that made it, where its own stack was cut off', async () => {
    const metadata = JSON.stringify({
      '/Audit': made('', '<anonymous> (/build/agent/app/bin/app.ts:1:1)'),
      '/Audit/Trail/Resource': made('Trail1', '(no user code in 10 frames, use --stack-trace-limit to capture more)'),
      '/Audit/Other/Resource': made('Other', 'new Audit (/build/agent/app/lib/audit.ts:6:11)'),
      '/Audit/Trail': made('', frame),
    });
    const report = await lintAssembly({ ...one([], { 'lib/audit.ts': program, 'bin/app.ts': 'new App();\n' }), 'cdk.out/Audit.metadata.json': metadata });
    expect(toldWithPath(report)).toEqual([inSource('lib/audit.ts', 'new cloudtrail.Trail')]);
  });
});

const fail = (): never => {
  throw new Error('there is no finding');
};

/** Two nested stacks whose resources have the same logical ids. */
const twins = (more: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> => ({
  'cdk.out/Audit.template.json': template({ A: nested('A.nested.template.json'), B: nested('B.nested.template.json') }),
  'cdk.out/A.nested.template.json': template({ Trail1: quietTrail(more) }),
  'cdk.out/B.nested.template.json': template({ Trail1: { ...quietTrail(), Properties: { IsLogging: true, S3BucketName: 'x', IsMultiRegionTrail: true } } }),
  'lib/a.ts': 'new TrailOfA();\n',
  'lib/b.ts': 'new TrailOfB();\n',
});
const nested = (asset: string): unknown => ({ Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'https://example.com/x' }, Metadata: { 'aws:asset:path': asset } });
const twinMetadata = {
  '/Audit': [{ type: 'aws:cdk:templateFile', data: 'Audit.template.json' }],
  '/Audit/A': [{ type: 'aws:cdk:templateFile', data: 'A.nested.template.json' }],
  '/Audit/B': [{ type: 'aws:cdk:templateFile', data: 'B.nested.template.json' }],
  '/Audit/B/Trail': made('Trail1', 'new B (/w/app/lib/b.ts:1:1)'),
  '/Audit/A/Trail': made('Trail1', 'new A (/w/app/lib/a.ts:1:1)'),
};
const noted = (path: string): Readonly<Record<string, unknown>> => ({ Metadata: { 'aws:cdk:path': path } });

describe('which construct a resource is of', () => {
  const table: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly expected: string }>> = {
    'by the template of the nested stack': {
      files: { ...twins({}), 'cdk.out/manifest.json': manifest({ Audit: { template: 'Audit.template.json', additionalMetadataFile: 'm.json' } }), 'cdk.out/m.json': JSON.stringify(twinMetadata) },
      expected: 'lib/a.ts «new TrailOfA»',
    },
    'by the path beside the resource': {
      files: { ...twins(noted('Audit/A/Trail')), 'cdk.out/manifest.json': manifest({ Audit: { template: 'Audit.template.json', metadata: withoutFiles(twinMetadata) } }, { version: '36.0.0' }) },
      expected: 'lib/a.ts «new TrailOfA»',
    },
    'by the name of its template, in older schemas': {
      files: {
        ...Object.fromEntries(Object.entries(twins({})).map(([path, text]) => [path.replace(/([AB])\.nested/u, 'Audit$10A1B2C3D.nested'), text.replaceAll(/"([AB])\.nested/gu, '"Audit$10A1B2C3D.nested')])),
        'cdk.out/manifest.json': manifest({
          Audit: { template: 'Audit.template.json', metadata: { ...withoutFiles(twinMetadata), '/Audit/B.NestedStack/B.NestedStackResource': made('B'), '/Audit/A.NestedStack/A.NestedStackResource': made('A') } },
        }, { version: '36.0.0' }),
      },
      expected: 'lib/a.ts «new TrailOfA»',
    },
    'unknown where two may be meant': {
      files: { ...twins({}), 'cdk.out/manifest.json': manifest({ Audit: { template: 'Audit.template.json', metadata: withoutFiles(twinMetadata) } }, { version: '36.0.0' }) },
      expected: 'cdk.out/A.nested.template.json «"kms.amazonaws.com"»',
    },
  };
  test.each(Object.entries(table))('%s', async (_name, { files, expected }) => {
    const { findings } = await lintAssembly(files);
    expect(findings.map(({ primary: { span } }) => `${span.source.path} «${textOf(span)}»`)).toEqual([expected]);
  });
});

function withoutFiles(metadata: Readonly<Record<string, readonly unknown[]>>): Readonly<Record<string, readonly unknown[]>> {
  return Object.fromEntries(Object.entries(metadata).filter(([, [first]]) => JSON.stringify(first).includes('logicalId')));
}

describe('schemas', () => {
  const expected = [inSource('lib/audit.ts', 'new cloudtrail.Trail')];
  const files = { 'lib/audit.ts': program, 'cdk.out/Audit.template.json': template({ Trail1: quietTrail() }) };
  const traced = { '/Audit/Trail/Resource': [{ type: 'aws:cdk:logicalId', data: 'Trail1', trace: [frame] }] };
  const inline = { '/Audit/Trail/Resource': made('Trail1', frame) };

  const table: Readonly<Record<string, { readonly manifest: string; readonly problems?: readonly string[]; readonly expected?: readonly string[] }>> = {
    'of version 1 of the CDK': { manifest: manifest({ Audit: { template: 'Audit.template.json', metadata: traced } }, { version: '1.10.0' }) },
    'metadata in the manifest': { manifest: manifest({ Audit: { template: 'Audit.template.json', metadata: traced } }, { version: '36.0.0' }) },
    'newer than known, in the same form': { manifest: manifest({ Audit: { template: 'Audit.template.json', metadata: inline } }, { version: '99.0.0' }) },
    'newer than known, without what is needed': { manifest: manifest({ Audit: { template: 'Audit.template.json' } }, { version: '99.0.0' }), expected: [inTemplate], problems: ['gap note cdk.out/manifest.json «"99.0.0"»'] },
    'without any metadata': { manifest: manifest({ Audit: { template: 'Audit.template.json' } }), expected: [inTemplate] },
    'a file of metadata that is not there': {
      manifest: manifest({ Audit: { template: 'Audit.template.json', additionalMetadataFile: 'gone.json' } }),
      expected: [inTemplate],
      problems: ['gap note cdk.out/manifest.json «"gone.json"»'],
    },
    'a template that is not there': {
      manifest: manifest({ Audit: { template: 'Audit.template.json', metadata: inline }, Other: { template: 'Other.template.json' } }),
      problems: ['gap note cdk.out/manifest.json «"Other.template.json"»'],
    },
    'a stack without a template': {
      manifest: manifest({ Audit: { template: 'Audit.template.json', metadata: inline } }, { artifacts: { Odd: { type: 'aws:cloudformation:stack', properties: { templateFile: 7 } } } }).replace('"templateFile": 7', '"other": 7'),
      expected: ['cdk.out/manifest.json parse-error definite error «{»', ...expected],
      problems: ['parse-error error cdk.out/manifest.json «{»'],
    },
    'artifacts of another kind': { manifest: '{ "version": "55.0.0", "artifacts": "cdk:tree" }', expected: [inTemplate, 'cdk.out/manifest.json parse-error definite error «"cdk:tree"»'], problems: ['parse-error error cdk.out/manifest.json «"cdk:tree"»'] },
    'the manifest of something else': { manifest: '{ "manifest_version": 3, "artifacts": {}, ', expected: [inTemplate] },
  };
  test.each(Object.entries(table))('%s', async (_name, { manifest: text, problems = [], expected: wanted = expected }) => {
    const report = await lintAssembly({ ...files, 'cdk.out/manifest.json': text });
    expect(toldWithPath(report)).toEqual(wanted);
    expect(problemsOf(report)).toEqual(problems);
  });

  it('tells a broken manifest at its line, and reads the templates all the same', async () => {
    const text = manifest({ Audit: { template: 'Audit.template.json', metadata: inline } }).replace('"properties"', '"properties" oops');
    const report = await lintAssembly({ ...files, 'cdk.out/manifest.json': text });
    const [broken, ...others] = report.findings;
    expect(`${broken?.rule ?? ''} ${broken?.primary.span.source.path ?? ''} ${String(broken?.primary.span.start)}`).toBe(`parse-error cdk.out/manifest.json ${String(text.indexOf('oops'))}`);
    expect(others.map(({ rule }) => rule)).toContain('kms-events-excluded');
  });

  it('tells a broken file of metadata at its line', async () => {
    const report = await lintAssembly({ ...files, 'cdk.out/manifest.json': manifest({ Audit: { template: 'Audit.template.json', additionalMetadataFile: 'm.json' } }), 'cdk.out/m.json': '{ "/Audit": [ ' });
    expect(toldWithPath(report).map((text) => text.split(' ').slice(0, 2).join(' '))).toEqual(['cdk.out/Audit.template.json kms-events-excluded', 'cdk.out/m.json parse-error']);
  });
});

describe('what is read', () => {
  it('resolves a nested stack by its asset where its path is not noted', async () => {
    const hash = 'ab'.repeat(32);
    const url = { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, `/cdk-assets/${hash}.json`]] };
    const report = await lintAssembly({
      'cdk.out/manifest.json': manifest({ Audit: { template: 'Audit.template.json' } }, { artifacts: { 'Audit.assets': { type: 'cdk:asset-manifest', properties: { file: 'Audit.assets.json' } } } }),
      'cdk.out/Audit.assets.json': JSON.stringify({ files: { [hash]: { source: { path: 'AuditInner.nested.template.json', packaging: 'file' } } } }),
      'cdk.out/Audit.template.json': template({ Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url, Parameters: { Kind: 'WriteOnly' } } } }),
      'cdk.out/AuditInner.nested.template.json': template({ Trail1: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, S3BucketName: 'logs', IsMultiRegionTrail: true, EventSelectors: [{ ReadWriteType: { Ref: 'Kind' } }] } } }, { Parameters: { Kind: { Type: 'String' } } }),
    });
    expect(toldWithPath(report)).toEqual(['cdk.out/AuditInner.nested.template.json kms-reads-unlogged definite warning «"Ref": "Kind"»']);
    expect(report.findings[0]?.subject).toBe('Inner.Trail1');
    expect(problemsOf(report)).toEqual([]);
  });

  it('tells once what one expression makes in the stacks of several stages', async () => {
    const stage = (name: string, environment: string): Readonly<Record<string, string>> => ({
      [`cdk.out/assembly-${name}/manifest.json`]: manifest({ [`${name}Audit`]: { template: `${name}Audit.template.json`, displayName: `${name}/Audit`, environment, metadata: { [`/${name}/Audit/Trail/Resource`]: made('Trail1', frame) } } }),
      [`cdk.out/assembly-${name}/${name}Audit.template.json`]: template({ Trail1: quietTrail() }),
    });
    const { findings } = await lintAssembly({
      'cdk.out/manifest.json': manifest({}, { artifacts: Object.fromEntries(['Beta', 'Prod'].map((name) => [`assembly-${name}`, { type: 'cdk:cloud-assembly', properties: { directoryName: `assembly-${name}` } }])) }),
      ...stage('Beta', 'aws://unknown-account/unknown-region'),
      ...stage('Prod', 'aws://111122223333/eu-west-1'),
      'lib/audit.ts': program,
    });
    expect(findings.map((finding) => `${finding.primary.span.source.path} ${told(finding)}`)).toEqual([inSource('lib/audit.ts', 'new cloudtrail.Trail')]);
    expect(findings[0]?.related.map(({ span, message }) => `${span.source.path} ${message}`)).toEqual([
      'cdk.out/assembly-Beta/BetaAudit.template.json stack `Beta/Audit` has it here',
      'cdk.out/assembly-Prod/ProdAudit.template.json stack `Prod/Audit` (111122223333, eu-west-1) has it here',
    ]);
  });

  it('leaves what is no template alone', async () => {
    const text = template({ Trail1: quietTrail() });
    const report = await lintAssembly({ ...one([frame], {}), 'cdk.out/tree.json': text, 'cdk.out/Audit.assets.json': text });
    expect(toldWithPath(report)).toEqual([inTemplate]);
  });
});

describe('what the output holds', () => {
  const files = one([frame], { 'lib/audit.ts': program }, 'infra/cdk.out');
  const open = (path: string): Uint8Array | string => (files[path] === undefined ? 'there is no such file' : new TextEncoder().encode(files[path]));
  const path = 'infra/cdk.out/Audit.template.json';
  const { holds } = outputsOf([{ path, text: files[path] ?? '', bom: false }], libraryOf(open, []));
  test.each([
    ['a construct, made by a file on its stack', 'Audit/Trail', ['lib/audit.ts'], true],
    ['its default child', 'Audit/Trail/Resource', ['lib/audit.ts'], true],
    ['a construct, perhaps made by a file beside the output', 'Audit/Trail', ['infra/lib/constants.ts'], true],
    ['none that a file elsewhere made', 'Audit/Trail', ['other/lib/audit.ts', 'infrastructure/audit.ts'], false],
    ['no other construct', 'Audit/Other', ['lib/audit.ts'], false],
  ] as const)('%s', (_name, construct, by, expected) => {
    expect(holds(construct, by)).toBe(expected);
  });
});

it('keeps several faults of one resource apart', async () => {
  const statement = (action: string): unknown => ({ Effect: 'Allow', Action: action, Resource: '*' });
  const policy = { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [statement('cloudtrail:PutEventSelectors'), { ...(statement('cloudtrail:PutEventSelectors') as object), Sid: 'Again' }] } } };
  const files = { ...one([frame], { 'lib/audit.ts': program }), 'cdk.out/Audit.template.json': template({ Trail1: policy }) };
  const inPlace = (await lintAssembly({ ...files, 'cdk.out/manifest.json': '{}' })).findings.length;
  expect(inPlace).toBeGreaterThan(0);
  expect(toldWithPath(await lintAssembly(files)).map((text) => text.split(' ')[0])).toEqual(Array.from({ length: inPlace }, () => 'lib/audit.ts'));
});
