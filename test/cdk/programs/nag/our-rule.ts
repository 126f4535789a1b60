// A suppression in the metadata of cdk-nag that names a rule of keytrail.
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { AwsSolutionsChecks, NagSuppressions } from 'cdk-nag';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail', { managementEvents: ReadWriteType.WRITE_ONLY });
    NagSuppressions.addResourceSuppressions(trail, [{ id: 'kms-reads-unlogged', reason: 'Reads are logged by the trail of the organization' }], true);
  }
}

const app = new App();
Aspects.of(app).add(new AwsSolutionsChecks());
new AuditStack(app, 'AuditStack');
app.synth();
