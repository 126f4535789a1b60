import { describe, expect, test } from 'vitest';
import { lintTexts, toldAll } from '../../helpers/lint.js';
import { findingsIn, holds, type Case } from '../../rules/cases.js';

const excluded = 'kms-events-excluded definite error';
const possible = 'kms-events-excluded possible warning';
const stopped = 'sink-not-recording definite error';
const readsOnly = 'kms-writes-unlogged definite error';

/** A program with version 3 of the SDK. */
const v3 = (...lines: readonly string[]): Record<string, string> => ({ 'src/app.ts': ["import { CloudTrail, CloudTrailClient, PutEventSelectorsCommand, StopLoggingCommand, CreateEventDataStoreCommand, type PutEventSelectorsCommandInput } from '@aws-sdk/client-cloudtrail';", ...lines, ''].join('\n') });
/** One with version 2. */
const v2 = (...lines: readonly string[]): Record<string, string> => ({ 'src/app.js': ["const AWS = require('aws-sdk');", ...lines, ''].join('\n') });
const plain = (...lines: readonly string[]): Record<string, string> => ({ 'src/app.ts': [...lines, ''].join('\n') });

const EXCLUDING = "EventSelectors: [{ ExcludeManagementEventSources: [«'kms.amazonaws.com'»] }]";
const READS = "EventSelectors: [{ ReadWriteType: «'ReadOnly'» }]";
const CALL = "{ EventSelectors: [{ ReadWriteType: 'ReadOnly' }] }";

describe('version 3', () => {
  test.each<Case>([
    ['a command that is sent', v3(`await new CloudTrailClient({}).send(new PutEventSelectorsCommand({ TrailName: 't', ${EXCLUDING} }));`), excluded],
    ['a command alone', v3(`export const command = new PutEventSelectorsCommand({ TrailName: 't', ${EXCLUDING} });`), excluded],
    ['the aggregated client', v3(`const client = new CloudTrail({ region: 'eu-central-1' });`, `await client.putEventSelectors({ TrailName: 't', ${EXCLUDING} });`), excluded],
    ['a namespace', plain("import * as sdk from '@aws-sdk/client-cloudtrail';", `new sdk.PutEventSelectorsCommand({ ${READS} });`), readsOnly],
    ['require', plain("const { CloudTrail, PutEventSelectorsCommand } = require('@aws-sdk/client-cloudtrail');", `new CloudTrail().send(new PutEventSelectorsCommand({ ${READS} }));`), readsOnly],
    ['import() in a handler', plain('export const handler = async () => {', "  const { PutEventSelectorsCommand } = await import('@aws-sdk/client-cloudtrail');", `  await client.send(new PutEventSelectorsCommand({ ${READS} }));`, '};'), readsOnly],
    ['a command by another name', plain("import { PutEventSelectorsCommand as Put } from '@aws-sdk/client-cloudtrail';", `new Put({ ${READS} });`), readsOnly],
    ['a class that extends the client', v3('class Audit extends CloudTrail {}', `new Audit({}).putEventSelectors({ ${READS} });`), readsOnly],
    ['a client that is traced', v3("import { captureAWSv3Client } from 'aws-xray-sdk-core';", 'const client = captureAWSv3Client(new CloudTrail({}));', `await client.putEventSelectors({ ${READS} });`), readsOnly],
    ['an event data store', v3("new CreateEventDataStoreCommand({ Name: 's', AdvancedEventSelectors: [{ FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }, { Field: 'eventSource', NotEquals: [«'kms.amazonaws.com'»] }] }] });"), excluded],
    ['StopLogging', v3("await client.send(new «StopLoggingCommand»({ Name: 't' }));", 'declare const client: CloudTrailClient;'), stopped],
    ['stopLogging', v3("await new CloudTrail({}).«stopLogging»({ Name: process.env.TRAIL });"), stopped],
    ['input of a type', v3(`const input: PutEventSelectorsCommandInput = { TrailName: 't', EventSelectors: [{ ReadWriteType: 'ReadOnly' }] };`, 'await new CloudTrail({}).putEventSelectors(«input»);'), readsOnly],
    ['a spread', v3("const base = { TrailName: 't' };", `await new CloudTrail({}).putEventSelectors({ ...base, ${READS} });`), readsOnly],
    ['a constant', v3("const KMS = 'kms.amazonaws.com';", 'new PutEventSelectorsCommand({ EventSelectors: [{ ExcludeManagementEventSources: [«KMS»] }] });'), excluded],
    ['a function that is given them', v3('const put = (EventSelectors: EventSelector[]) => new PutEventSelectorsCommand({ EventSelectors: «EventSelectors» });', "put([{ ReadWriteType: 'ReadOnly' }]);"), readsOnly],
    ['a choice', v3('new PutEventSelectorsCommand({ EventSelectors: [{ ExcludeManagementEventSources: process.env.NOISY ? [] : [«\'kms.amazonaws.com\'»] }] });'), 'kms-events-excluded definite error when process.env.NOISY=not set'],
    ['selectors from elsewhere', v3('export const put = (selectors: any) => new PutEventSelectorsCommand({ EventSelectors: «selectors» });'), possible],
    ['in a loop, a catch', v3('for (const t of await trails()) { try { await send(t); } catch {', `  await new CloudTrail({}).putEventSelectors({ TrailName: t.name, ${READS} });`, '} }'), readsOnly],
    ['when it is asked for', v3('export const handler = async (event: any) => {', "  if (event.RequestType === 'Create')", `    await new CloudTrail({}).putEventSelectors({ TrailName: 't', ${READS} });`, '};'), `${readsOnly} when event.RequestType=Create`],
    ['a static method', v3('export class Audit {', '  static async run(client: CloudTrail) {', `    await client.putEventSelectors({ ${READS} });`, '  }', '}'), readsOnly],
    ['a method that nothing in view calls', v3('class Audit {', "  constructor(private readonly sources: string[]) {}", '  async run(client: CloudTrail) {', '    await client.putEventSelectors({ EventSelectors: [{ ExcludeManagementEventSources: «this.sources» }] });', '  }', '}', "export const audit = new Audit(['kms.amazonaws.com']);"), excluded],
    ['a handler in a list of routes', v3("export const routes = [{ path: '/', methods: { post: async (client: CloudTrail) => {", `  await client.putEventSelectors({ ${READS} });`, '} } }];'), readsOnly],
    ['a handler that a package is given', v3("import express from 'express';", 'const app = express();', "app.post('/', async (request: any) => {", `  await request.client.putEventSelectors({ ${READS} });`, '});'), readsOnly],
    ['a function that makes the handler', v3('export const wrap = (f: any) => async (event: any) => f(event);', `export const handler = wrap(async (event: any) => new PutEventSelectorsCommand({ ${READS} }));`), readsOnly],
    ['dead code', v3('if (false)', `  await new CloudTrail({}).putEventSelectors(${CALL});`)],
    ['nothing excluded', v3("new PutEventSelectorsCommand({ EventSelectors: [{ ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: [] }] });")],
    ['a mock', v3("import { mockClient } from 'aws-sdk-client-mock';", 'const mock = mockClient(CloudTrailClient);', `mock.on(PutEventSelectorsCommand, ${CALL}).resolves({});`, `expect(mock).toHaveReceivedCommandWith(PutEventSelectorsCommand, ${CALL});`)],
    ['a comment and a string', v3(`// new PutEventSelectorsCommand(${CALL})`, `export const text = "new PutEventSelectorsCommand(${CALL.replaceAll('"', "'")})";`)],
    ['reading', v3("import { GetEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';", "new GetEventSelectorsCommand({ TrailName: 't' });")],
    ['without selectors', v3("new PutEventSelectorsCommand({ TrailName: 't' });")],
    ['another service', plain("import { StopLoggingCommand } from '@aws-sdk/client-redshift';", '// CloudTrail', "new StopLoggingCommand({ Name: 'x' });")],
    ['a test', { 'test/app.ts': `import { PutEventSelectorsCommand } from '@aws-sdk/client-cloudtrail';\nnew PutEventSelectorsCommand(${CALL});\n` }],
  ])('%s', holds());
});

describe('version 2', () => {
  test.each<Case>([
    ['a callback', v2('const cloudtrail = new AWS.CloudTrail();', `cloudtrail.putEventSelectors({ TrailName: 't', ${EXCLUDING} }, (error, data) => console.log(error, data));`), excluded],
    ['a promise', v2(`await new AWS.CloudTrail({ apiVersion: '2013-11-01' }).putEventSelectors({ ${READS} }).promise();`), readsOnly],
    ['a client of its own', plain("import CloudTrail from 'aws-sdk/clients/cloudtrail';", `new CloudTrail().putEventSelectors({ ${READS} }).promise();`), readsOnly],
    ['named', plain("import { CloudTrail } from 'aws-sdk';", "new CloudTrail().«stopLogging»({ Name: 't' });"), stopped],
    ['a default import', plain("import AWS from 'aws-sdk';", "new AWS.CloudTrail().«stopLogging»({ Name: 't' });"), stopped],
    ['a callback and no input', v2('new AWS.CloudTrail().stopLogging((error) => console.log(error));')],
    ['another service', v2("new AWS.Redshift().stopLogging({ Name: 'CloudTrail' });")],
  ])('%s', holds());
});

describe('a client that is not known', () => {
  test.each<Case>([
    ['a parameter', plain(`export async function put(client: any) { await client.putEventSelectors({ TrailName: 't', ${READS} }); }`), readsOnly],
    ['a member', plain('export class Audit {', '  constructor(private readonly clients: any) {}', `  async put() { await this.clients.trail.putEventSelectors({ ${READS} }); }`, '}'), readsOnly],
    ['by brackets', plain("import { clients } from 'ours';", `clients['trail'].putEventSelectors({ ${READS} });`), readsOnly],
    ['a package of one\'s own', plain("import cloudtrail from '@ours/clients';", `cloudtrail.putEventSelectors({ ${READS} });`), readsOnly],
    ['a command from a file that is not there', plain("import { PutEventSelectorsCommand } from './gone';", `new PutEventSelectorsCommand({ ${READS} });`, "import 'aws-sdk';"), readsOnly],
    ['stopLogging where CloudTrail is spoken of', plain('export const stop = (cloudTrail: any) => cloudTrail.«stopLogging»({ Name: \'t\' });'), stopped],
    ['stopLogging of something else', plain("export const stop = (logger: any) => logger.stopLogging({ Name: 't' });")],
    ['stopLogging without a name', plain("export const stop = (logger: any) => logger.stopLogging({ level: 'CloudTrail' });")],
    ['a function of the program', plain('class Audit { putEventSelectors(input: any) { return input; } }', `new Audit().putEventSelectors(${CALL});`, "import 'aws-sdk';")],
  ])('%s', holds());
});

describe('what is not visible is told', () => {
  test.each<readonly [string, Record<string, string>, readonly string[]]>([
    ['a parameter', v3('export const put = (input: any) => new PutEventSelectorsCommand(input);'), ['PutEventSelectorsCommand']],
    ['a part of it', v3("export const put = (more: any) => new CloudTrail({}).putEventSelectors({ TrailName: 't', ...more });"), ['putEventSelectors']],
    ['arguments from elsewhere', v3('export const put = (...args: any) => new CloudTrail({}).putEventSelectors(...args);'), ['putEventSelectors']],
    ['no input', v3('new CloudTrail({}).putEventSelectors();'), []],
    ['no selectors', v3("new CloudTrail({}).putEventSelectors({ TrailName: 't' });"), []],
    ['stopLogging of something that may be anything', plain('export const stop = (logger: any, x: any) => logger.stopLogging(x);'), []],
  ])('%s', async (_name, texts, gaps) => {
    const report = await lintTexts(texts);
    expect(toldAll(report)).toEqual([]);
    expect(report.problems.map(({ rule, span }) => `${rule} ${span.source.text.slice(span.start, span.end)}`)).toEqual(gaps.map((name) => `gap ${name}`));
  });
});

test('addresses', async () => {
  const findings = await findingsIn(v3(
    `new PutEventSelectorsCommand({ TrailName: 'main', EventSelectors: [{ ReadWriteType: 'ReadOnly' }] });`,
    `export async function enable(t: any) { await new CloudTrail({}).putEventSelectors({ TrailName: t, EventSelectors: [{ ReadWriteType: 'ReadOnly' }] }); }`,
    `export class Audit { async run(t: any) { await new CloudTrail({}).putEventSelectors({ TrailName: t, EventSelectors: [{ ReadWriteType: 'ReadOnly' }] }); } }`,
    `export const handler = async (t: any) => { new CloudTrail({}).stopLogging({ Name: t.name }); };`,
    `new PutEventSelectorsCommand(${CALL});`,
  ));
  expect(findings.map(({ rule, subject }) => `${rule} ${subject}`)).toEqual([
    'kms-writes-unlogged main',
    'kms-writes-unlogged PutEventSelectors in enable',
    'kms-writes-unlogged PutEventSelectors in Audit.run',
    'sink-not-recording StopLogging in handler',
    'kms-writes-unlogged PutEventSelectors in app.ts',
  ]);
});

test('each call is judged by itself: no other makes up for it; what one place does several times is told once', async () => {
  const findings = await findingsIn(v3(
    'const put = (TrailName: string, sources: string[]) => new CloudTrail({}).putEventSelectors({ TrailName, EventSelectors: [{ ExcludeManagementEventSources: sources }] });',
    "put('a', ['kms.amazonaws.com']);",
    "put('b', []);",
    "put('c', ['kms.amazonaws.com']);",
  ));
  expect(findings.map(({ rule, subject, certainty }) => `${rule} ${subject} ${certainty}`)).toEqual(['kms-events-excluded a definite']);
});
