import { describe, expect, test } from 'vitest';
import { lintTexts, range, unmark } from '../helpers/lint.js';

const PUT = 'cloudtrail:PutEventSelectors';

/** What lies between the marks is what the finding points at. */
const yaml: Readonly<Record<string, string>> = {
  'a plain scalar': `        Action: «${PUT}»\n        Resource: '*'\n`,
  'a quoted scalar': `        Action: «"${PUT}"»\n        Resource: '*'\n`,
  'an item of a list': `        Action:\n          - s3:GetObject\n          - «'${PUT}'»  # here\n        Resource: '*'\n`,
  NotAction: "        «NotAction»:\n          - iam:*\n        Resource: '*'\n",
  'Fn::Sub': `        Action: «!Sub "cloudtrail:Put\${Name}Selectors"»\n        Resource: '*'\n`,
};

const statement = (members: string): string => `Parameters:\n  Name: { Type: String, Default: Event }\nResources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: '2012-10-17'\n        Statement:\n        - Effect: Allow\n${members.replace(/^/gmu, '  ').trimEnd()}\n`;
const document = (value: string): string => `Parameters:\n  Bucket: { Type: String }\nResources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument: ${value}\n`;

const s3 = '{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::BUCKET/*"}';
const text = (action: string): string => `{"Version":"2012-10-17","Statement":[${s3},{"Effect":"Allow","Action":["s3:x",${action}],"Resource":"*"},${s3}]}`;
const json = text(`«"${PUT}"»`);
const pretty = JSON.stringify(JSON.parse(json.replaceAll(/[«»]/gu, '')), null, 2).replace(`"${PUT}"`, `«"${PUT}"»`);
const indented = (by: string): string => pretty.replaceAll('\n', `\n${by}`);
const escaped = (marked: string): string => JSON.stringify(marked);
/** The same as a JSON string within another. */
const doubled = escaped(json);

const strings: Readonly<Record<string, string>> = {
  'single-quoted': `'${json}'`,
  'single-quoted with a quote doubled': `'${json.replace('s3:x', "s3:''x")}'`,
  'double-quoted with escapes': doubled,
  'double-quoted with other escapes': doubled.replace('s3:x', '\\u00e9\\U0001F600').replace('Version', '\\x56ersion'),
  'double-quoted over two lines': doubled.replace(',{', ', \n        {'),
  'a literal block': `|\n        ${indented('        ')}`,
  'a literal block, chomped and indented': `|2-\n          ${indented('          ')}`,
  'a folded block': `>-\n        ${indented('        ')}`,
  'a folded block with blank lines': `>\n        ${indented('        ').replaceAll(',\n', ',\n\n')}`,
  'Fn::Sub with variables before and after': `!Sub '${json.replaceAll('BUCKET', '${Bucket}')}'`,
  'Fn::Sub in a block': `!Sub |\n        ${indented('        ').replaceAll('BUCKET', '${Bucket}')}`,
  'Fn::Sub with variables of its own': `!Sub\n        - '${json.replaceAll('BUCKET', '${Name}')}'\n        - { Name: !Ref Bucket }`,
  'Fn::Join of fragments': `!Join ['', ['${json.split('BUCKET').join("', !Ref Bucket, '")}']]`,
  'Fn::Join on commas': `!Join [',', ['${json.split(',').join("', '")}']]`,
  'Fn::Join of double-quoted fragments': `!Join ["", [${escaped(json.split('BUCKET')[0] ?? '')}, !Ref Bucket, ${escaped(json.split('BUCKET').slice(1).join('b'))}]]`,
};

async function pointsAtMark(marked: string, name: string): Promise<void> {
  const { text: plain, marks } = unmark(marked);
  const { findings } = await lintTexts({ [name]: plain }, { strict: true, rules: new Map([['gap', 'off']]) });
  expect(findings.map(({ primary }) => plain.slice(...range(primary.span)))).toEqual(marks.map((mark) => plain.slice(...mark)));
  expect(findings.map(({ primary }) => range(primary.span))).toEqual(marks);
}

describe('documents in YAML', () => {
  test.each(Object.entries(yaml))('%s', async (_name, members) => {
    await pointsAtMark(statement(members), 'input.yaml');
    await pointsAtMark(statement(members).replaceAll('\n', '\r\n'), 'input.yaml');
  });
});

describe('documents in strings in YAML', () => {
  test.each(Object.entries(strings))('%s', async (_name, value) => {
    await pointsAtMark(document(value), 'input.yaml');
  });

  test.each(Object.entries(strings))('%s, with CRLF', async (_name, value) => {
    await pointsAtMark(document(value).replaceAll('\n', '\r\n'), 'input.yaml');
  });
});

describe('an action that is joined is pointed at as far as it is written in one piece', () => {
  test.each([
    ['Fn::Sub within', document(`!Sub '{"Statement":[{"Effect":"Allow","Action":"cloudtrail:\${Bucket}","Resource":"*"}]}'`)],
    ['Fn::Join within', document(`!Join ['', ['{"Statement":[{"Effect":"Allow","Action":"cloudtrail:', !Ref Bucket, '","Resource":"*"}]}']]`)],
  ])('%s', async (_name, plain) => {
    const { findings } = await lintTexts({ 'input.yaml': plain });
    expect(findings.map(({ primary }) => plain.slice(...range(primary.span)))).toEqual(['"cloudtrail:']);
  });
});

describe('documents of the API', () => {
  const put = (policy: string): string => `{"RoleName":"r","PolicyName":"p","PolicyDocument":${policy}}`;
  const encoded = encodeURIComponent(json.replaceAll(/[«»]/gu, '').replace('s3:x', 's3:é€😀')).replace(encodeURIComponent(`"${PUT}"`), `«${encodeURIComponent(`"${PUT}"`)}»`);
  const details = (policy: string): string => `{"RoleDetailList":[{"RoleName":"r","RolePolicyList":[{"PolicyName":"p","PolicyDocument":${policy}}]}]}`;

  test.each([
    ['one line of JSON', json],
    ['JSON over lines', pretty],
    ['JSON with CRLF', pretty.replaceAll('\n', '\r\n')],
    ['CLI input, an object', put(json)],
    ['CLI input, an escaped string', put(doubled)],
    ['CLI input, an escaped string over lines', put(escaped(pretty))],
    ['CLI input, with escapes within', put(doubled.replace('s3:x', '\\u0073\\ud83d\\ude00'))],
    ['URL-encoded', details(`"${encoded}"`)],
    ['URL-encoded in part', details(`"${encoded.replaceAll('%3A', ':').replaceAll('%2C', ',')}"`)],
    ['URL-encoded in lower case', details(`"${encoded.replaceAll(/%[0-9A-F]{2}/gu, (escape) => escape.toLowerCase())}"`)],
    ['details, decoded', details(json)],
  ])('%s', async (_name, marked) => {
    await pointsAtMark(marked, 'input.json');
  });

  test('a template on one line', async () => {
    await pointsAtMark(`{"Resources":{"P":{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":${json}}}}}`, 'input.json');
    await pointsAtMark(`{"Resources":{"P":{"Type":"AWS::IAM::ManagedPolicy","Properties":{"PolicyDocument":${doubled}}}}}`, 'input.json');
  });

  test('the ARN of an attached policy', async () => {
    await pointsAtMark('{"RoleName":"r","PolicyArn":«"arn:aws:iam::aws:policy/AdministratorAccess"»}', 'input.json');
  });
});
