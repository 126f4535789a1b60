// An event data store that takes nothing in.
import { App, Stack } from 'aws-cdk-lib';
import { CfnEventDataStore, type CfnEventDataStoreProps } from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

const paused: CfnEventDataStoreProps = { ingestionEnabled: false, multiRegionEnabled: true };

class LakeStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new CfnEventDataStore(this, 'Lake', paused);
  }
}

const app = new App();
new LakeStack(app, 'LakeStack');
app.synth();
