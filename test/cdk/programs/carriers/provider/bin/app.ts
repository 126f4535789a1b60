// CustomResourceProvider takes statements as JSON.
import { App, CustomResource, CustomResourceProvider, CustomResourceProviderRuntime, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { join } from 'path';

class SelectorStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const serviceToken = CustomResourceProvider.getOrCreate(this, 'Custom::TrailSelectors', {
      codeDirectory: join(__dirname, 'handler'),
      runtime: CustomResourceProviderRuntime.NODEJS_22_X,
      policyStatements: [{ Effect: 'Allow', Action: ['cloudtrail:PutEventSelectors'], Resource: '*' }],
    });
    new CustomResource(this, 'Selectors', { serviceToken, resourceType: 'Custom::TrailSelectors' });
  }
}

const app = new App();
new SelectorStack(app, 'SelectorStack');
app.synth();
