import { Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { readFileSync } from 'fs';
import { join } from 'path';

export class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const text = readFileSync(join(__dirname, '../policies/operators.json'), 'utf8');
    new ManagedPolicy(this, 'Operators', { document: PolicyDocument.fromJson(JSON.parse(text)) });
  }
}
