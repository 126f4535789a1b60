// CfnInclude takes in a template, of which the trail is changed afterwards.
import { App, Stack } from 'aws-cdk-lib';
import type { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { join } from 'path';

const app = new App();
const stack = new Stack(app, 'LegacyStack');
const template = new CfnInclude(stack, 'Legacy', { templateFile: join(__dirname, '..', 'templates', 'audit.yaml') });
const stopped = template.getResource('StoppedTrail') as CfnTrail;
stopped.isLogging = false;
app.synth();
