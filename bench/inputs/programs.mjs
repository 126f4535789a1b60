// Projects of the CDK as they are usual: an app, a stack with resources, a construct of its own.

const app = `import { App } from 'aws-cdk-lib';
import { ServiceStack } from '../lib/stack';

const app = new App();
for (const stage of ['dev', 'prod']) {
  new ServiceStack(app, \`Service-\${stage}\`, { stage, env: { region: 'eu-central-1' } });
}
`;

const handler = (number) => `
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
`;

const stack = (handlers) => `import { Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import * as path from 'node:path';
import { Part } from './part';

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
${Array.from({ length: handlers }, (_, number) => handler(number)).join('')}
    new Part(this, 'Part', { quiet: props.stage === 'dev' });
  }
}
`;

const part = (imports, body) => `${imports}
import { Construct } from 'constructs';

export interface PartProps {
  readonly quiet: boolean;
}

export class Part extends Construct {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id);
${body}
  }
}
`;

const audit = part(
  "import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';",
  `    const trail = new Trail(this, 'Trail', { isMultiRegionTrail: true });
    trail.logAllS3DataEvents({ excludeManagementEventSources: props.quiet ? [ManagementEventSources.KMS] : [] });`,
);

const topic = part("import { Topic } from 'aws-cdk-lib/aws-sns';", `    new Topic(this, 'Topic', { displayName: props.quiet ? 'quiet' : 'loud' });`);

/** Three programs, by path. */
export const project = (withTrail, handlers = 8) => ({ 'package.json': '{}', 'bin/app.ts': app, 'lib/stack.ts': stack(handlers), 'lib/part.ts': withTrail ? audit : topic });

/** One program with a finding, as large as is usual (median 1.8 KB). */
export const oneProgram = `${stack(2).replace("import { Part } from './part';\n", "import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';\n").replace(/new Part\(.*\n/, `new cloudtrail.CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'logs',
      eventSelectors: [{ includeManagementEvents: true, excludeManagementEventSources: ['kms.amazonaws.com'] }],
    });
`)}`;
