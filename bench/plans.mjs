// A plan of Terraform as large as those of whole organizations: `terraform show -json` writes it in one line, every resource twice.
import { closeSync, openSync, writeSync } from 'node:fs';

const tags = (index) => ({ Name: `queue-${index}`, team: `team-${index % 7}`, 'cost-center': String(1000 + (index % 40)) });

/** A resource that says nothing of trails, with the escapes and accents that real ones have. */
const queue = (index) => ({
  type: 'aws_sqs_queue',
  name: `queue_${index}`,
  values: {
    name: `queue-${index}`,
    delay_seconds: index % 900,
    fifo_queue: false,
    kms_master_key_id: null,
    max_message_size: 262144,
    policy: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sqs:SendMessage', Resource: `arn:aws:sqs:eu-west-1:111122223333:queue-${index}` }] }),
    redrive_policy: '',
    tags: tags(index),
    tags_all: tags(index),
    timeouts: null,
    visibility_timeout_seconds: 30,
  },
});

const trail = (index) => ({
  type: 'aws_cloudtrail',
  name: `trail_${index}`,
  values: {
    name: `trail-${index}`,
    s3_bucket_name: `logs-${index}`,
    enable_logging: true,
    is_multi_region_trail: true,
    advanced_event_selector: [],
    event_selector: [{ data_resource: [], exclude_management_event_sources: index % 2 === 0 ? ['kms.amazonaws.com'] : null, include_management_events: true, read_write_type: 'All' }],
  },
});

const planned = (address, { type, name, values }) => ({ address, mode: 'managed', type, name, provider_name: 'registry.terraform.io/hashicorp/aws', schema_version: 0, values, sensitive_values: {} });

const changed = (address, { type, name, values }) => ({
  address,
  module_address: address.slice(0, address.lastIndexOf(`.${type}`)),
  mode: 'managed',
  type,
  name,
  provider_name: 'registry.terraform.io/hashicorp/aws',
  change: { actions: ['create'], before: null, after: values, after_unknown: { id: true, arn: true }, before_sensitive: false, after_sensitive: {} },
});

/** One trail in two thousand resources. */
const resource = (index) => (index % 2000 === 1000 ? trail(index) : queue(index));

/** Writes a plan of at least `bytes`, a piece at a time: no text of it need fit into memory. */
export function writePlan(path, bytes) {
  const file = openSync(path, 'w');
  let written = 0;
  const write = (text) => (written += writeSync(file, text));
  const all = (form, budget) => {
    let index = 0;
    for (const end = written + budget; written < end; ) {
      const pieces = [];
      for (const last = index + 500; index < last; index++) {
        const one = resource(index);
        pieces.push(JSON.stringify(form(`module.team[${index % 50}].${one.type}.${one.name}`, one)));
      }
      write(`${index === 500 ? '' : ','}${pieces.join(',')}`);
    }
    return index;
  };
  write('{"format_version":"1.2","terraform_version":"1.9.8","planned_values":{"root_module":{"child_modules":[{"address":"module.team","resources":[');
  all(planned, bytes / 2);
  write(']}]}},"resource_changes":[');
  const resources = all(changed, bytes - written);
  write('],"configuration":{"provider_config":{"aws":{"name":"aws","full_name":"registry.terraform.io/hashicorp/aws"}},"root_module":{}},"timestamp":"2026-03-02T09:14:11Z","applyable":true,"complete":true,"errored":false}\n');
  closeSync(file);
  return { resources, bytes: written };
}
