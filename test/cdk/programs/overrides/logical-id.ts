// overrideLogicalId changes the name of the resource, and nothing else.
import { App, Stack } from 'aws-cdk-lib';
import { type CfnTrail, ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    (trail.node.defaultChild as CfnTrail).overrideLogicalId('OrganizationAuditTrail');
    trail.logAllLambdaDataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
