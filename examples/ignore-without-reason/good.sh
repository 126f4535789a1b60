#!/bin/sh
# keytrail-ignore kms-events-excluded -- the trail of the organization logs them
aws cloudtrail put-event-selectors --trail-name central \
  --event-selectors '[{"ReadWriteType":"All","ExcludeManagementEventSources":["kms.amazonaws.com"]}]'
