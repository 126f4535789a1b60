// CDK Pipelines: a step with a role policy.
import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { CodeBuildStep, CodePipeline, CodePipelineSource, type IFileSetProducer } from 'aws-cdk-lib/pipelines';
import type { Construct } from 'constructs';

class AccessStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const source = Bucket.fromBucketName(this, 'Source', 'sources');
    const pipeline = new CodePipeline(this, 'Pipeline', {
      synth: new CodeBuildStep('Synth', {
        input: CodePipelineSource.s3(source, 'app.zip') as IFileSetProducer,
        commands: ['npm ci', 'npx cdk synth'],
        rolePolicyStatements: [new iam.PolicyStatement({ actions: ['cloudtrail:PutEventSelectors'], resources: ['*'] })],
      }) as IFileSetProducer,
    });
    pipeline.buildPipeline();
  }
}

const app = new App();
new AccessStack(app, 'AccessStack');
app.synth();
