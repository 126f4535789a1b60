resource "aws_cloudtrail" "here" {
  name           = "here"
  s3_bucket_name = "central-logs"

  tags = {
    team = "security"
  }
}

resource "aws_cloudtrail_event_data_store" "here" {
  name                 = "here"
  multi_region_enabled = false
}
