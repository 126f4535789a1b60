/** Where something may be written in a sample. */
export interface Places {
  /** Above the line of the culprit. */
  readonly above?: string;
  /** Behind the culprit. */
  readonly beside?: string;
  /** On a line on which nothing is found. */
  readonly elsewhere?: string;
  /** Above the declaration. */
  readonly name?: string;
  /** In texts of each kind that the language has. */
  readonly string?: string;
}

/** A text of a language that brings one finding, of `kms-events-excluded`. */
export interface Language {
  readonly path: string;
  readonly text: (places: Places) => string;
  readonly comment: (text: string) => string;
  readonly culprit: string;
}

const hash = (text: string): string => `# ${text}`;
const slashes = (text: string): string => `// ${text}`;
const block = (text: string): string => `/* ${text} */`;

export const yaml: Language = {
  path: 't.yaml',
  culprit: 'kms.amazonaws.com',
  comment: hash,
  text: ({ above = '', beside = '', elsewhere = '', name = '', string = 'x' }) => `Resources:
  ${name}
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      IsLogging: true ${elsewhere}
      IsMultiRegionTrail: true
      Tags: [{ Key: a, Value: "${string}" }, { Key: b, Value: '${string}' }]
      TrailName: |
        ${string}
      EventSelectors:
        ${above}
        - ExcludeManagementEventSources: [kms.amazonaws.com] ${beside}
`,
};

export const hcl: Language = {
  path: 'main.tf',
  culprit: '"kms.amazonaws.com"',
  comment: hash,
  text: ({ above = '', beside = '', elsewhere = '', name = '', string = 'x' }) => `${name}
resource "aws_cloudtrail" "main" {
  name                  = "${string}"
  s3_bucket_name        = <<TEXT
${string}
TEXT
  is_multi_region_trail = true ${elsewhere}
  event_selector {
    ${above}
    exclude_management_event_sources = ["kms.amazonaws.com"] ${beside}
  }
}
`,
};

const program: Language = {
  path: 'bin/app.ts',
  culprit: "'kms.amazonaws.com'",
  comment: slashes,
  text: ({ above = '', beside = '', elsewhere = '', name = '', string = 'x' }) => `import { App, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
const stack = new Stack(new App(), 'Audit');
const words = ["${string}", '${string}', \`${string} \${stack} ${string}\`, /[/]${string.replaceAll(/[/*]/gu, '.')}/];
${name}
new CfnTrail(stack, 'Trail', {
  s3BucketName: 'logs',
  isLogging: true, ${elsewhere}
  isMultiRegionTrail: true,
  trailName: \`
    ${string}
  \`,
  eventSelectors: [{
    ${above}
    excludeManagementEventSources: ['kms.amazonaws.com'], ${beside}
  }],
});
`,
};

/** With text between its tags. */
const tsx: Language = { ...program, path: 'bin/app.tsx', text: (places) => `${program.text(places)}const page = <p>\n${places.string ?? ''}\n</p>;\n` };

const python: Language = {
  path: 'setup.py',
  culprit: '"kms.amazonaws.com"',
  comment: hash,
  text: ({ above = '', beside = '', elsewhere = '', name = '', string = 'x' }) => `import boto3
client = boto3.client("cloudtrail")
words = ["${string}", '${string}', """
${string}
"""]
${name}
client.put_event_selectors(
    TrailName="t", ${elsewhere}
    EventSelectors=[{
        ${above}
        "ExcludeManagementEventSources": ["kms.amazonaws.com"], ${beside}
    }],
)
`,
};

const call = `aws cloudtrail put-event-selectors --trail-name t`;
const selectors = `--event-selectors '[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'`;

const shell: Language = {
  path: 'setup.sh',
  culprit: '"kms.amazonaws.com"',
  comment: hash,
  text: ({ above = '', beside = '', elsewhere = '', name = '', string = 'x' }) => `#!/bin/sh
echo "${string}" '
${string}
' a${string.replaceAll(' ', '')}
cat <<TEXT
${string}
TEXT
true ${elsewhere}
${name}
${above}
${call} \\
  ${selectors} ${beside}
`,
};

const makefile: Language = {
  ...shell,
  path: 'Makefile',
  text: ({ above = '', beside = '', elsewhere = '', name = '', string = 'x' }) => `all: ${elsewhere}
\techo "${string}"
${name}
\t${above}
\t${call} ${selectors} ${beside}
`,
};

const dockerfile: Language = {
  ...shell,
  path: 'Dockerfile',
  text: ({ above = '', beside = '', elsewhere = '', name = '', string = 'x' }) => `FROM scratch
COPY <<TEXT /a
${string}
TEXT
RUN true ${elsewhere}
${name}
${above}
RUN ${call} ${selectors} ${beside}
`,
};

export const languages: Readonly<Record<string, Language>> = {
  YAML: yaml,
  HCL: hcl,
  'HCL with slashes': { ...hcl, comment: slashes },
  'HCL with blocks': { ...hcl, comment: block },
  TypeScript: program,
  'TypeScript with blocks': { ...program, comment: block },
  TSX: tsx,
  JavaScript: { ...program, path: 'bin/app.js' },
  Python: python,
  shell,
  makefile,
  Dockerfile: dockerfile,
};
