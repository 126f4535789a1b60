variable "log_bucket" {
  type = string
}

# The trail of one account.
resource "aws_cloudtrail" "account" {
  name                  = "account"
  s3_bucket_name        = var.log_bucket
  is_multi_region_trail = true

  event_selector {
    read_write_type = "All"
    exclude_management_event_sources = [
      "kms.amazonaws.com", # Many events.
      "rdsdata.amazonaws.com",
    ]
  }
}
