// addDeletionOverride of IsMultiRegionTrail leaves CloudFormation's default: one Region.
import { App, type CfnResource, Stack } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';

const app = new App();
const stack = new Stack(app, 'AuditStack');
const trail = new Trail(stack, 'Trail');
const cfnTrail = trail.node.defaultChild as CfnResource;
cfnTrail.addDeletionOverride('Properties.IsMultiRegionTrail');
app.synth();
