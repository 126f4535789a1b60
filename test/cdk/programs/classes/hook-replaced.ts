// The heir replaces what the base class would exclude.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class CheapStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ excludeManagementEventSources: this.excluded }] });
  }

  protected get excluded(): string[] {
    return ['kms.amazonaws.com'];
  }
}

class ProductionStack extends CheapStack {
  protected override get excluded(): string[] {
    return super.excluded.filter((source) => source !== 'kms.amazonaws.com');
  }
}

const app = new App();
new ProductionStack(app, 'Production');
app.synth();
