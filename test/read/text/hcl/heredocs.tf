resource "aws_iam_policy" "one" {
  plain = <<EOT
{
  "Action": "kms:*"
}
EOT
  empty = <<EOT
EOT
  flush = <<-EOT
    first
      second

    third
    EOT
  trailing = <<EOT
text
  EOT  
  interpolated = <<-POLICY
    {
      "Resource": "arn:aws:s3:::${var.bucket}/*",
      "Escaped": "$${aws:username} 5%"
    }
  POLICY
  at_margin = <<-EOT
    ${var.first}
      and the rest
  EOT
  multiple = <<-EOT
      ${join(",", [
  "a",
])} behind
        EOT is text here
    EOT
  directives = <<-EOT
    %{ for name in var.names ~}
    server ${name}
    %{ endfor ~}
    %{ if var.last }
    last
    %{ endif }
  EOT
  argument = jsonencode(<<-EOT
    text
  EOT
  )
  listed = [<<A
one
A
    , <<B
two
B
  ]
  nested = <<OUTER
${<<INNER
inner
INNER
}
OUTER
  umlauts = <<-EOT
    größe ${var.größe} 😀
    EOT
}
