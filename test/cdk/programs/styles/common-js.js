// A CommonJS program with the class as its export.
// source: possible, the environment decides whether the app is made
const cdk = require('aws-cdk-lib');
const { Trail, ManagementEventSources } = require('aws-cdk-lib/aws-cloudtrail');

class AuditStack extends cdk.Stack {
  constructor(scope, id, props = {}) {
    super(scope, id, props);
    const trail = new Trail(this, 'Trail');
    trail.logAllS3DataEvents({ excludeManagementEventSources: [ManagementEventSources.KMS] });
  }
}

module.exports = { AuditStack };

if (!process.env.JEST_WORKER_ID) {
  const app = new cdk.App();
  new AuditStack(app, 'AuditStack');
  app.synth();
}
