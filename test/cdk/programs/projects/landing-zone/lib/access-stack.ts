import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Trail } from 'aws-cdk-lib/aws-cloudtrail';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

interface AccessStackProps extends StackProps {
  readonly trail: Trail;
  readonly accounts: readonly string[];
}

export class AccessStack extends Stack {
  constructor(scope: Construct, id: string, { trail, accounts, ...props }: AccessStackProps) {
    super(scope, id, props);
    accounts.forEach((account) => {
      const reader = new iam.Role(this, `Reader${account}`, { assumedBy: new iam.AccountPrincipal(account) });
      reader.addToPolicy(new iam.PolicyStatement({ actions: ['cloudtrail:GetTrail', 'cloudtrail:GetEventSelectors'], resources: [trail.trailArn] }));
    });
    const deployer = new iam.Role(this, 'Deployer', { assumedBy: new iam.ServicePrincipal('cloudformation.amazonaws.com') });
    deployer.addToPolicy(new iam.PolicyStatement({ actions: ['s3:*', 'lambda:*', 'cloudtrail:Describe*'], resources: ['*'] }));
    deployer.addToPolicy(new iam.PolicyStatement({ effect: iam.Effect.DENY, actions: ['cloudtrail:*'], resources: [trail.trailArn] }));
  }
}
