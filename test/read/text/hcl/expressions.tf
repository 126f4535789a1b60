# Every form of expression. Nothing of this is meant to be applied.
locals {
  number       = 1
  fraction     = 0.50
  exponent     = 2.5e+3
  zeros        = 007
  yes          = true
  no           = false
  nothing      = null
  reference    = var.region
  deep         = data.aws_caller_identity.current.account_id
  indexed      = aws_instance.web[0].id
  named        = local.regions["eu-west-1"].name
  numbered     = local.counts[-1]
  computed     = local.regions[var.region][each.key]
  legacy       = aws_instance.web.0.id
  spread       = aws_instance.web[*].network[*].id
  spread_index = aws_instance.web[*].tags["a"][0]
  attributes   = aws_instance.web.*.id
  legacy_both  = aws_instance.web.*.network.0.id
  alone        = var.names[*]
  of_a_call    = tolist(var.names)[0].id
  of_parens    = (var.names)[count.index]
  empty_tuple  = []
  tuple        = [1, "two", [3, 4], ]
  lines = [
    1, # one
    2, // two
    /* three */ 3,
  ]
  empty_object = {}
  object       = { a = 1, "b" : 2, (var.c) = 3, d.e = 4, 5 = 6, "${var.f}" = 7 }
  object_lines = {
    a = 1
    b = { c = [{ d = 1 }] } # a comment

    e = 2,
  }
  call       = max(1, 2, )
  no_args    = timestamp()
  expanded   = merge(local.maps...)
  call_lines = join(
    ",",
    [for name in var.names : upper(name)],
  )
  each_one   = [for name in var.names : name]
  each_pair  = [for key, value in var.tags : "${key}=${value}" if value != null]
  map        = { for key, value in var.tags : lower(key) => value }
  grouped    = { for user in var.users : user.role => user.name... if user.active }
  over_lines = {
    for key, value
    in var.tags :
    key => value
    if length(value) > 0
  }
  choice  = var.enabled ? "a" : "b"
  choices = var.a ? 1 : var.b ? 2 : 3
  parens = (
    var.a
    && var.b
  )
  not        = !var.enabled
  minus      = -var.count
  twice      = !!var.enabled
  precedence = 1 + 2 * 3 - 4 / 5 % 6 == 7 && !var.a || var.b != var.c
  compared   = 1 < 2 && 2 <= 3 && 4 > 3 && 4 >= 4
  leftmost   = 1 - 2 - 3
  dashed     = a-b - c
  ünïcode    = "ümläut"
  after      = var.ünïcode
}
