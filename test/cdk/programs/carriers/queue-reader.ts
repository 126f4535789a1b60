// Grants of other services: nothing here is about trails.
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as Handler, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

class WorkerStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const queue = new Queue(this, 'Jobs', { visibilityTimeout: Duration.minutes(5) });
    const results = new Bucket(this, 'Results');
    const worker = new Handler(this, 'Worker', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = async () => {};') });
    worker.addEventSource(new SqsEventSource(queue));
    results.grantReadWrite(worker);
  }
}

const app = new App();
new WorkerStack(app, 'WorkerStack');
app.synth();
