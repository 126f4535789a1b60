// Static members, fields, getters and a private method.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class Sources {
  static readonly KMS = 'kms.amazonaws.com';
  static readonly NOISY: string[] = [Sources.KMS];
}

class AuditStack extends Stack {
  private readonly trail: CfnTrail;
  private readonly logging = true;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.trail = this.makeTrail('Trail');
    this.trail.isMultiRegionTrail = true;
  }

  private get excluded(): string[] {
    return Sources.NOISY;
  }

  private makeTrail(id: string): CfnTrail {
    return new CfnTrail(this, id, { isLogging: this.logging, s3BucketName: 'audit-logs', eventSelectors: [{ excludeManagementEventSources: this.excluded }] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
