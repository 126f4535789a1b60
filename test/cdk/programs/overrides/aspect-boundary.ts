// An Aspect that gives each role a boundary which is not in view.
// source: possible, an Aspect visits constructs that are only known when the app is synthesized
import { App, Aspects, type CfnResource, type IAspect, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';

class Bounded implements IAspect {
  constructor(private readonly boundary: string) {}

  visit(node: IConstruct): void {
    if (node instanceof iam.Role) {
      const role = node.node.defaultChild as CfnResource;
      role.addPropertyOverride('PermissionsBoundary', this.boundary);
    }
  }
}

const app = new App();
const stack = new Stack(app, 'AccessStack');
const role = new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
role.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }));
Aspects.of(stack).add(new Bounded('arn:aws:iam::111122223333:policy/boundary'));
app.synth();
