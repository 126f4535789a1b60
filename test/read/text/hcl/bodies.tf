# a comment
// another
/* and
one more */ terraform {
  required_version = ">= 1.0"
  backend "s3" {}
}

resource "aws_cloudtrail" "main" {
  name = "main" # behind it

  event_selector {
    read_write_type                  = "All"
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }

  dynamic "event_selector" {
    for_each = var.selectors
    content { read_write_type = event_selector.value }
  }
  lifecycle { ignore_changes = [tags] }
}

variable unquoted {
}

variable "a" b "c\"d" { default = 1 }
provider "aws" { /* nothing */ }
empty {}
name_with-dash = 1
last           = 2
