// Statements of a trust policy and of a bucket policy grant no trail action.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('cloudtrail.amazonaws.com') });
    role.assumeRolePolicy?.addStatements(new iam.PolicyStatement({ actions: ['sts:TagSession'], principals: [new iam.ServicePrincipal('cloudtrail.amazonaws.com')] }));
    const bucket = new Bucket(this, 'Logs');
    bucket.addToResourcePolicy(new iam.PolicyStatement({ actions: ['*'], resources: [bucket.arnForObjects('*')], principals: [role] }));
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
