resource "aws_cloudtrail_event_data_store" "people" {
  name = "what-people-do"

  advanced_event_selector {
    name = "Without events of AWS services"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }

    field_selector {
      field      = "eventType"
      not_equals = ["AwsServiceEvent"]
    }
  }
}
