import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules } from '../../rules/index.js';
import { positionAt } from '../../src/core/line-index.js';
import { textOf } from '../../src/core/source.js';
import { lint } from '../../src/lint.js';
import { discover, lister, opener } from '../../src/read/files.js';
import { assemblyIn } from '../../src/read/assembly/assembly.js';
import { sourcesNamedBy } from '../../src/read/assembly/index.js';
import { libraryOf } from '../../src/read/library.js';
import type { Report } from '../../src/report/report.js';
import { plain, told } from '../helpers/lint.js';

/** A trail that drops KMS: in a stack, in one nested in it, in a stage, and one of which that is accepted. */
const quiet = `import { Construct } from 'constructs';
import { Validations } from 'aws-cdk-lib';
import { CfnTrail, ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';

export class Quiet extends Construct {
  constructor(scope, id) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { managementEvents: undefined });
    trail.node.defaultChild.eventSelectors = [{ excludeManagementEventSources: [ManagementEventSources.KMS] }];
  }
}

export class Accepted extends Construct {
  constructor(scope, id) {
    super(scope, id);
    const trail = new CfnTrail(this, 'Trail', { isLogging: true, s3BucketName: 'logs', isMultiRegionTrail: true, eventSelectors: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }] });
    Validations.of(trail).acknowledge({ id: 'keytrail::kms-events-excluded', reason: 'The trail of the organization logs them' });
  }
}
`;

const app = `import { App, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Accepted, Quiet } from '../lib/quiet.mjs';

class Inner extends NestedStack {
  constructor(scope, id) {
    super(scope, id);
    new Quiet(this, 'Quiet');
  }
}

class Audit extends Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    new Inner(this, 'Inner');
    new Function(this, 'Code', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromAsset(process.argv[2]) });
  }
}

class Deployment extends Stage {
  constructor(scope, id) {
    super(scope, id);
    new Audit(this, 'Audit');
    const accounts = new Stack(this, 'Accounts');
    new Accepted(accounts, 'Accepted');
  }
}
for (const [outdir, context] of Object.entries(JSON.parse(process.argv[3]))) {
  const app = new App({ outdir, analyticsReporting: false, context });
  new Audit(app, 'Audit', { env: { account: '111122223333', region: 'eu-west-1' } });
  new Deployment(app, 'Prod');
  app.synth();
}
`;

/** Folders of output, with the context under which each is made. */
const outputs: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  'plain.out': {},
  // What the CLI asks for.
  'cdk.out': { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true },
  'legacy.out': { '@aws-cdk/core:newStyleStackSynthesis': false, 'aws:cdk:enable-asset-metadata': true },
};

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'assembly-')));
  for (const name of ['.git', 'bin', 'lib', 'code']) mkdirSync(join(folder, name));
  symlinkSync(join(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'lib/quiet.mjs'), quiet);
  writeFileSync(join(folder, 'bin/app.mjs'), app);
  writeFileSync(join(folder, 'code/index.js'), 'exports.handler = async () => {};\n');
  // A template of the function's own, which nobody deploys as a stack.
  writeFileSync(join(folder, 'code/template.json'), JSON.stringify({ Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: false } } } }));
  execFileSync(process.execPath, ['bin/app.mjs', join(folder, 'code'), JSON.stringify(outputs)], { cwd: folder, env: { ...process.env, NODE_OPTIONS: '', CDK_DEBUG: '' }, stdio: 'pipe' });
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function lintFolder(path: string, cwd = folder): Promise<Report> {
  const found = await discover([path], { cwd, maxSize: 10_000_000, selects: () => true });
  const report = await lint(found.files(), rules, { ...plain, open: opener([path], { cwd, maxSize: 10_000_000 }), list: lister([path], { cwd }) });
  if (report.internalErrors[0] !== undefined) throw report.internalErrors[0].error;
  return report;
}

const places = ({ findings }: Report): readonly string[] =>
  findings.map((finding) => {
    const { source, start } = finding.primary.span;
    const { line, column } = positionAt(source, start);
    return `${source.path}:${line}:${column} ${told(finding)}${finding.suppressions.map(({ justification, at }) => ` (${justification}: ${at.source.path} «${textOf(at)}»)`).join('')}`;
  });

const accepted = 'lib/quiet.mjs:16:165 kms-events-excluded definite error «\'kms.amazonaws.com\'» (The trail of the organization logs them: lib/quiet.mjs «acknowledge»)';

describe('what the CDK synthesizes', () => {
  it.each(Object.keys(outputs))('%s', async (outdir) => {
    const report = await lintFolder(outdir);
    expect(places(report)).toEqual(['lib/quiet.mjs:9:81 kms-events-excluded definite error «ManagementEventSources.KMS»', accepted]);
    const [first] = report.findings;
    expect(first?.related.filter(({ message }) => message.endsWith('has it here')).map(({ span, message }) => `${span.source.path.replace(/[\dA-F]{8}/gu, '')} «${textOf(span)}» ${message}`)).toEqual([
      `${outdir}/AuditInner.nested.template.json «"kms.amazonaws.com"» stack \`Audit\` (111122223333, eu-west-1) has it here`,
      `${outdir}/assembly-Prod/ProdAuditInner.nested.template.json «"kms.amazonaws.com"» stack \`Prod/Audit\` has it here`,
    ]);
    expect(report.problems).toEqual([]);
  });

  it('is told in the templates where the program is not at hand', async () => {
    const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'alone-')));
    try {
      mkdirSync(join(elsewhere, '.git'));
      cpSync(join(folder, 'plain.out'), join(elsewhere, 'cdk.out'), { recursive: true });
      const report = await lintFolder('cdk.out', elsewhere);
      expect(report.findings.map(({ rule, primary: { span }, suppressions }) => `${rule} ${span.source.path.replace(/[\dA-F]{8}/gu, '')} «${textOf(span)}» ${suppressions.length}`)).toEqual([
        'kms-events-excluded cdk.out/AuditInner.nested.template.json «"kms.amazonaws.com"» 0',
        'kms-events-excluded cdk.out/assembly-Prod/ProdAccounts.template.json «"kms.amazonaws.com"» 1',
        'kms-events-excluded cdk.out/assembly-Prod/ProdAuditInner.nested.template.json «"kms.amazonaws.com"» 0',
      ]);
    } finally {
      rmSync(elsewhere, { recursive: true, force: true });
    }
  });

  it('names the files of the program', () => {
    const library = libraryOf(opener(['plain.out'], { cwd: folder, maxSize: 10_000_000 }), []);
    const named = ['plain.out', 'plain.out/assembly-Prod'].map((one) => assemblyIn(one, library)).map((assembly) => (assembly === undefined ? undefined : sourcesNamedBy(assembly)));
    expect(named).toEqual([
      ['bin/app.mjs', 'lib/quiet.mjs'],
      ['bin/app.mjs', 'lib/quiet.mjs'],
    ]);
  });
});
