// A helper makes the trail and gives it back; the selector is added to what it gave.
import { App, Stack } from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const exclude = (trail: cloudtrail.Trail, ...sources: cloudtrail.ManagementEventSources[]): cloudtrail.Trail => {
  trail.logAllLambdaDataEvents({ excludeManagementEventSources: sources });
  return trail;
};

function auditTrail(scope: Construct, name = 'Trail'): cloudtrail.Trail {
  return new cloudtrail.Trail(scope, name);
}

const app = new App();
const stack = new Stack(app, 'AuditStack');
exclude(auditTrail(stack), cloudtrail.ManagementEventSources.KMS);
auditTrail(stack, 'Second');
app.synth();
