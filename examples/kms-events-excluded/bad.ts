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

    // Through a constant.
    const quiet = new Trail(this, 'QuietTrail');
    quiet.logAllLambdaDataEvents({ excludeManagementEventSources: NOISY });

    // By an escape hatch.
    const other = new Trail(this, 'OtherTrail');
    (other.node.defaultChild as CfnTrail).addPropertyOverride('EventSelectors.0.ExcludeManagementEventSources', ['kms.amazonaws.com']);
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
