// CfnEventDataStore whose selector keeps writes alone.
import { App, Stack } from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import type { Construct } from 'constructs';

class LakeStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new cloudtrail.CfnEventDataStore(this, 'Lake', {
      name: 'security-lake',
      multiRegionEnabled: true,
      retentionPeriod: 365,
      advancedEventSelectors: [
        {
          fieldSelectors: [
            { field: 'eventCategory', equalTo: ['Management'] },
            { field: 'readOnly', equalTo: ['false'] },
          ],
        },
      ],
    });
  }
}

const app = new App();
new LakeStack(app, 'LakeStack');
app.synth();
