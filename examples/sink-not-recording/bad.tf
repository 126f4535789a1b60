resource "aws_cloudtrail" "paused" {
  name                  = "paused"
  s3_bucket_name        = "central-logs"
  enable_logging        = false
  is_multi_region_trail = true
}

resource "aws_cloudtrail_event_data_store" "suspended" {
  name    = "suspended"
  suspend = true
}
