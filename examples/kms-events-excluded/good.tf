# Another account than that of bad.tf.
provider "aws" {
  alias = "other"
}

# The trail of one account; what is old is kept where it costs less.
resource "aws_cloudtrail" "audit" {
  provider = aws.other

  name                  = "audit"
  s3_bucket_name        = aws_s3_bucket.logs.id
  is_multi_region_trail = true

  event_selector {
    read_write_type                  = "All"
    exclude_management_event_sources = ["rdsdata.amazonaws.com"]
  }
}

resource "aws_s3_bucket" "logs" {
  provider = aws.other

  bucket_prefix = "logs-"
}

resource "aws_s3_bucket_lifecycle_configuration" "logs" {
  provider = aws.other

  bucket = aws_s3_bucket.logs.id

  rule {
    id     = "old"
    status = "Enabled"

    filter {}

    transition {
      days          = 30
      storage_class = "GLACIER_IR"
    }

    expiration {
      days = 400
    }
  }
}
