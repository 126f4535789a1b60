// Names of a stack and of its constructs that hold spaces and dashes.
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';

const app = new App();
const stack = new Stack(app, 'Audit', { stackName: 'audit-of-all-accounts' });
const group = new Construct(stack, 'The trails of all-accounts');
new CfnTrail(group, 'Resource', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ readWriteType: 'WriteOnly' }] });
app.synth();
