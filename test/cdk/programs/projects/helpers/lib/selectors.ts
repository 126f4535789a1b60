import type { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';

interface Options {
  readonly type?: 'All' | 'ReadOnly' | 'WriteOnly';
  readonly without?: readonly string[];
}

export const source = (service: string): string => `${service}.amazonaws.com`;

export function selector({ type = 'All', without = ['kms', 'rdsdata'] }: Options = {}): CfnTrail.EventSelectorProperty {
  return { readWriteType: type, includeManagementEvents: true, excludeManagementEventSources: without.map(source) };
}
