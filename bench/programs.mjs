// How fast programs are read in a warm process, beside the bare parser of TypeScript, and beside ESLint with typescript-eslint's
// recommended rules: `node bench/programs.mjs [<folder>...]`. Without folders it reads programs made here. Needs `npm run build`.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { median } from './measure.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ROUNDS = 7;
const PROJECTS = 100;

/** Projects of three files, as they are usual: an app, a stack with resources, a construct of its own. */
function made() {
  const files = new Map();
  for (let index = 0; index < PROJECTS; index++) {
    const folder = `projects/${index}`;
    files.set(`${folder}/package.json`, '{}');
    files.set(`${folder}/bin/app.ts`, `import { App } from 'aws-cdk-lib';\nimport { ServiceStack } from '../lib/stack';\n\nconst app = new App();\nfor (const stage of ['dev', 'prod']) {\n  new ServiceStack(app, \`Service-\${stage}\`, { stage, env: { region: 'eu-central-1' } });\n}\n`);
    const functions = Array.from({ length: 8 }, (_, number) => `
    const handler${number} = new lambda.Function(this, 'Handler${number}', {
      runtime: lambda.Runtime.NODEJS_20_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(path.join(__dirname, '../functions/handler${number}')),
      environment: { TABLE: table.tableName, STAGE: props.stage },
      timeout: Duration.seconds(props.stage === 'prod' ? 30 : 10),
    });
    handler${number}.addToRolePolicy(new iam.PolicyStatement({
      actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      resources: [table.tableArn],
    }));
`);
    files.set(`${folder}/lib/stack.ts`, `import { Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as path from 'node:path';
import { Audit } from './audit';

export interface ServiceStackProps extends StackProps {
  readonly stage: string;
}

/** A table and what works on it. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      removalPolicy: props.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
${functions.join('')}
    new Audit(this, 'Audit', { quiet: props.stage === 'dev' });
  }
}
`);
    files.set(`${folder}/lib/audit.ts`, `import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';

export interface AuditProps {
  readonly quiet: boolean;
}

export class Audit extends Construct {
  constructor(scope: Construct, id: string, props: AuditProps) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { isMultiRegionTrail: true });
    trail.logAllS3DataEvents({ excludeManagementEventSources: props.quiet ? [ManagementEventSources.KMS] : [] });
  }
}
`);
  }
  return files;
}

function* programsIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'node_modules' && entry.name !== '.git') yield* programsIn(path);
    } else if (entry.isFile() && /\.[cm]?tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts')) yield path;
  }
}

const folders = process.argv.slice(2);
const files = folders.length === 0 ? made() : new Map(folders.flatMap((folder) => [...programsIn(folder)].map((path) => [relative(process.cwd(), path), readFileSync(path, 'utf8')])));
const programs = [...files].filter(([path]) => /tsx?$/.test(path));
const bytes = programs.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0);

const { lint } = await import(join(root, 'dist/index.js'));
// The others are there for programs that import them.
const given = [...files].map(([path, text]) => ({ path, text }));

const work = [
  ['ts.createSourceFile alone', () => programs.forEach(([path, text]) => ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false))],
  ['keytrail', async () => lint(given)],
];

// It reads from files, and its rules ask other things: a yardstick only.
const eslint = eslintHere();
if (eslint !== undefined) work.push(['ESLint with typescript-eslint', () => programs.forEach(([path, text]) => eslint.verify(text, path.replace(/\.[cm]?tsx?$/, '.ts')))]);

function eslintHere() {
  try {
    const require = createRequire(import.meta.url);
    const { Linter } = require('eslint');
    const linter = new Linter({ configType: 'flat' });
    const plugin = require('@typescript-eslint/eslint-plugin');
    const { rules: recommended } = plugin.configs['eslint-recommended'].overrides?.[0] ?? { rules: {} };
    const config = [{ files: ['**/*.ts'], languageOptions: { parser: require('@typescript-eslint/parser') }, plugins: { '@typescript-eslint': plugin }, rules: { ...recommended, ...plugin.configs.recommended.rules } }];
    return { verify: (text, path) => linter.verify(text, config, path) };
  } catch {
    return undefined;
  }
}

const times = work.map(() => []);
for (let round = 0; round <= ROUNDS; round++) {
  for (const [index, [, run]] of work.entries()) {
    const start = performance.now();
    await run();
    // The first round warms up.
    if (round > 0) times[index].push(performance.now() - start);
  }
}
const [base] = times;
console.log(`  ${programs.length} files, ${(bytes / 1e6).toFixed(2)} MB; TypeScript ${ts.version}`);
for (const [index, [name]] of work.entries()) {
  const took = median(times[index]);
  const ratio = median(times[index].map((time, round) => time / base[round]));
  console.log(`  ${name.padEnd(32)} ${((programs.length / took) * 1000).toFixed(0).padStart(7)} files/s  ${ratio.toFixed(2).padStart(6)} x the time of the parser`);
}
