import { it } from 'vitest';
import { holds, type Case } from './cases.js';

const idle = 'condition-without-effect definite warning';
const dead = 'condition-without-effect definite note';
const wide = 'grant-any-trail definite error';
const policy = (...statements: readonly string[]): string =>
  `Resources:\n  P:\n    Type: AWS::IAM::ManagedPolicy\n    Properties:\n      PolicyDocument:\n        Version: "2012-10-17"\n        Statement:\n${statements.map((one) => `          - { ${one} }\n`).join('')}`;
/** On one trail, which is not told by itself unless strict. */
const one = (condition: string, action = 'cloudtrail:PutEventSelectors'): string => policy(`Effect: Allow, Action: ${action}, Resource: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/main", Condition: { ${condition} }`);
const all = (condition: string, action = 'cloudtrail:PutEventSelectors'): string => policy(`Effect: Allow, Action: ${action}, Resource: "*", Condition: { ${condition} }`);

const cases: readonly Case[] = [
  ['BoolIfExists of a second factor', one('BoolIfExists: { «aws:MultiFactorAuthPresent»: true }'), idle],
  ['ForAllValues', one('"ForAllValues:StringEquals": { «aws:CalledVia»: [cloudformation.amazonaws.com] }'), idle],
  ['a lone negation', one('StringNotEquals: { «aws:PrincipalTag/team»: interns }'), idle],
  ['Null that asks for its absence', one('"Null": { «aws:TokenIssueTime»: true }'), idle],
  ['any value', one('StringLike: { «aws:PrincipalArn»: ["*", "arn:aws:iam::111122223333:role/x"] }'), idle],
  ['any network', one('IpAddress: { «aws:SourceIp»: [203.0.113.0/24, 0.0.0.0/0] }'), idle],
  ['IfExists of a key that callers from the internet lack', one('StringEqualsIfExists: { «aws:SourceVpce»: vpce-0123456789abcdef0 }'), idle],
  ['IfExists of a key that does not exist', one('StringEqualsIfExists: { «cloudtrail:TrailName»: t }'), idle],
  ['two of one statement', one('BoolIfExists: { «aws:MultiFactorAuthPresent»: true }, StringNotLike: { «aws:PrincipalTag/team»: "x*" }'), idle, idle],
  ['the grant stays as it is: both are told', all('BoolIfExists: { «aws:MultiFactorAuthPresent»: true }', '«cloudtrail:PutEventSelectors»'), wide, idle],
  ['beside one that narrows: the grant is lowered by that', all('BoolIfExists: { «aws:MultiFactorAuthPresent»: true }, IpAddress: { aws:SourceIp: 203.0.113.0/24 }', '«cloudtrail:PutEventSelectors»'), 'grant-any-trail definite warning', idle],
  ['never true: a key of CloudTrail', all('StringEquals: { «cloudtrail:ExcludeManagementEventSources»: x }'), dead],
  ['never true: a key of a request with tags', all('StringEquals: { «aws:RequestTag/purpose»: x }'), dead],
  ['never true: a key of services', all('ArnLike: { «aws:SourceArn»: "arn:aws:config:*:*:config-rule/*" }'), dead],
  ['never true: a key of another service', all('StringEquals: { «kms:ViaService»: cloudtrail.amazonaws.com }'), dead],
  ['never true: a literal star', all('StringEquals: { «aws:PrincipalTag/team»: "*" }'), dead],
  ['by the default of a parameter', one('BoolIfExists: { «aws:MultiFactorAuthPresent»: true }').replace('Condition: {', 'Condition: !If [Soft, {').replace('} } }\n', '} }, !Ref AWS::NoValue] }\n').replace('Resources', 'Parameters: { Kind: { Type: String, Default: soft } }\nConditions: { Soft: !Equals [!Ref Kind, soft] }\nResources'), `${idle} when Kind=soft`],
  ['possible: a statement whose trail is not known', one('BoolIfExists: { «aws:MultiFactorAuthPresent»: true }', '«cloudtrail:PutEventSelectors»').replace(/"arn[^"]*"/u, '!ImportValue trail'), 'grant-any-trail possible note', 'condition-without-effect possible note'],
  ['a document by itself', { 'p.json': '{"Statement":{"Effect":"Allow","Action":"cloudtrail:PutEventSelectors","Resource":"*","Condition":{"StringEquals":{«"cloudtrail:x"»:"y"}}}}' }, dead],
  ['once, however many hold it', `${one('BoolIfExists: { «aws:MultiFactorAuthPresent»: true }')}  R: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [!Ref P] } }\n  S: { Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: [!Ref P] } }\n`, idle],
  ['none for what narrows', one('Bool: { aws:MultiFactorAuthPresent: true }, StringEquals: { aws:PrincipalTag/team: audit }, "ForAnyValue:StringEquals": { aws:CalledVia: cloudformation.amazonaws.com }')],
  ['none for what hardly narrows', one('StringEquals: { aws:RequestedRegion: eu-west-1, aws:PrincipalOrgID: o-1111111111 }')],
  ['none for an exception from what narrows', one('ArnLike: { aws:PrincipalArn: "arn:aws:iam::111122223333:role/team-*" }, ArnNotLike: { aws:PrincipalArn: "arn:aws:iam::111122223333:role/team-dev" }')],
  ['none for values that are not known', one('StringLike: { aws:PrincipalArn: !ImportValue who }')],
  ['none on other actions', all('BoolIfExists: { aws:MultiFactorAuthPresent: true }', '[s3:GetObject, cloudtrail:GetEventSelectors]')],
  ['none on a Deny: there it is right', policy('Effect: Deny, Action: "*", Resource: "*", Condition: { BoolIfExists: { aws:MultiFactorAuthPresent: false } }')],
  ['none where a Deny takes the grant away', `${all('StringEquals: { cloudtrail:x: y }')}          - { Effect: Deny, Action: "*", Resource: "*" }\n`],
];

it.each(cases)('%s', holds());
