// A project in JavaScript: local files by require, and `module.exports`.
const { App } = require('aws-cdk-lib');
const { AuditStack } = require('../lib/audit-stack');
const settings = require('../lib/settings');

const app = new App();
new AuditStack(app, 'AuditStack', { excluded: settings.excluded });
app.synth();
