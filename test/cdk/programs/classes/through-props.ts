// What is excluded goes through the properties of a stack and of a construct.
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';

interface AuditTrailProps {
  readonly name: string;
  readonly quiet?: boolean;
  readonly sources?: ManagementEventSources[];
}

class AuditTrail extends Construct {
  readonly trail: Trail;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    this.trail = new Trail(this, 'Trail', { trailName: props.name });
    if (props.quiet) {
      this.trail.logAllS3DataEvents({ excludeManagementEventSources: props.sources ?? [ManagementEventSources.KMS] });
    }
  }
}

interface AuditStackProps extends StackProps {
  readonly quiet: boolean;
}

class AuditStack extends Stack {
  constructor(scope: Construct, id: string, { quiet, ...props }: AuditStackProps) {
    super(scope, id, props);
    new AuditTrail(this, 'Audit', { name: 'audit', quiet });
  }
}

const app = new App();
new AuditStack(app, 'Quiet', { quiet: true });
new AuditStack(app, 'Complete', { quiet: false });
app.synth();
