resource "aws_cloudwatch_log_group" "blind" {
  name              = "blind"
  retention_in_days = 365
}

resource "aws_cloudtrail" "blind" {
  name                       = "blind"
  s3_bucket_name             = "central-logs"
  is_multi_region_trail      = true
  cloud_watch_logs_group_arn = "${aws_cloudwatch_log_group.blind.arn}:*"
  cloud_watch_logs_role_arn  = "arn:aws:iam::111122223333:role/trail-to-logs"

  event_selector {
    read_write_type                  = "All"
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }
}

# CIS AWS Foundations: disabling or scheduled deletion of customer managed keys.
resource "aws_cloudwatch_log_metric_filter" "blind" {
  name           = "blind"
  log_group_name = aws_cloudwatch_log_group.blind.name
  pattern        = "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }"

  metric_transformation {
    namespace = "Security"
    name      = "KeysAtRisk"
    value     = "1"
  }
}
