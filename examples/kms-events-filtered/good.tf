# Another account than that of bad.tf.
provider "aws" {
  alias = "other"
}

resource "aws_cloudtrail_event_data_store" "people_and_keys" {
  provider = aws.other

  name = "what-people-do-and-all-of-kms"

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

  advanced_event_selector {
    name = "All of AWS KMS"

    field_selector {
      field  = "eventCategory"
      equals = ["Management"]
    }

    field_selector {
      field  = "eventSource"
      equals = ["kms.amazonaws.com"]
    }
  }
}
