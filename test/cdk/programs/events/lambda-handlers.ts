// The selector for one function excludes KMS, written as the text of the enum.
import { App, Stack } from 'aws-cdk-lib';
import { type ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Code, Function as Handler, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const handler = new Handler(this, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = async () => {};') });
    const trail = new Trail(this, 'Trail', { isMultiRegionTrail: true });
    trail.addLambdaEventSelector([handler], { excludeManagementEventSources: ['kms.amazonaws.com' as ManagementEventSources] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
