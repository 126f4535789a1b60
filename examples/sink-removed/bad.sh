#!/bin/sh
set -e

for trail in $(aws cloudtrail list-trails --query 'Trails[].Name' --output text); do
  aws cloudtrail delete-trail --name "$trail"
done
aws cloudtrail delete-event-data-store --event-data-store activity
