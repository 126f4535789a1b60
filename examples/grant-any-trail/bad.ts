import { App, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'AccessStack');
const operators = new Role(stack, 'Operators', { assumedBy: new AccountPrincipal(stack.account) });
const actions = ['cloudtrail:GetEventSelectors'];
actions.push('cloudtrail:PutEventSelectors');
operators.addToPolicy(new PolicyStatement({ actions, resources: ['*'] }));
operators.addToPolicy(new PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: [stack.formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: '*' })] }));
