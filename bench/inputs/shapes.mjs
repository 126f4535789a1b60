// Texts that grow: for each language, those shapes of which the time could grow faster than their size.
import { module, trail as trailBlock } from './modules.mjs';
import { oneProgram, project } from './programs.mjs';
import { policy, policyTemplate } from './policies.mjs';
import { asJson, asYaml, template } from './templates.mjs';

const repeat = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const words = (count) => 'lorem ipsum dolor sit amet '.repeat(count);

/** One template of many resources, a trail among each fifty. */
const resources = (count) => ({
  Resources: Object.fromEntries(repeat(count, (index) => Object.entries(template(index, index % 50 === 0).Resources).map(([name, body]) => [`${name}${index}`, body])).flat()),
});
const withDescription = (description) => ({ ...template(0, true), Description: description });
const trails = (count) => ({ Resources: Object.fromEntries(repeat(count, (index) => [`Trail${index}`, template(index, true).Resources.Trail])) });
/** What a rule finds. */
const GRANT = { Effect: 'Allow', Action: 'cloudtrail:PutEventSelectors', Resource: '*' };
/** Lists in lists: twenty branches, as deep as is said. Readers take 512 levels. */
const nested = (depth, open, close) => repeat(20, () => open.repeat(depth) + close.repeat(depth)).join(', ');
const DEPTH = 50;

const file = (path, text) => [{ path, text }];

/**
 * By language and shape: files of `size` times a small amount. The largest of what a size of 8 times as much makes
 * stays below ten megabytes, the limit for a file.
 */
export const shapes = {
  YAML: {
    usual: (size) => file('a.yaml', asYaml(resources(40 * size))),
    'no backslash': (size) => file('a.yaml', asYaml(withDescription(words(8000 * size)))),
    'one line': (size) => file('a.yaml', `${JSON.stringify(resources(40 * size)).replaceAll('":', '": ').replace(/^\{/, '{ ')}\n`),
    // An anchor leaves both sizes to the full reader: the fast one takes texts that are nested less than the larger.
    'deep nest': (size) => file('a.yaml', `Metadata: &deep [${nested(DEPTH * size, '[', ']')}]\n${asYaml(template(0, true))}`),
    'beyond all depth': (size) => file('a.yaml', `Metadata: ${'['.repeat(4000 * size)}${']'.repeat(4000 * size)}\n${asYaml(template(0, true))}`),
    'many comments': (size) => file('a.yaml', asYaml(template(0, true)) + '# a comment\n'.repeat(8000 * size)),
    'many findings': (size) => file('a.yaml', asYaml(trails(25 * size))),
    'many files': (size) => repeat(60 * size, (index) => ({ path: `${index}.yaml`, text: asYaml(template(index, index % 10 === 0)) })),
  },
  JSON: {
    usual: (size) => file('a.json', asJson(resources(60 * size))),
    'no backslash': (size) => file('a.json', JSON.stringify(withDescription(words(20000 * size)))),
    'all backslashes': (size) => file('a.json', JSON.stringify(withDescription('\\"\n'.repeat(20000 * size)))),
    'one line': (size) => file('a.json', JSON.stringify(resources(80 * size))),
    'deep nest': (size) => file('a.json', `{"Metadata":[${nested(DEPTH * size, '[', ']')}],${JSON.stringify(template(0, true)).slice(1)}`),
    'many selectors': (size) => file('a.json', asJson({ Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, S3BucketName: 'logs', EventSelectors: repeat(60 * size, () => ({ ReadWriteType: 'All', ExcludeManagementEventSources: ['kms.amazonaws.com'] })) } } } })),
    'many faults': (size) => file('a.json', asJson({ Resources: { Trail: { Type: 'AWS::CloudTrail::Trail', Properties: { IsLogging: true, IsMultiRegionTrail: true, S3BucketName: 'logs', EventSelectors: repeat(600 * size, () => ({ ReadWriteType: 3 })) } } } })),
    'beyond all depth': (size) => file('a.json', `{"Metadata":${'['.repeat(20000 * size)}${']'.repeat(20000 * size)},${JSON.stringify(template(0, true)).slice(1)}`),
    'many files': (size) => repeat(60 * size, (index) => ({ path: `${index}.json`, text: asJson(template(index, index % 10 === 0)) })),
  },
  HCL: {
    usual: (size) => file('main.tf', module(0, true, 60 * size)),
    'no backslash': (size) => file('main.tf', `${module(0, true)}locals {\n  text = "${words(4000 * size)}"\n}\n`),
    'one line': (size) => file('main.tf', `${module(0, true)}locals { list = [${repeat(1500 * size, (index) => `{ name = "item-${index}", on = true }`).join(', ')}] }\n`),
    'deep nest': (size) => file('main.tf', `${module(0, true)}locals {\n  list = [${nested(DEPTH * size, '[', ']')}]\n}\n`),
    'long heredoc': (size) => file('main.tf', `${module(0, true)}locals {\n  text = <<-EOT\n${'    some line of a text\n'.repeat(4000 * size)}  EOT\n}\n`),
    'many findings': (size) => file('main.tf', module(0, true) + repeat(25 * size, (index) => trailBlock(index + 1)).join('')),
    'many files': (size) => repeat(30 * size, (index) => ({ path: `${index}/main.tf`, text: module(index, index % 10 === 0) })),
  },
  TypeScript: {
    usual: (size) => file('stack.ts', oneProgram.replace('const table', `${repeat(60 * size, (index) => `new iam.Role(this, 'Role${index}', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'), description: \`role \${props.stage} ${index}\` });`).join('\n    ')}\n    const table`)),
    'one name for many': (size) => file('main.ts', `import { TerraformStack } from 'cdktf';\nimport { Cloudtrail } from '@cdktf/provider-aws/lib/cloudtrail';\nclass Audit extends TerraformStack {\n  constructor(scope, id) {\n    super(scope, id);\n${"    new Cloudtrail(this, 'trail', { name: 't', s3BucketName: 'logs', isMultiRegionTrail: true });\n".repeat(40 * size)}  }\n}\nnew Audit(app, 'audit');\n`),
    'chain of alternatives': (size) => file('stack.ts', oneProgram.replace("['kms.amazonaws.com']", `[${'process.env.SOURCE ?? '.repeat(60 * size)}'kms.amazonaws.com']`)),
    'one line': (size) => file('stack.ts', oneProgram + `const list = [${repeat(2000 * size, (index) => `{ name: 'item-${index}', on: true }`).join(', ')}];\n`),
    'no backslash': (size) => file('stack.ts', oneProgram + `const text = '${words(8000 * size)}';\n`),
    'deep nest': (size) => file('stack.ts', oneProgram + `const list = [${nested(DEPTH * size, '[', ']')}];\n`),
    'many files': (size) => repeat(4 * size, (index) => Object.entries(project(true, 4)).map(([path, text]) => ({ path: `${index}/${path}`, text }))).flat(),
  },
  shell: {
    usual: (size) => file('a.sh', `#!/bin/bash\nset -e\n${repeat(200 * size, (index) => `name_${index}="bucket-${index}"\nif [ -n "$name_${index}" ]; then\n  aws s3 mb "s3://$name_${index}" --region eu-central-1\nfi\n`).join('')}${call('trail')}`),
    'no backslash': (size) => file('a.sh', `#!/bin/bash\ntext='${words(8000 * size)}'\n${call('trail')}`),
    'one line': (size) => file('a.sh', `#!/bin/bash\n${repeat(1000 * size, (index) => `echo "${index}"`).join('; ')}\n${call('trail')}`),
    'deep nest': (size) => file('a.sh', `#!/bin/bash\n${repeat(20, () => `${'( '.repeat(DEPTH * size)}true${' )'.repeat(DEPTH * size)}`).join('\n')}\n${call('trail')}`),
    'many findings': (size) => file('a.sh', `#!/bin/bash\n${repeat(25 * size, (index) => call(`trail-${index}`)).join('')}`),
    'many files': (size) => repeat(40 * size, (index) => ({ path: `${index}.sh`, text: `#!/bin/bash\nset -e\nname=trail-${index}\n${call('$name')}` })),
  },
  Python: {
    usual: (size) => file('a.py', `import boto3\n${repeat(200 * size, (index) => `\ndef work_${index}(items):\n    """Does number ${index}."""\n    for item in items:\n        print(f"{item} {${index}}")\n    return {"number": ${index}, "items": items}\n`).join('')}${boto('trail')}`),
    'no backslash': (size) => file('a.py', `import boto3\ntext = "${words(8000 * size)}"\n${boto('trail')}`),
    'one line': (size) => file('a.py', `import boto3\nitems = [${repeat(3000 * size, (index) => `{"name": "item-${index}", "on": True}`).join(', ')}]\n${boto('trail')}`),
    'deep nest': (size) => file('a.py', `import boto3\nitems = [${nested(DEPTH * size, '[', ']')}]\n${boto('trail')}`),
    'many findings': (size) => file('a.py', `import boto3\n${repeat(25 * size, (index) => boto(`trail-${index}`)).join('')}`),
    'many files': (size) => repeat(40 * size, (index) => ({ path: `${index}.py`, text: `import boto3\n${boto(`trail-${index}`)}` })),
  },
  policies: {
    'many policies': (size) => file('a.json', asJson(policyTemplate(repeat(20 * size, () => policy(4))))),
    'many statements': (size) => file('a.json', asJson(policyTemplate([{ Version: '2012-10-17', Statement: [...policy(40 * size, ['s3', 'sqs', 'dynamodb', 'logs']).Statement, GRANT] }]))),
    'many actions': (size) => file('a.json', asJson(policyTemplate([{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: repeat(400 * size, (index) => `s3:Get${index}*`), Resource: '*' }, GRANT] }]))),
    'one long pattern': (size) => file('a.json', asJson(policyTemplate([{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: `cloudtrail:${'*a'.repeat(500 * size)}`, Resource: '*' }, GRANT] }]))),
    'many files': (size) => repeat(30 * size, (index) => ({ path: `${index}.json`, text: asJson(policyTemplate([policy(4)])) })),
  },
};

function call(name) {
  return `aws cloudtrail put-event-selectors --trail-name ${name} --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'\n`;
}

function boto(name) {
  return `boto3.client("cloudtrail").put_event_selectors(TrailName="${name}", EventSelectors=[{"ReadWriteType": "All", "IncludeManagementEvents": True, "ExcludeManagementEventSources": ["kms.amazonaws.com"]}])\n`;
}
