import { type AddEventSelectorOptions, ManagementEventSources, ReadWriteType } from 'aws-cdk-lib/aws-cloudtrail';
import { AuditTrail } from './audit-trail.js';

export class SandboxTrail extends AuditTrail {
  protected override get managementEvents(): ReadWriteType {
    return ReadWriteType.WRITE_ONLY;
  }

  protected override addData(options: AddEventSelectorOptions): void {
    super.addData({ ...options, readWriteType: ReadWriteType.WRITE_ONLY, excludeManagementEventSources: [ManagementEventSources.KMS] });
  }
}
