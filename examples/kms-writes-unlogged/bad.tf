resource "aws_cloudtrail" "reads" {
  name                  = "reads"
  s3_bucket_name        = "central-logs"
  is_multi_region_trail = true

  advanced_event_selector {
    name = "Who reads what"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }

    field_selector {
      field  = "readOnly"
      equals = ["true"]
    }
  }
}
