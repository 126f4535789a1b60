// A plan of Terraform as large as those of whole organizations: `terraform show -json` writes it in one line, every resource twice.
import { closeSync, openSync, writeSync } from 'node:fs';

const tags = (index) => ({ Name: `worker-${index}`, team: `team-${index % 7}`, 'cost-center': String(1000 + (index % 40)) });

/** Like most: dozens of attributes, many of them null, and blocks within blocks. */
const instance = (index) => ({
  type: 'aws_instance',
  name: `worker_${index}`,
  values: {
    ami: `ami-0${(index * 2654435761) % 4294967296}`,
    credit_specification: [],
    disable_api_stop: false,
    disable_api_termination: false,
    ebs_block_device: [{ delete_on_termination: true, device_name: '/dev/sdf', encrypted: true, iops: 3000, kms_key_id: null, snapshot_id: null, tags: null, throughput: 125, volume_id: null, volume_size: 50, volume_type: 'gp3' }],
    ebs_optimized: true,
    get_password_data: false,
    hibernation: null,
    iam_instance_profile: `worker-${index % 7}`,
    instance_type: 'm6i.large',
    launch_template: [],
    metadata_options: [{ http_endpoint: 'enabled', http_protocol_ipv6: null, http_put_response_hop_limit: 1, http_tokens: 'required', instance_metadata_tags: 'disabled' }],
    monitoring: true,
    root_block_device: [{ delete_on_termination: true, encrypted: true, kms_key_id: null, volume_size: 20, volume_type: 'gp3' }],
    source_dest_check: true,
    subnet_id: `subnet-0${index % 90}`,
    tags: tags(index),
    tags_all: tags(index),
    timeouts: null,
    user_data: null,
    volume_tags: null,
    vpc_security_group_ids: [`sg-0${index % 12}`, `sg-1${index % 12}`],
  },
});

const rule = (index) => ({
  type: 'aws_security_group_rule',
  name: `rule_${index}`,
  values: { cidr_blocks: [`10.${index % 250}.0.0/16`], description: 'from the office', from_port: 443, ipv6_cidr_blocks: null, prefix_list_ids: null, protocol: 'tcp', security_group_id: `sg-0${index % 12}`, self: false, timeouts: null, to_port: 443, type: 'ingress' },
});

/** With a document in a string, and all its escapes. */
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
const kinds = [instance, rule, instance, rule, queue];
const resource = (index) => (index % 2000 === 1000 ? trail(index) : kinds[index % kinds.length](index));

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
