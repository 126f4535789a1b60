import { describe, expect, it } from 'vitest';
import { lintTexts } from '../helpers/lint.js';
import { apply, fixesOf, viewed } from './apply.js';
import { hasTerraform, unformatted } from './hcl-fmt.js';

const PATH = 'main.tf';

/** The text with every fix made, one after the other. */
async function fixed(text: string): Promise<string> {
  let now = text;
  for (let round = 0; round < 8; round++) {
    const [fix] = fixesOf((await lintTexts({ [PATH]: now })).findings);
    if (fix === undefined) return now;
    now = apply(now, fix.edits);
  }
  return expect.unreachable('fixes without end');
}

const told = async (text: string): Promise<readonly string[]> => {
  const { findings, problems } = await lintTexts({ [PATH]: text });
  return [...findings.map(({ rule }) => rule), ...problems.map(({ message }) => message)];
};

/** Text in which `(-` and `-)` stand around what goes, `(+` and `+)` around what comes. */
const before = (text: string): string => text.replaceAll(/\(\+[^]*?\+\)/gu, '').replaceAll(/\(-|-\)/gu, '');
const after = (text: string): string => text.replaceAll(/\(-[^]*?-\)/gu, '').replaceAll(/\(\+|\+\)/gu, '');

/** What stands in a body is given with its indentation. A trail with nothing wrong but what stands in it: */
const trail = (body: string): string => `resource "aws_cloudtrail" "t" {\n  name                  = "t"\n  s3_bucket_name        = "b"\n  is_multi_region_trail = true\n\n${body}}\n`;
const basic = (body: string): string => trail(`  event_selector {\n${body}  }\n`);
const store = (body: string): string => `resource "aws_cloudtrail_event_data_store" "s" {\n  name = "s"\n\n${body}}\n`;
/** A store that takes management events, with more field selectors. */
const filtered = (fields: string): string => store(`  advanced_event_selector {\n    field_selector {\n      field  = "eventCategory"\n      equals = ["Management"]\n    }${fields}\n  }\n`);
const ofCloudControl = (selectors: string): string =>
  `resource "awscc_cloudtrail_event_data_store" "s" {\n  name${selectors.includes('\n') ? '' : ' '.repeat(20)} = "s"\n  advanced_event_selectors = ${selectors}\n}\n`;

type Row = readonly [name: string, text: string];

const scalars: readonly Row[] = [
  ['a word', basic('    read_write_type = (-"ReadOnly"-)(+"All"+)\n')],
  ['a boolean', basic('    include_management_events = (-false-)(+true+)\n    read_write_type           = "All"\n')],
  ['a boolean as a text', basic('    include_management_events = (-"false"-)(+"true"+)\n')],
  ['a longer value between comments in one column', trail('  enable_logging = (-false-)(+true+) # a\n  tags           = {}(-    -)(+   +)# b\n')],
  ['a shorter value between comments in one column', basic('    read_write_type           = (-"WriteOnly"-)(+"All"+) # a\n    include_management_events = true(-        -)(+  +)# b\n')],
  ['a store that is suspended', store('  suspend = (-true-)(+false+)\n')],
  ['in two resources', `${trail('  enable_logging = (-false-)(+true+)\n')}\n${trail('  enable_logging = (-false-)(+true+)\n').replace('"t" {', '"u" {')}`],
  ['in a resource of which there may be one', `resource "aws_cloudtrail" "t" {\n  count = var.on ? 1 : 0\n\n  is_multi_region_trail = true\n  enable_logging        = (-false-)(+true+)\n}\n\nvariable "on" {\n  type    = bool\n  default = true\n}\n`],
  ['in a resource of which there are two', `resource "aws_cloudtrail" "t" {\n  count = 2\n\n  name                  = "t\${count.index}"\n  is_multi_region_trail = true\n  enable_logging        = (-false-)(+true+)\n}\n`],
  ['beside heredocs and templates', `resource "aws_s3_bucket_policy" "b" {\n  bucket = "b"\n  policy = <<-EOT\n    { "a": "\${upper("}")}", "c" = [\n    # "\n  EOT\n}\n\n${trail('  enable_logging = (-false-)(+true+)\n  tags = {\n    "a \\" b" = "$${x} ${upper("}")}"\n  }\n')}`],
];

const lists: readonly Row[] = [
  ['the only item', basic('    exclude_management_event_sources = [(-"kms.amazonaws.com"-)]\n')],
  ['the first', basic('    exclude_management_event_sources = [(-"kms.amazonaws.com", -)"rdsdata.amazonaws.com"]\n')],
  ['the last', basic('    exclude_management_event_sources = ["rdsdata.amazonaws.com"(-, "kms.amazonaws.com"-)]\n')],
  ['the first line', basic('    exclude_management_event_sources = [(-\n      "kms.amazonaws.com",-)\n      "rdsdata.amazonaws.com",\n    ]\n')],
  ['the last line', basic('    exclude_management_event_sources = [\n      "rdsdata.amazonaws.com",(-\n      "kms.amazonaws.com",-)\n    ]\n')],
  ['the last line without a comma', basic('    exclude_management_event_sources = [\n      "rdsdata.amazonaws.com"(-,\n      "kms.amazonaws.com"-)\n    ]\n')],
  ['its comment goes, others stay', basic('    exclude_management_event_sources = [\n      # a(-\n      "kms.amazonaws.com", // b-)\n      // c\n      "rdsdata.amazonaws.com", # d\n    ]\n')],
  ['comments in one column with that of the longest', filtered('\n\n    field_selector {\n      field = "eventName"\n      not_equals = [(-\n        "GenerateDataKey", # a-)\n        "GetRole",(-         -)(+    +)# b\n        "AssumeRole",(-      -)(+ +)# c\n      ]\n    }')],
  ['all of its lines, whereby it stands in a column with others', basic('    read_write_type(+                 +) = "All"\n    exclude_management_event_sources = [(-\n      "kms.amazonaws.com",\n    -)]\n')],
  ['a value more', filtered('\n\n    field_selector {\n      field  = "eventSource"\n      equals = ["s3.amazonaws.com"(+, "kms.amazonaws.com"+)]\n    }')],
  ['a value more in its line', filtered('\n\n    field_selector {\n      field = "eventSource"\n      equals = [\n        "s3.amazonaws.com", # a(+\n        "kms.amazonaws.com",+)\n      ]\n    }')],
  ['a value more, and a comma', filtered('\n\n    field_selector {\n      field = "eventSource"\n      equals = [\n        "ec2.amazonaws.com", # a\n        "s3.amazonaws.com"(-  -)(+, +) # b(+\n        "kms.amazonaws.com"+)\n      ]\n    }')],
];

const blocks: readonly Row[] = [
  ['the last', filtered('(-\n\n    field_selector {\n      field      = "eventSource"\n      not_equals = ["kms.amazonaws.com"]\n    }-)')],
  ['the last, in the next line', filtered('(-\n    field_selector {\n      field      = "eventSource"\n      not_equals = ["kms.amazonaws.com"]\n    }-)')],
  ['the first', store('  advanced_event_selector {(-\n    field_selector {\n      field      = "eventSource"\n      not_equals = ["kms.amazonaws.com"]\n    }\n-)\n    field_selector {\n      field  = "eventCategory"\n      equals = ["Management"]\n    }\n  }\n')],
  ['one between comments, which stay', filtered('\n\n    # a(-\n    field_selector { # b\n      # c\n      field = "readOnly"\n\n      equals = ["false"]\n    } # d-)\n\n    # e\n    field_selector {\n      field      = "eventName"\n      not_equals = ["GetRole"]\n    }')],
  ['two neighbours', filtered('(-\n\n    field_selector {\n      field       = "eventName"\n      starts_with = ["Create"]\n    }\n\n    field_selector {\n      field      = "eventType"\n      not_equals = ["AwsApiCall"]\n    }-)')],
  ['an operator beside one with a longer name', filtered('\n\n    field_selector {\n      field           = "eventSource"\n      not_starts_with = ["s3"](-\n      not_equals      = ["kms.amazonaws.com"]-)\n    }')],
  ['the operator with the longest name', filtered('\n\n    field_selector {\n      field     (-     -) = "eventSource"(-\n      not_starts_with = ["kms"]-)\n      not_equals(-     -) = ["s3.amazonaws.com"]\n    }')],
  ['an operator of several lines, whereby others meet', filtered('\n\n    field_selector {\n      field(+     +) = "eventSource"(-\n      not_starts_with = [\n        "kms",\n      ]-)\n      not_equals = ["s3.amazonaws.com"]\n    }')],
  ['a selector more', store('  advanced_event_selector {\n    field_selector {\n      field  = "eventCategory"\n      equals = ["Data"]\n    }\n  } # a(+\n\n  advanced_event_selector {\n    field_selector {\n      field  = "eventCategory"\n      equals = ["Management"]\n    }\n  }+)\n\n  retention_period = 90\n')],
  ['of a trail', trail('  advanced_event_selector {\n    name = "all"\n\n    field_selector {\n      field  = "eventCategory"\n      equals = ["Management"]\n    }(-\n    field_selector {\n      field  = "readOnly"\n      equals = ["true"]\n    }-)\n  }\n')],
];

const attributes: readonly Row[] = [
  ['a longer name', 'resource "aws_cloudtrail" "t" {\n  name          (+       +) = "t"\n  s3_bucket_name(+       +) = "b"(+\n  is_multi_region_trail = true+)\n\n  tags = {\n    a = "b"\n  }\n}\n'],
  ['a shorter name, before blocks', 'resource "aws_cloudtrail" "t" {\n  count = 1\n\n  include_global_service_events = true # a(+\n  is_multi_region_trail         = true+)\n\n  event_selector {\n    read_write_type = "All"\n  }\n\n  depends_on = [var.a]\n}\n\nvariable "a" {}\n'],
  ['behind what has several lines', 'resource "aws_cloudtrail" "t" {\n  tags = {\n    a = "b"\n  }(+\n  is_multi_region_trail = true+)\n}\n'],
  ['of a store', 'resource "aws_cloudtrail_event_data_store" "s" {\n  name                 = "s"\n  multi_region_enabled = (-false-)(+true+)\n}\n'],
  ['where nothing was aligned, nothing is', 'resource "aws_cloudtrail" "t" {\n  name="t"\n    s3_bucket_name =   "b"(+\n    is_multi_region_trail = true+)\n}\n'],
];

const cloudControl: readonly Row[] = [
  ['a field selector', ofCloudControl('[{\n    field_selectors = [\n      { field = "eventCategory", equals = ["Management"] },(-\n      { field = "eventSource", not_equals = ["kms.amazonaws.com"] },-)\n    ]\n  }]')],
  ['a field selector over lines', ofCloudControl('[\n    {\n      field_selectors = [\n        {\n          field  = "eventCategory"\n          equals = ["Management"]\n        }(-,\n        {\n          field      = "eventSource"\n          not_equals = ["kms.amazonaws.com"]\n        }-)\n      ]\n    }\n  ]')],
  ['an operator', ofCloudControl('[{\n    field_selectors = [\n      { field = "eventCategory", equals = ["Management"] },\n      {\n        field     (-     -) = "eventSource"(-\n        not_starts_with = ["kms"]-)\n        not_equals(-     -) = ["s3.amazonaws.com"]\n      }\n    ]\n  }]')],
  ['an operator among commas', ofCloudControl('[{ field_selectors = [{ field = "eventCategory", equals = ["Management"] }, { field = "eventSource", (-not_equals = ["kms.amazonaws.com"], -)not_starts_with = ["s3"] }] }]')],
  ['a selector more', ofCloudControl('[{ field_selectors = [{ field = "eventCategory", equals = ["Data"] }] }(+, { field_selectors = [{ field = "eventCategory", equals = ["Management"] }] }+)]')],
  ['a selector more in its line', ofCloudControl('[\n    { field_selectors = [{ field = "eventCategory", equals = ["Data"] }] },(+\n    { field_selectors = [{ field = "eventCategory", equals = ["Management"] }] },+)\n  ]')],
  ['an attribute', 'resource "awscc_cloudtrail_trail" "t" {\n  is_logging    (+       +) = true\n  s3_bucket_name(+       +) = "b"(+\n  is_multi_region_trail = true+)\n}\n'],
];

const rows = [
  ...scalars.map(([name, text]) => [`a scalar: ${name}`, text] as const),
  ...lists.map(([name, text]) => [`a list: ${name}`, text] as const),
  ...blocks.map(([name, text]) => [`a block: ${name}`, text] as const),
  ...attributes.map(([name, text]) => [`an attribute: ${name}`, text] as const),
  ...cloudControl.map(([name, text]) => [`awscc: ${name}`, text] as const),
];
const withCrLf = rows.map(([name, text]) => [`${name}, line ends of Windows`, text.replaceAll('\n', '\r\n')] as const);

describe('a fix in HCL', () => {
  it.each([...rows, ...withCrLf])('%s', async (_name, marked) => {
    expect(await fixed(before(marked))).toBe(after(marked));
    expect(await told(before(marked))).not.toEqual([]);
    expect(await told(after(marked))).toEqual([]);
  });

  it.each(rows)('%s: the same in the VS Code viewer', async (_name, marked) => {
    const text = before(marked);
    const fixes = fixesOf((await lintTexts({ [PATH]: text })).findings);
    expect(fixes.length).toBeGreaterThan(0);
    for (const fix of fixes) expect(viewed(text, fix)).toBe(apply(text, fix.edits));
  });

  it.skipIf(!hasTerraform)('leaves what `terraform fmt` leaves', () => {
    const aligned = rows.map(([, marked]) => marked).filter((marked) => !marked.includes('name="t"'));
    expect(unformatted(aligned.map(before))).toEqual([]);
    expect(unformatted(aligned.map(after))).toEqual([]);
  });
});

describe('there is no fix in HCL', () => {
  const excluding = (value: string): string => basic(`    exclude_management_event_sources = ${value}\n`);
  const kms = '["kms.amazonaws.com"]';

  it.each<Row>([
    ['for the value of a variable', `variable "v" {\n  default = ${kms}\n}\n\n${excluding('var.v')}`],
    ['for an item from a variable', `variable "v" {\n  default = "kms.amazonaws.com"\n}\n\n${excluding('[var.v]')}`],
    ['for a local value', `locals {\n  v = ${kms}\n}\n\n${excluding('local.v')}`],
    ['for a word from a local value', `locals {\n  v = "ReadOnly"\n}\n\n${basic('    read_write_type = local.v\n')}`],
    ['for selectors from a local value', `locals {\n  v = [{ field_selectors = [{ field = "eventCategory", equals = ["Management"] }, { field = "eventSource", not_equals = ${kms} }] }]\n}\n\n${ofCloudControl('local.v')}`],
    ['for the value of a function', excluding(`concat(${kms}, ["rdsdata.amazonaws.com"])`)],
    ['for a list that a function takes', excluding(`toset(${kms})`)],
    ['for what a loop makes', excluding('[for name in ["kms"] : "${name}.amazonaws.com"]')],
    ['for what a loop passes', excluding(`[for name in ${kms} : name]`)],
    ['for a template', excluding('["kms.${"amazonaws"}.com"]')],
    ['for a heredoc', basic('    read_write_type = trimspace(<<EOT\nReadOnly\nEOT\n    )\n')],
    ['for a branch', `variable "on" {\n  type    = bool\n  default = true\n}\n\n${basic('    read_write_type = var.on ? "ReadOnly" : "ReadOnly"\n')}`],
    ['for a list in a branch', `variable "on" {\n  type    = bool\n  default = true\n}\n\n${excluding(`var.on ? ${kms} : ["kms.amazonaws.com", "rdsdata.amazonaws.com"]`)}`],
    ['for what stands in parentheses', basic('    read_write_type = ("ReadOnly")\n')],
    ['in a dynamic block', trail(`  dynamic "event_selector" {\n    for_each = ["a"]\n    content {\n      exclude_management_event_sources = ${kms}\n    }\n  }\n`)],
    ['beneath a dynamic block', store(`  dynamic "advanced_event_selector" {\n    for_each = ["a"]\n    content {\n      field_selector {\n        field  = "eventCategory"\n        equals = ["Management"]\n      }\n      field_selector {\n        field      = "eventSource"\n        not_equals = ${kms}\n      }\n    }\n  }\n`)],
    ['for a field selector beside a dynamic one that is first', filtered(`\n\n    field_selector {\n      field      = "eventSource"\n      not_equals = ${kms}\n    }`).replace('field_selector {\n      field  = "eventCategory"\n      equals = ["Management"]\n    }', 'dynamic "field_selector" {\n      for_each = ["Management"]\n      content {\n        field  = "eventCategory"\n        equals = [field_selector.value]\n      }\n    }')],
    ['for a selector more beside dynamic ones', store('  advanced_event_selector {\n    field_selector {\n      field  = "eventCategory"\n      equals = ["Data"]\n    }\n  }\n\n  dynamic "advanced_event_selector" {\n    for_each = []\n    content {\n    }\n  }\n')],
    ['if a store has five selectors', store('  advanced_event_selector {\n    field_selector {\n      field  = "eventCategory"\n      equals = ["Data"]\n    }\n  }\n'.repeat(5))],
    ['for a block in one line with another', filtered('\n    field_selector { field = "readOnly" }\n').replace('}\n\n  }', '} /* a */\n\n  }')],
    ['for a block before a remark', filtered(`\n\n    field_selector {\n      field      = "eventSource"\n      not_equals = ${kms}\n    } /* a */`)],
    ['for a list with a remark in it', excluding('["rdsdata.amazonaws.com", /* a */ "kms.amazonaws.com"]')],
    ['for an attribute that is null', 'resource "aws_cloudtrail" "t" {\n  is_multi_region_trail = null\n}\n'],
    ['for an attribute of an empty resource', 'resource "aws_cloudtrail" "t" {\n}\n'],
    ['for an attribute behind a heredoc', 'resource "aws_cloudtrail" "t" {\n  name = <<EOT\nt\nEOT\n}\n'],
    ['for an attribute in the line of the brace', 'resource "aws_cloudtrail" "t" { name = "t" }\n'],
    ['for what a module from elsewhere is given', `module "trail" {\n  source                           = "cloudposse/cloudtrail/aws"\n  exclude_management_event_sources = ${kms}\n}\n`],
    ['where the text is not surely understood', `${basic('    read_write_type = "ReadOnly"\n')}\nlocals {\n  a = <<EOT\n\${upper(\n"a")}\nEOT\n}\n`],
    ['where a part of it cannot be read', `${basic('    read_write_type = "ReadOnly"\n')}\nlocals {\n  a = \n}}\n`],
  ])('%s', async (_name, text) => {
    const { findings } = await lintTexts({ [PATH]: text });
    expect(findings.length).toBeGreaterThan(0);
    expect(fixesOf(findings)).toEqual([]);
  });

  it('for what another file gives a module', async () => {
    const { findings } = await lintTexts({
      'main.tf': `module "t" {\n  source  = "./m"\n  sources = ${kms}\n}\n`,
      'm/main.tf': `variable "sources" {}\n\n${excluding('var.sources')}`,
    });
    expect(findings.length).toBeGreaterThan(0);
    expect(fixesOf(findings)).toEqual([]);
  });
});

describe('a fix in the JSON of Terraform', () => {
  const json = (fields: string, more = ''): string => `{"resource":{"aws_cloudtrail_event_data_store":{"s":{"name":"s"${more},"advanced_event_selector":[{"field_selector":[${fields}]}(+, { "field_selector": [{ "field": "eventCategory", "equals": ["Management"] }] }+)]}}}}`;

  it.each<Row>([
    ['a selector more', json('{"field":"eventCategory","equals":["Data"]}')],
    ['a store that is suspended', json('{"field":"eventCategory","equals":["Management"]}', ',"suspend":(-"true"-)(+"false"+)').replace(/\(\+,.*?\+\)/u, '')],
    ['a field selector', json('{"field":"eventCategory","equals":["Management"]}(-,{"field":"eventSource","not_equals":["kms.amazonaws.com"]}-)').replace(/\(\+,.*?\+\)/u, '')],
  ])('%s', async (_name, marked) => {
    const text = before(marked);
    const { findings } = await lintTexts({ 'main.tf.json': text });
    expect(apply(text, fixesOf(findings).flatMap(({ edits }) => edits))).toBe(after(marked));
    expect((await lintTexts({ 'main.tf.json': after(marked) })).findings).toEqual([]);
  });
});
