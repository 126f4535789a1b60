resource "aws_cloudtrail" "changes" {
  name                  = "changes"
  s3_bucket_name        = "central-logs"
  is_multi_region_trail = true

  event_selector {
    read_write_type           = "WriteOnly" # One selector is enough.
    include_management_events = true
  }
}
