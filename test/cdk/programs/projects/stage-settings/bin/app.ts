// The settings of each stage are in cdk.json, and the context says which one it is.
// source: possible, the command line may give another context
import { App } from 'aws-cdk-lib';
import { AuditStack } from '../lib/audit-stack.js';
import { settingsOf } from '../lib/settings.js';

const app = new App();
new AuditStack(app, 'AuditStack', settingsOf(app));
app.synth();
