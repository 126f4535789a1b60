// An abstract base class asks its heirs for what is excluded.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

abstract class BaseAuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: this.bucketName(),
      eventSelectors: [{ includeManagementEvents: true, excludeManagementEventSources: this.excluded() }],
    });
  }

  protected abstract excluded(): string[];

  protected bucketName(): string {
    return 'audit-logs';
  }
}

class ProductionStack extends BaseAuditStack {
  protected override excluded(): string[] {
    return [];
  }
}

class SandboxStack extends BaseAuditStack {
  protected override excluded(): string[] {
    return ['kms.amazonaws.com'];
  }

  protected override bucketName(): string {
    return `sandbox-${super.bucketName()}`;
  }
}

const app = new App();
new ProductionStack(app, 'Production');
new SandboxStack(app, 'Sandbox');
app.synth();
