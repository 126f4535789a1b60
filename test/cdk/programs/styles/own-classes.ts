// Classes of the program that are named as those of the CDK are.
import { App, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

class Trail {
  constructor(readonly scope: Construct, readonly id: string, readonly props: { readonly excludeManagementEventSources: string[] }) {}
}

class PolicyStatement {
  constructor(readonly props: { readonly actions: string[]; readonly resources: string[] }) {}
}

const app = new App();
const stack = new Stack(app, 'AuditStack');
stack.addMetadata('trail', new Trail(stack, 'Trail', { excludeManagementEventSources: ['kms.amazonaws.com'] }).id);
stack.addMetadata('statement', new PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] }).props.actions.length);
app.synth();
