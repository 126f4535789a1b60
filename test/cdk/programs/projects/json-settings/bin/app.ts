// What is excluded comes from a file of JSON that is imported.
import { App } from 'aws-cdk-lib';
import { AuditStack } from '../lib/audit-stack.js';

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
