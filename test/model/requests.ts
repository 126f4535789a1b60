import { PUT_EVENT_SELECTORS, sabotage } from '../../src/model/grant/action.js';
import type { Request } from '../../src/model/grant/reach.js';

export const ACCOUNT = '123456789012';
export const OTHER_ACCOUNT = '210987654321';
const STORE = 'eventdatastore/0a1b2c3d-0123-4567-89ab-0a1b2c3d4e5f';

export const arnOf = (resource: string, region = 'us-east-1', account = ACCOUNT): string => `arn:aws:cloudtrail:${region}:${account}:${resource}`;

/** A trail that policies name, the one of that name in another Region, and another one beside it. */
export const named = arnOf('trail/main');
export const elsewhere = arnOf('trail/main', 'eu-west-1');
export const beside = arnOf('trail/audit-log');
export const store = arnOf(STORE);
const storeElsewhere = arnOf(STORE, 'eu-west-1');

const [stopLogging = '', deleteTrail = '', updateTrail = '', updateStore = '', stopIngestion = '', deleteStore = ''] = sabotage;

/** What is asked of every document. */
export const requests: readonly Request[] = [
  ...[named, elsewhere, beside].map((trail) => ({ action: PUT_EVENT_SELECTORS, trail })),
  { action: stopLogging, trail: named },
  { action: deleteTrail, trail: elsewhere },
  { action: updateTrail, trail: beside },
  { action: updateStore, trail: store },
  { action: stopIngestion, trail: storeElsewhere },
  { action: deleteStore, trail: store },
];

/** A trail, taken apart. */
export interface Trail {
  readonly region: string;
  readonly account: string;
  readonly name: string;
  readonly arn: string;
}

export const regions = ['us-east-1', 'us-west-2', 'eu-west-1'];
export const accounts = [ACCOUNT, OTHER_ACCOUNT];
export const names = ['main', 'audit-log', 'aws-controltower-BaselineCloudTrail', 'm.n'];

/** Trails in three Regions and two accounts. */
export const grid: readonly Trail[] = regions.flatMap((region) => accounts.flatMap((account) => names.map((name) => ({ region, account, name, arn: arnOf(`trail/${name}`, region, account) }))));
