// A trail that logs everything, readers of it, and a deployer who may not touch it.
import { App } from 'aws-cdk-lib';
import { TrailStack } from '../lib/trail-stack.js';
import { AccessStack } from '../lib/access-stack.js';

const app = new App();
const accounts: string[] = app.node.tryGetContext('audit:accounts') ?? [];
const { trail } = new TrailStack(app, 'Trail');
new AccessStack(app, 'Access', { trail, accounts });
app.synth();
