#!/bin/sh
set -e

TRAIL=payments

aws s3 sync s3://payments-logs s3://central-logs
aws cloudtrail update-trail --name "$TRAIL" --s3-bucket-name central-logs
aws cloudtrail start-logging --name "$TRAIL"

aws cloudtrail create-event-data-store --name activity --start-ingestion
