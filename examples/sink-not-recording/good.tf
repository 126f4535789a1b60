# Another account than that of bad.tf.
provider "aws" {
  alias = "other"
}

resource "aws_cloudtrail" "running" {
  provider = aws.other

  name                  = "running"
  s3_bucket_name        = "central-logs"
  is_multi_region_trail = true
}

resource "aws_cloudtrail_event_data_store" "ingesting" {
  provider = aws.other

  name    = "ingesting"
  suspend = false
}
