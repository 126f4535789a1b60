// role.attachInlinePolicy.
import { App, Stack } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('ecs-tasks.amazonaws.com') });
    role.attachInlinePolicy(new Policy(this, 'Trails', { statements: [new PolicyStatement({ actions: ['cloudtrail:*'], resources: ['*'] })] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
