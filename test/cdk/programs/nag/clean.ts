// A stack that cdk-nag finds nothing in, whose trail excludes KMS.
import { App, Aspects, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const accessLogs = new Bucket(this, 'AccessLogs', { encryption: BucketEncryption.S3_MANAGED, enforceSSL: true, blockPublicAccess: BlockPublicAccess.BLOCK_ALL, removalPolicy: RemovalPolicy.RETAIN });
    const bucket = new Bucket(this, 'Logs', {
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      serverAccessLogsBucket: accessLogs as IBucket,
      versioned: true,
    });
    const trail = new Trail(this, 'Trail', { bucket: bucket as IBucket, enableFileValidation: true, isMultiRegionTrail: true });
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
  }
}

const app = new App();
Aspects.of(app).add(new AwsSolutionsChecks({ verbose: true }));
new AuditStack(app, 'AuditStack');
app.synth();
