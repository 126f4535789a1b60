// What is excluded is a constant in another file, and an enum beside it.
import { App } from 'aws-cdk-lib';
import { AuditStack } from '../lib/audit-stack.js';

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
