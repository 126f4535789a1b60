// Everything at the top level, with namespace imports.
import * as cdk from 'aws-cdk-lib';
import { aws_iam as iam } from 'aws-cdk-lib';

const app = new cdk.App();
const stack = new cdk.Stack(app, 'Access');
const admin = new iam.Role(stack, 'Admin', { assumedBy: new iam.AccountRootPrincipal() });
admin.addManagedPolicy(iam.ManagedPolicy.fromAwsManagedPolicyName('AdministratorAccess'));
app.synth();
