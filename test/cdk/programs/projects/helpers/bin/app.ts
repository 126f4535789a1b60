// Helper functions in other files, with default parameters and options; no cdk.json.
import { App } from 'aws-cdk-lib';
import { AuditStack } from '../lib/audit-stack.js';

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
