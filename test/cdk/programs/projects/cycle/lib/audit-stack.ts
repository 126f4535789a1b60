import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { addTrail } from './trail.js';

export const BUCKET = 'audit-logs';

export class AuditStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    addTrail(this);
  }
}
