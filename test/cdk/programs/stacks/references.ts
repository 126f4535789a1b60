// A role of another stack gets the statement: it lands in the stack of the role.
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  readonly deployer: iam.Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deployer = new iam.Role(this, 'Deployer', { roleName: 'deployer', assumedBy: new iam.AccountRootPrincipal() });
  }
}

interface AuditStackProps extends StackProps {
  readonly deployer: iam.IRole;
}

class AuditStack extends Stack {
  constructor(scope: Construct, id: string, props: AuditStackProps) {
    super(scope, id, props);
    const trail = new Trail(this, 'Trail', { trailName: 'audit' });
    props.deployer.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: [trail.trailArn, '*'] }));
  }
}

const app = new App();
const { deployer } = new AccessStack(app, 'Access');
new AuditStack(app, 'Audit', { deployer });
app.synth();
