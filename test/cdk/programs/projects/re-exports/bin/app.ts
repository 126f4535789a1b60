// Default exports, `export *`, renamed exports and a namespace import.
import { App } from 'aws-cdk-lib';
import * as lib from '../lib/index.js';
import makePolicy, { AUDITOR } from '../lib/index.js';

const app = new App();
const stack = new lib.AuditStack(app, 'AuditStack', lib.settings.excluded);
makePolicy(stack, AUDITOR);
app.synth();
