// An Aspect over the whole app adds the override to every trail.
// source: possible, an Aspect visits constructs that are only known when the app is synthesized
import { App, Aspects, type IAspect, Stack } from 'aws-cdk-lib';
import { CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct, IConstruct } from 'constructs';

class QuietTrails implements IAspect {
  visit(node: IConstruct): void {
    if (node instanceof CfnTrail) {
      node.addPropertyOverride('EventSelectors', [{ ExcludeManagementEventSources: ['kms.amazonaws.com'] }]);
    }
  }
}

class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new Trail(this, 'Trail');
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
Aspects.of(app).add(new QuietTrails());
app.synth();
