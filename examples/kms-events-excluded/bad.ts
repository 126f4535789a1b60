import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnTrail, ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const NOISY = [ManagementEventSources.KMS];

class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // Nobody asked for management events, so this selector is the only one: the trail loses KMS.
    const trail = new Trail(this, 'Trail');
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });

    // By an escape hatch.
    const other = new Trail(this, 'OtherTrail');
    (other.node.defaultChild as CfnTrail).addPropertyOverride('EventSelectors.0.ExcludeManagementEventSources', ['kms.amazonaws.com']);
  }
}

/** Through a constant. */
class QuietStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail').logAllLambdaDataEvents({ excludeManagementEventSources: NOISY });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
new QuietStack(app, 'QuietStack');
