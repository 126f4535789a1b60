import { App, Stack } from 'aws-cdk-lib';
import { AccountPrincipal, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';

const stack = new Stack(new App(), 'AccessStack');
const operators = new Role(stack, 'Operators', { assumedBy: new AccountPrincipal(stack.account) });
operators.addToPolicy(new PolicyStatement({ actions: ['cloudtrail:GetEventSelectors', 'cloudtrail:DescribeTrails'], resources: ['*'] }));
