// Statements that a document is given at once and later.
import { App, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const document = new PolicyDocument({ statements: [new PolicyStatement({ actions: ['s3:GetObject'], resources: ['*'] })] });
    document.addStatements(
      new PolicyStatement({ actions: ['cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'], resources: ['*'] }),
      new PolicyStatement({ actions: ['cloudtrail:*Selectors'], resources: ['*'] }),
    );
    new ManagedPolicy(this, 'Operators', { document });
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
