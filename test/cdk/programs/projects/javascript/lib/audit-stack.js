const { Stack } = require('aws-cdk-lib');
const cloudtrail = require('aws-cdk-lib/aws-cloudtrail');

module.exports.AuditStack = class extends Stack {
  constructor(scope, id, { excluded = [], ...props } = {}) {
    super(scope, id, props);
    new cloudtrail.CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: 'audit-logs',
      eventSelectors: [{ excludeManagementEventSources: excluded }],
    });
  }
};
