# Another account than that of bad.tf.
provider "aws" {
  alias = "other"
}

resource "aws_cloudtrail" "everywhere" {
  provider = aws.other

  name                  = "everywhere"
  s3_bucket_name        = "central-logs"
  is_multi_region_trail = true

  tags = {
    team = "security"
  }
}

resource "aws_cloudtrail_event_data_store" "everywhere" {
  provider = aws.other

  name = "everywhere"
}
