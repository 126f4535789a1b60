# Another account than that of bad.tf.
provider "aws" {
  alias = "other"
}

resource "aws_cloudwatch_log_group" "watched" {
  provider = aws.other

  name              = "watched"
  retention_in_days = 365
}

resource "aws_cloudtrail" "watched" {
  provider = aws.other

  name                       = "watched"
  s3_bucket_name             = "central-logs"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.watched.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail-to-logs"

  event_selector {
    read_write_type                  = "All"
    exclude_management_event_sources = ["rdsdata.amazonaws.com"]
  }
}

# CIS AWS Foundations: disabling or scheduled deletion of customer managed keys.
resource "aws_cloudwatch_log_metric_filter" "watched" {
  provider = aws.other

  name           = "watched"
  log_group_name = aws_cloudwatch_log_group.watched.name
  pattern        = "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"

  metric_transformation {
    namespace = "Security"
    name      = "KeysAtRisk"
    value     = "1"
  }
}
