// Two stages of one application; only the first one excludes KMS.
import { App, Stack, Stage, type StageProps } from 'aws-cdk-lib';
import { ManagementEventSources, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

interface ApplicationProps extends StageProps {
  readonly excluded: ManagementEventSources[];
}

class Application extends Stage {
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id, props);
    const stack = new Stack(this, 'Audit');
    const trail = new Trail(stack, 'Trail');
    trail.logAllS3DataEvents({ excludeManagementEventSources: props.excluded });
  }
}

const app = new App();
new Application(app, 'Dev', { excluded: [ManagementEventSources.KMS], env: { account: '111122223333', region: 'eu-west-1' } });
new Application(app, 'Prod', { excluded: [], env: { account: '444455556666', region: 'eu-west-1' } });
app.synth();
