// Constructs in folders, one of which extends the other and adds a selector.
import { App, Stack } from 'aws-cdk-lib';
import { AuditTrail, SandboxTrail } from '../lib/trails/index.js';

const app = new App();
const prod = new Stack(app, 'Prod');
new AuditTrail(prod, 'Audit');
const sandbox = new Stack(app, 'Sandbox');
new SandboxTrail(sandbox, 'Audit', { name: 'sandbox' });
app.synth();
