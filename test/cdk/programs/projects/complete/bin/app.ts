// Settings in another file, of which those that are used log everything.
import { App } from 'aws-cdk-lib';
import { AuditStack } from '../lib/audit-stack.js';
import { settings, Stage } from '../lib/settings.js';

const app = new App();
new AuditStack(app, 'AuditStack', settings[Stage.Prod]);
app.synth();
