resource "aws_cloudtrail" "documents" {
  name                  = "documents"
  s3_bucket_name        = "access-logs"
  is_multi_region_trail = true

  event_selector {
    include_management_events = false

    data_resource {
      type   = "AWS::S3::Object"
      values = ["arn:aws:s3:::documents/"]
    }
  }
}
