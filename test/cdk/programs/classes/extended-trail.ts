// A class that extends Trail and changes what it is given.
import { App, Stack } from 'aws-cdk-lib';
import { ReadWriteType, Trail, type TrailProps } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class CheapTrail extends Trail {
  constructor(scope: Construct, id: string, props: TrailProps = {}) {
    super(scope, id, { ...props, managementEvents: ReadWriteType.WRITE_ONLY });
  }
}

const app = new App();
const stack = new Stack(app, 'AuditStack');
new CheapTrail(stack, 'Trail', { trailName: 'audit', managementEvents: ReadWriteType.ALL });
app.synth();
