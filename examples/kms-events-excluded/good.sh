#!/usr/bin/env bash
set -euo pipefail

TRAIL=orders

aws cloudtrail put-event-selectors \
  --trail-name "$TRAIL" \
  --event-selectors '[
    {
      "ReadWriteType": "All",
      "IncludeManagementEvents": true,
      "ExcludeManagementEventSources": ["rdsdata.amazonaws.com"]
    }
  ]'

aws cloudtrail put-event-selectors --trail-name payments \
  --event-selectors ReadWriteType=All,IncludeManagementEvents=true

cat > selectors.json <<EOF
[
  {
    "Name": "Management events",
    "FieldSelectors": [
      { "Field": "eventCategory", "Equals": ["Management"] }
    ]
  }
]
EOF
aws cloudtrail update-event-data-store --event-data-store activity --advanced-event-selectors file://selectors.json
