// Fn.conditionIf: KMS is excluded in one of two environments.
import { App, Aws, CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const stage = new CfnParameter(this, 'Stage', { type: 'String', allowedValues: ['dev', 'prod'], default: 'dev' });
    const isDev = new CfnCondition(this, 'IsDev', { expression: Fn.conditionEquals(stage.valueAsString, 'dev') });
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: `audit-${Aws.ACCOUNT_ID}`,
      eventSelectors: [{ includeManagementEvents: true, excludeManagementEventSources: Fn.conditionIf(isDev.logicalId, ['kms.amazonaws.com'], Aws.NO_VALUE) as unknown as string[] }],
    });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
