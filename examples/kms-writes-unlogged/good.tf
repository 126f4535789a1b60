# Another account than that of bad.tf.
provider "aws" {
  alias = "other"
}

resource "aws_cloudtrail" "all" {
  provider = aws.other

  name                  = "all"
  s3_bucket_name        = "central-logs"
  is_multi_region_trail = true

  advanced_event_selector {
    name = "Who does what"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }
  }
}
