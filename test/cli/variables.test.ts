import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run, scratch, write } from './support.js';

const main = `variable "sources" {
  type = list(string)
}
variable "on" {
  type    = bool
  default = true
}
resource "aws_cloudtrail" "t" {
  name                  = "t"
  s3_bucket_name        = "logs"
  is_multi_region_trail = true
  enable_logging        = var.on
  event_selector {
    exclude_management_event_sources = var.sources
  }
}
`;

const folder = scratch();
mkdirSync(join(folder, '.git'));
write(folder, {
  'app/main.tf': main,
  'with space/prod.tfvars': 'sources = ["kms.amazonaws.com"]\n',
  'prod.json': '{ "sources": ["kms.amazonaws.com"] }',
  'dev.tfvars': 'sources = []\n',
  'odd.tfvars': 'sources = []\nsorces  = []\n',
  'broken.tfvars': 'sources = [\n',
  'block.tfvars': 'sources = ["kms.amazonaws.com"]\nvariable "on" {\n  default = false\n}\n',
  'binary.tfvars': 'sources = \u0000',
  'scalar.json': '"sources"',
  // What stands in JSON is what it is, whatever Terraform would make of it in a configuration.
  'names.json': '{ "sources": ["${path.module}"], "provider": "aws.x", "__proto__": { "sources": ["kms.amazonaws.com"] } }',
  'prod.yaml': 'terraform:\n  varFiles: [with space/prod.tfvars]\n',
  'values.yaml': 'terraform:\n  variables: { sources: [kms.amazonaws.com], other: 1 }\n',
  'both.yaml': 'terraform:\n  variables: { sources: [kms.amazonaws.com], on: false }\n  varFiles: [odd.tfvars]\n',
  'none.yaml': 'terraform:\n  varFiles: [none.tfvars]\n',
  'automatic/main.tf': main,
  'automatic/x.auto.tfvars': 'sources = ["kms.amazonaws.com"]\n',
});

interface Told {
  readonly rule: string;
  readonly certainty: string;
}

async function told(argv: readonly string[], env: Readonly<Record<string, string>> = {}, path = 'app'): Promise<readonly string[]> {
  const { out, err } = await run([path, ...argv, '-f', 'json'], { cwd: folder, env });
  expect(err).toBe('');
  return (JSON.parse(out) as { readonly findings: readonly Told[] }).findings.map(({ rule, certainty }) => `${rule} ${certainty}`);
}

const excluded = 'kms-events-excluded definite';
const off = 'sink-not-recording definite';

describe('variables of Terraform', () => {
  test.each<[string, readonly string[], Readonly<Record<string, string>>, readonly string[]]>([
    ['nobody gives', [], {}, ['kms-events-excluded possible']],
    ['by hand', ['--var', 'sources=["kms.amazonaws.com"]'], {}, [excluded]],
    ['by hand, which is in order', ['--var', 'sources=[]'], {}, []],
    ['by hand, a boolean', ['--var', 'sources=[]', '--var', 'on=false'], {}, [off]],
    ['in a file', ['--var-file', 'with space/prod.tfvars'], {}, [excluded]],
    ['in a file of JSON', ['--var-file', 'prod.json'], {}, [excluded]],
    ['the last file counts', ['--var-file', 'prod.json', '--var-file', 'dev.tfvars'], {}, []],
    ['by hand behind a file', ['--var-file', 'prod.json', '--var', 'sources=[]'], {}, []],
    ['a file behind what is given by hand', ['--var', 'sources=[]', '--var-file', 'prod.json'], {}, [excluded]],
    ['in the environment', [], { TF_VAR_sources: '["kms.amazonaws.com"]', TF_VAR_other: '[' }, [excluded]],
    ['in the environment, and by hand', ['--var', 'sources=[]'], { TF_VAR_sources: '["kms.amazonaws.com"]', sources: 'x' }, []],
    ['in a file that the config names', ['--config', 'prod.yaml'], {}, [excluded]],
    ['the config, and a file instead of its own', ['--config', 'prod.yaml', '--var-file', 'dev.tfvars'], {}, []],
    ['the config, and by hand', ['--config', 'prod.yaml', '--var', 'sources=[]'], {}, []],
    ['the config, and the environment', ['--config', 'values.yaml'], { TF_VAR_sources: '[]' }, [excluded]],
    ['values in the config, files in it another', ['--config', 'both.yaml'], {}, [off]],
    ['values in the config, files another', ['--config', 'both.yaml', '--var-file', 'prod.json', '--var', 'on=true'], {}, [excluded]],
    ['what cannot be read', ['--var', 'sources=['], {}, ['parse-error definite']],
    ['a file that is broken', ['--var-file', 'broken.tfvars'], {}, ['parse-error definite']],
    ['a file with a block in it', ['--var-file', 'block.tfvars'], {}, [excluded, 'parse-error definite']],
    ['a file that is binary', ['--var-file', 'binary.tfvars', '--var', 'sources=[]'], {}, ['parse-error definite']],
    ['a file that is no map', ['--var-file', 'scalar.json', '--var', 'sources=[]'], {}, ['parse-error definite']],
    ['a file with odd names', ['--var-file', 'names.json'], {}, ['parse-error definite', 'parse-error definite', 'selector-invalid definite']],
    ['a name that there is not, in a file', ['--var-file', 'odd.tfvars'], {}, ['parse-error definite']],
  ])('%s', async (_, argv, env, expected) => {
    expect([...(await told(argv, env))].sort()).toEqual(expected);
  });

  test('what the folder holds itself comes behind', async () => {
    expect(await told([], { TF_VAR_sources: '[]' }, 'automatic')).toEqual([excluded]);
    expect(await told(['--var-file', 'dev.tfvars'], {}, 'automatic')).toEqual([]);
    expect(await told(['--config', 'both.yaml'], {}, 'automatic')).toEqual([off]);
  });

  test('hold for coverage as well', async () => {
    const { out } = await run(['coverage', 'app', '--var-file', 'prod.json', '-f', 'json'], { cwd: folder });
    expect(JSON.parse(out)).toMatchObject({ sinks: [{ reads: { logged: 0, lost: 27 } }] });
  });

  test.each<[string, readonly string[], number, string]>([
    ['a file that there is not', ['--var-file', 'none.tfvars'], 2, "keytrail: cannot read the variables in 'none.tfvars': there is no such file\n"],
    ['a folder', ['--var-file', 'app'], 2, "keytrail: cannot read the variables in 'app': it is not a regular file\n"],
    ['a file that the config names', ['--config', 'none.yaml'], 2, 'none.yaml:2:14: cannot read these variables: there is no such file\n'],
    ['a name that there is not', ['--var', 'sorces=[]', '--var', 'sources=[]'], 0, "keytrail: no configuration that was read has the variable 'sorces' of --var\n"],
  ])('%s', async (_, argv, status, err) => {
    const outcome = await run(['app', ...argv], { cwd: folder });
    expect([outcome.status, outcome.err]).toEqual([status, err]);
  });

  test('a name that there is not is no matter where no configuration was read', async () => {
    write(folder, { 'other/t.json': '{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "s3:*", "Resource": "*" }] }' });
    expect((await run(['other', '--var', 'sorces=[]', '--var-file', 'odd.tfvars'], { cwd: folder })).err).toBe('');
  });

  test('the finding leads to the line of the file', async () => {
    const { out } = await run(['app', '--var-file', 'with space/prod.tfvars', '-f', 'json'], { cwd: folder });
    const { findings } = JSON.parse(out) as { readonly findings: readonly { readonly file: string; readonly line: number; readonly flow: readonly { readonly file: string; readonly line: number }[] }[] };
    expect(findings).toMatchObject([{ file: 'app/main.tf', line: 14 }]);
    expect(findings[0]?.flow[0]).toMatchObject({ file: 'with space/prod.tfvars', line: 1 });
  });
});
