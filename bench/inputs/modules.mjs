// Files of Terraform like those that are public: a few resources, a policy, some references.

const resources = (index, number) => `
# Number ${number} of ${index}
resource "aws_s3_bucket" "bucket_${number}" {
  bucket        = "\${var.prefix}-bucket-${number}"
  force_destroy = var.encrypted ? false : true
  tags          = merge(local.tags, { Name = "bucket-${number}", Team = "platform" })

  versioning {
    enabled = true
  }
}

resource "aws_iam_policy" "policy_${number}" {
  name   = "policy-${number}"
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["s3:GetObject", "s3:ListBucket"],
          "Resource": "*"
        }
      ]
    }
  EOT
}
`;

export const trail = (number, more = '') => `
resource "aws_cloudtrail" "trail_${number}" {
  name                          = "trail-${number}"
  s3_bucket_name                = aws_s3_bucket.bucket_0.id
  include_global_service_events = true
  is_multi_region_trail         = true
${more}
  event_selector {
    read_write_type                  = "All"
    include_management_events        = true
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }
}
`;

const head = `variable "prefix" {
  type    = string
  default = "audit"
}

variable "encrypted" {
  default = true
}

locals {
  tags = { Owner = "platform" }
}
`;

/** A module in one file. */
export const module = (index, withTrail, count = 2) => `${head}${Array.from({ length: count }, (_, number) => resources(index, number)).join('')}${withTrail ? trail(0) : ''}`;
