// reduce and flatMap put lists together.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const byTeam = { readers: ['cloudtrail:Get*'], operators: ['cloudtrail:Put*', 'cloudtrail:Start*'] };
    const all = Object.values(byTeam).flatMap((actions) => actions);
    const same = Object.values(byTeam).reduce<string[]>((sum, actions) => [...sum, ...actions], []);
    new iam.ManagedPolicy(this, 'All', { statements: [new iam.PolicyStatement({ actions: all, resources: ['*'] })] });
    new iam.ManagedPolicy(this, 'Same', { statements: [new iam.PolicyStatement({ actions: same, resources: ['*'] })] });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
