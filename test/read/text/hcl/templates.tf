locals {
  empty       = ""
  plain       = "plain text"
  escapes     = "line\nbreak\ttab \"quoted\" back\\slash \u00e9 \U0001F600\r"
  literal     = "$${not} %%{not} $5 100% $$ %%"
  wrapped     = "${var.only}"
  mixed       = "arn:aws:s3:::${var.bucket}/AWSLogs/${local.account}/*"
  stripped    = "a ${~var.b~} c"
  spaced      = " ${~ var.b }"
  nested      = "${lookup(var.map, "key-${var.name}")}"
  braces      = "${{ a = "}" }["a"]}"
  conditional = "${var.a ? "x" : "y"}"
  over_lines = "${
    var.a
  }"
  directive   = "%{if var.a}yes%{else}no%{endif}"
  one_armed   = "Hello%{ if var.name != "" }, ${var.name}%{ endif }!"
  loop        = "%{ for name in var.names }${name},%{ endfor }"
  pairs       = "%{for k, v in var.tags~} ${k}=${v} %{~endfor}"
  inside      = "%{ for n in var.names }%{ if n != "" }${n}%{ else }-%{ endif }%{ endfor }"
  empty_if    = "%{ if var.a }%{ endif }"
  indexed     = local.map["a$b"]
  dollar      = local.map["$"]
}
