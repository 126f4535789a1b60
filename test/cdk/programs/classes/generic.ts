// A generic function makes constructs of the class it is given.
// source: possible, the class is a value
import { App, Stack } from 'aws-cdk-lib';
import { CfnEventDataStore, CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

type Maker<Props, Made> = new (scope: Construct, id: string, props: Props) => Made;

function make<Props, Made>(scope: Construct, id: string, maker: Maker<Props, Made>, props: Props): Made {
  return new maker(scope, id, props);
}

const app = new App();
const stack = new Stack(app, 'AuditStack');
make(stack, 'Trail', CfnTrail, { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ excludeManagementEventSources: ['kms.amazonaws.com'] }] });
make(stack, 'Lake', CfnEventDataStore, { multiRegionEnabled: true });
app.synth();
