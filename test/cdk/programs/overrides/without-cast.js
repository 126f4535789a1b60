// JavaScript: the default child needs no cast, and addOverride takes the way from the resource.
const { App, Stack } = require('aws-cdk-lib');
const { Trail } = require('aws-cdk-lib/aws-cloudtrail');

class AuditStack extends Stack {
  constructor(scope, id) {
    super(scope, id);
    const trail = new Trail(this, 'Trail');
    trail.node.defaultChild.addOverride('Properties.IsLogging', false);
  }
}

const app = new App();
new AuditStack(app, 'AuditStack');
app.synth();
