// map, filter and concat over literal lists.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

const names = ['DeleteTrail', 'PutEventSelectors', 'UpdateTrail'];

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const actions = names.filter((name) => !name.startsWith('Delete')).map((name) => `cloudtrail:${name}`).concat('cloudtrail:LookupEvents');
    new iam.ManagedPolicy(this, 'Operators', { statements: [new iam.PolicyStatement({ actions, resources: ['*'] })] });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
