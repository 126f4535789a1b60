resource "aws_cloudtrail" "odd" {
  name                  = "odd"
  s3_bucket_name        = "central-logs"
  is_multi_region_trail = true

  event_selector {
    read_write_type                  = "All"
    exclude_management_event_sources = ["KMS.amazonaws.com"]
  }

  event_selector {
    read_write_type = "None"

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3"]
    }
  }
}
