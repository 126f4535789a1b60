// Of two overrides of one property the later one counts.
import { App, Stack } from 'aws-cdk-lib';
import { type CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    const resource = trail.node.defaultChild as CfnTrail;
    resource.addPropertyOverride('IsLogging', false);
    resource.addPropertyOverride('IsLogging', true);
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
