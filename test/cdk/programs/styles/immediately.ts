// A function that is called where it stands, and one that is never called.
// source: possible, a function that is exported may be called elsewhere
import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';

const app = new App();
const stack = new Stack(app, 'AuditStack');

export function unused(): void {
  new CfnTrail(stack, 'Unused', { isLogging: false, s3BucketName: 'unused' });
}

(() => {
  new CfnTrail(stack, 'Trail', { isLogging: true, isMultiRegionTrail: true, s3BucketName: 'audit-logs', eventSelectors: [{ includeManagementEvents: false }] });
})();
app.synth();
