import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export default function (scope: Construct, actions: string[]): void {
  new ManagedPolicy(scope, 'Auditors', { statements: [new PolicyStatement({ actions, resources: ['*'] })] });
}
