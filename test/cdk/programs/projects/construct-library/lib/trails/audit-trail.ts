import { type AddEventSelectorOptions, ReadWriteType, Trail } from 'aws-cdk-lib/aws-cloudtrail';
import { Construct } from 'constructs';

export interface AuditTrailProps {
  readonly name?: string;
}

export class AuditTrail extends Construct {
  protected readonly trail: Trail;

  constructor(scope: Construct, id: string, { name = 'audit' }: AuditTrailProps = {}) {
    super(scope, id);
    this.trail = new Trail(this, 'Trail', { trailName: name, managementEvents: this.managementEvents });
    this.addData({});
  }

  protected get managementEvents(): ReadWriteType {
    return ReadWriteType.ALL;
  }

  protected addData(options: AddEventSelectorOptions): void {
    this.trail.logAllS3DataEvents(options);
  }
}
