// An event data store without selectors takes all management events.
import { App, Stack } from 'aws-cdk-lib';
import { CfnEventDataStore } from 'aws-cdk-lib/aws-cloudtrail';

const app = new App();
const stack = new Stack(app, 'LakeStack');
new CfnEventDataStore(stack, 'Lake', { name: 'everything', multiRegionEnabled: true });
app.synth();
