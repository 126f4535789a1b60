# Another account than that of bad.tf.
provider "aws" {
  alias = "other"
}

resource "aws_cloudtrail" "all" {
  provider = aws.other

  name                  = "all"
  s3_bucket_name        = "central-logs"
  is_multi_region_trail = true

  event_selector {
    read_write_type           = "All" # One selector is enough.
    include_management_events = true
  }
}
