resource "aws_cloudtrail" "audit" {
  name                  = "audit"
  s3_bucket_name        = "central-logs"
  is_multi_region_trail = true

  event_selector {
    # keytrail-ignore kms-events-excluded until 2999-12-31 -- until the trail of the organization is there
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }
}
