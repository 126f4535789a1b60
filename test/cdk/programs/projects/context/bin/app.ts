// A flag in the context of cdk.json decides whether KMS is excluded.
// source: possible, the command line may give another context
import { App } from 'aws-cdk-lib';
import { AuditStack } from '../lib/audit-stack.js';

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
