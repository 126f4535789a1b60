# Another account than that of bad.tf.
provider "aws" {
  alias = "other"
}

resource "aws_cloudtrail" "records" {
  provider = aws.other

  name                  = "records"
  s3_bucket_name        = "access-logs"
  is_multi_region_trail = true

  event_selector {
    include_management_events = true

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::records/"]
    }
  }
}
