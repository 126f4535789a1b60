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

const indented = (text: string): string => text.replaceAll(/^(?=.)/gmu, '  ');
/** A trail with nothing wrong but what stands in its body. */
const trail = (body: string): string => `resource "aws_cloudtrail" "t" {\n  name                  = "t"\n  s3_bucket_name        = "b"\n  is_multi_region_trail = true\n\n${indented(body)}}\n`;
const store = (body: string): string => `resource "aws_cloudtrail_event_data_store" "s" {\n  name = "s"\n\n${indented(body)}}\n`;
/** A store that takes management events, with more field selectors. */
const filtered = (fields: string): string => store(`advanced_event_selector {\n  field_selector {\n    field  = "eventCategory"\n    equals = ["Management"]\n  }${indented(fields)}}\n`);
const basic = (body: string): string => trail(`event_selector {\n${indented(body)}}\n`);
const ofCloudControl = (selectors: string): string => `resource "awscc_cloudtrail_event_data_store" "s" {\n  name                     = "s"\n  advanced_event_selectors = ${selectors}\n}\n`;

type Row = readonly [name: string, text: string];

const scalars: readonly Row[] = [
  ['a word', basic('read_write_type = (-"ReadOnly"-)(+"All"+)\n')],
  ['a boolean', basic('include_management_events = (-false-)(+true+)\nread_write_type           = "All"\n')],
  ['a boolean as a text', basic('include_management_events = (-"false"-)(+"true"+)\n')],
  ['logging, and comments that are aligned', trail('enable_logging = (-false-)(+true+)(+ +) # a\ntags           = {} # b\n').replace('(+ +)', '').replace('tags           = {} # b', 'tags           = {}(-    -)(+   +) # b')],
  ['a store that is suspended', store('suspend = (-true-)(+false+)\n')],
  ['a comment behind a longer word', basic('read_write_type           = (-"WriteOnly"-)(+"All"+) # a\ninclude_management_events = true(-       -)(+  -+) # b\n').replace('true(-       -)(+  -+) # b', 'true(-       -)(+ +) # b')],
  ['in two resources', `${trail('enable_logging = (-false-)(+true+)\n')}\n${trail('enable_logging = (-false-)(+true+)\n').replace('"t" {', '"u" {')}`],
  ['in a resource of which there are several', `resource "aws_cloudtrail" "t" {\n  count = 2\n\n  name                  = "t\${count.index}"\n  is_multi_region_trail = true\n  enable_logging        = (-false-)(+true+)\n}\n`],
  ['beside heredocs and templates', `resource "aws_s3_bucket_policy" "b" {\n  bucket = "b"\n  policy = <<-EOT\n    { "a": "\${jsonencode({ b = "}" })}", "c" = [\n    # "\n  EOT\n}\n\n${trail('enable_logging = (-false-)(+true+)\ntags = {\n  "a \\" b" = "\${upper("}")} $\${x}"\n}\n')}`],
];

const lists: readonly Row[] = [
  ['the only item', basic('exclude_management_event_sources = [(-"kms.amazonaws.com"-)]\n')],
  ['the first', basic('exclude_management_event_sources = [(-"kms.amazonaws.com", -)"rdsdata.amazonaws.com"]\n')],
  ['the last', basic('exclude_management_event_sources = ["rdsdata.amazonaws.com"(-, "kms.amazonaws.com"-)]\n')],
  ['the first line', basic('exclude_management_event_sources = [(-\n  "kms.amazonaws.com",-)\n  "rdsdata.amazonaws.com",\n]\n')],
  ['the last line', basic('exclude_management_event_sources = [\n  "rdsdata.amazonaws.com",(-\n  "kms.amazonaws.com",-)\n]\n')],
  ['the last line without a comma', basic('exclude_management_event_sources = [\n  "rdsdata.amazonaws.com"(-,\n  "kms.amazonaws.com"-)\n]\n')],
  ['its comment goes, others stay', basic('exclude_management_event_sources = [\n  # a(-\n  "kms.amazonaws.com", # b-)\n  // c\n  "rdsdata.amazonaws.com", # d\n]\n').replace('"rdsdata.amazonaws.com", # d', '"rdsdata.amazonaws.com", # d')],
  ['columns of comments', filtered('\n\nfield_selector {\n  field = "eventName"\n  not_equals = [(-\n    "Decrypt",-)(- -)    # a\n    "AssumeRole", # b\n  ]\n}\n').replace('(-\n        "Decrypt",-)(- -)    # a', '(-\n        "Decrypt",    # a-)')],
  ['all lines, which makes columns', basic('read_write_type(+                 +) = "All"\nexclude_management_event_sources = [(-\n  "kms.amazonaws.com",\n-)]\n').replace(/\(\+ +\+\)/u, `(+${' '.repeat('exclude_management_event_sources'.length - 'read_write_type'.length)}+)`)],
  ['a value more', filtered('\n\nfield_selector {\n  field  = "eventSource"\n  equals = ["s3.amazonaws.com"(+, "kms.amazonaws.com"+)]\n}\n')],
  ['a value more in its line', filtered('\n\nfield_selector {\n  field = "eventSource"\n  equals = [\n    "s3.amazonaws.com", # a(+\n    "kms.amazonaws.com",+)\n  ]\n}\n')],
  ['a value more, and a comma', filtered('\n\nfield_selector {\n  field = "eventSource"\n  equals = [\n    "s3.amazonaws.com"(+,+) # a(+\n    "kms.amazonaws.com"+)\n  ]\n}\n')],
];

const blocks: readonly Row[] = [
  ['the last', filtered('(-\n\nfield_selector {\n  field      = "eventSource"\n  not_equals = ["kms.amazonaws.com"]\n}-)\n')],
  ['the last, in lines that follow', filtered('(-\nfield_selector {\n  field      = "eventSource"\n  not_equals = ["kms.amazonaws.com"]\n}-)\n')],
  ['the first', store('advanced_event_selector {(-\n  field_selector {\n    field      = "eventSource"\n    not_equals = ["kms.amazonaws.com"]\n  }\n-)\n  field_selector {\n    field  = "eventCategory"\n    equals = ["Management"]\n  }\n}\n')],
  ['one between, comments stay', filtered('\n\n# a(-\nfield_selector { # b\n  # c\n  field = "readOnly"\n\n  equals = ["false"]\n} # d-)\n\n# e\nfield_selector {\n  field      = "eventType"\n  not_equals = ["AwsServiceEvent"]\n}\n').replace('(-\n    field_selector { # b', '(-\n    field_selector { # b')],
  ['two neighbours', filtered('(-\n\nfield_selector {\n  field       = "eventName"\n  starts_with = ["Create"]\n}\n\nfield_selector {\n  field      = "eventType"\n  not_equals = ["AwsApiCall"]\n}-)\n')],
  ['an operator beside another, of which the column moves', filtered('\n\nfield_selector {\n  field(-      -)(+            +) = "eventSource"\n  not_starts_with = ["s3"](-\n  not_equals      = ["kms.amazonaws.com"]-)\n}\n').replace('(-      -)(+            +)', '          ')],
  ['the operator with the longest name', filtered('\n\nfield_selector {\n  field(-          -)(+     +) = "eventSource"(-\n  not_starts_with = ["kms"]-)\n  not_equals(-     -) = ["s3.amazonaws.com"]\n}\n')],
  ['an operator of several lines, whereby others meet', filtered('\n\nfield_selector {\n  field(+     +) = "eventSource"(-\n  not_starts_with = [\n    "kms",\n  ]-)\n  not_equals = ["s3.amazonaws.com"]\n}\n')],
  ['a selector more', store('advanced_event_selector {\n  field_selector {\n    field  = "eventCategory"\n    equals = ["Data"]\n  }\n} # a(+\n\nadvanced_event_selector {\n  field_selector {\n    field  = "eventCategory"\n    equals = ["Management"]\n  }\n}+)\n\nretention_period = 90\n')],
];

const attributes: readonly Row[] = [
  ['a longer name', 'resource "aws_cloudtrail" "t" {\n  name(-          -)(+                 +) = "t"\n  s3_bucket_name(+       +) = "b"(+\n  is_multi_region_trail = true+)\n\n  tags = {\n    a = "b"\n  }\n}\n'.replace('(-          -)(+                 +)', '          (+       +)')],
  ['a shorter name, before blocks', 'resource "aws_cloudtrail" "t" {\n  count = 1\n\n  include_global_service_events = true # a(+\n  is_multi_region_trail         = true+)\n\n  event_selector {\n    read_write_type = "All"\n  }\n\n  depends_on = [var.a]\n}\n\nvariable "a" {}\n'],
  ['behind what has several lines', 'resource "aws_cloudtrail" "t" {\n  tags = {\n    a = "b"\n  }(+\n  is_multi_region_trail = true+)\n}\n'],
  ['a store', 'resource "aws_cloudtrail_event_data_store" "s" {\n  name                 = "s"\n  multi_region_enabled = (-false-)(+true+)\n}\n'],
];

const cloudControl: readonly Row[] = [
  ['a field selector', ofCloudControl('[{\n    field_selectors = [\n      { field = "eventCategory", equals = ["Management"] },(-\n      { field = "eventSource", not_equals = ["kms.amazonaws.com"] },-)\n    ]\n  }]')],
  ['a field selector over lines', ofCloudControl('[\n    {\n      field_selectors = [\n        {\n          field  = "eventCategory"\n          equals = ["Management"]\n        }(-,\n        {\n          field      = "eventSource"\n          not_equals = ["kms.amazonaws.com"]\n        }-)\n      ]\n    }\n  ]')],
  ['an operator', ofCloudControl('[{\n    field_selectors = [\n      { field = "eventCategory", equals = ["Management"] },\n      {\n        field(-           -)(+           +) = "eventSource"\n        not_starts_with = ["s3"](-\n        not_equals      = ["kms.amazonaws.com"]-)\n      }\n    ]\n  }]').replace('(-           -)(+           +)', '          ')],
  ['an operator among commas', ofCloudControl('[{ field_selectors = [{ field = "eventCategory", equals = ["Management"] }, { field = "eventSource", (-not_equals = ["kms.amazonaws.com"], -)not_starts_with = ["s3"] }] }]')],
  ['a selector more', ofCloudControl('[{ field_selectors = [{ field = "eventCategory", equals = ["Data"] }] }(+, { field_selectors = [{ field = "eventCategory", equals = ["Management"] }] }+)]')],
  ['a selector more in its line', ofCloudControl('[\n    { field_selectors = [{ field = "eventCategory", equals = ["Data"] }] },(+\n    { field_selectors = [{ field = "eventCategory", equals = ["Management"] }] },+)\n  ]')],
  ['an attribute', 'resource "awscc_cloudtrail_trail" "t" {\n  is_logging(+           +) = true\n  s3_bucket_name(+       +) = "b"(+\n  is_multi_region_trail = true+)\n}\n'.replace('is_logging(+           +)', 'is_logging    (+       +)')],
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
    expect(unformatted(rows.map(([, marked]) => before(marked)))).toEqual([]);
    expect(unformatted(rows.map(([, marked]) => after(marked)))).toEqual([]);
  });
});
