// minimizePolicies puts statements together, where that changes nothing.
import { App } from 'aws-cdk-lib';
import { AuditStack } from '../lib/audit-stack.js';

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
