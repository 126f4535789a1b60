import { describe, expect, test } from 'vitest';
import { DENY, document, head, inline, policy, PUT, role, template, toldOf } from './policies.js';

const json = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"cloudtrail:PutEventSelectors","Resource":"*"}]}';
/** Each carrier holds the document as an object and as a string. */
const forms = [
  ['an object', document(PUT)],
  ['a string', `'${json}'`],
  ['Fn::Sub', `!Sub '${json}'`],
  ['Fn::Join', `!Join ["", ['${json.slice(0, 60)}', '${json.slice(60)}']]`],
  ['Fn::If', `!If [Wide, ${document(PUT)}, ${document(PUT)}]`],
] as const;

const found = 'grant-any-trail definite error';

describe('documents', () => {
  const carriers: Readonly<Record<string, (document: string) => string>> = {
    'Role Policies': (it) => `{ Type: AWS::IAM::Role, Properties: { Policies: [{ PolicyName: p, PolicyDocument: ${it} }] } }`,
    'User Policies': (it) => `{ Type: AWS::IAM::User, Properties: { Policies: [{ PolicyName: p, PolicyDocument: ${it} }] } }`,
    'Group Policies': (it) => `{ Type: AWS::IAM::Group, Properties: { Policies: [{ PolicyName: p, PolicyDocument: ${it} }] } }`,
    ManagedPolicy: (it) => `{ Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: ${it} } }`,
    Policy: (it) => `{ Type: AWS::IAM::Policy, Properties: { PolicyName: p, Roles: [x], PolicyDocument: ${it} } }`,
    RolePolicy: (it) => `{ Type: AWS::IAM::RolePolicy, Properties: { RoleName: x, PolicyDocument: ${it} } }`,
    UserPolicy: (it) => `{ Type: AWS::IAM::UserPolicy, Properties: { UserName: x, PolicyDocument: ${it} } }`,
    GroupPolicy: (it) => `{ Type: AWS::IAM::GroupPolicy, Properties: { GroupName: x, PolicyDocument: ${it} } }`,
    'PermissionSet InlinePolicy': (it) => `{ Type: AWS::SSO::PermissionSet, Properties: { Name: p, InlinePolicy: ${it} } }`,
  };
  const cases = Object.entries(carriers).flatMap(([name, carrier]) => forms.map(([form, it]) => [`${name} as ${form}`, carrier(it)] as const));

  test.each(cases)('%s', async (_name, resource) => {
    const [only, ...more] = await toldOf(template({ H: resource }));
    expect(more).toEqual([]);
    expect(only).toMatch(new RegExp(`^${found} «(?:"cloudtrail:PutEventSelectors"|cloudtrail:PutEventSelectors|[^»]*)»`, 'u'));
  });
});

const AWS = 'arn:aws:iam::aws:policy/';

describe('managed policies of AWS', () => {
  const spellings: Readonly<Record<string, string>> = {
    plain: `"${AWS}AdministratorAccess"`,
    China: '"arn:aws-cn:iam::aws:policy/AdministratorAccess"',
    GovCloud: '"arn:aws-us-gov:iam::aws:policy/AdministratorAccess"',
    'Fn::Sub': '!Sub "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"',
    'Fn::Sub with a parameter': '!Sub "arn:${Free}:iam::aws:policy/AdministratorAccess"',
    'Fn::Join': '!Join ["", ["arn:", !Ref AWS::Partition, ":iam::aws:policy/AdministratorAccess"]]',
    'Fn::Join on colons': '!Join [":", [arn, !Ref AWS::Partition, iam, "", aws, policy/AdministratorAccess]]',
    'Fn::Join on slashes': '!Join ["/", ["arn:aws:iam::aws:policy", AdministratorAccess]]',
    'Fn::FindInMap': '!FindInMap [Arns, all, admin]',
  };
  const mappings = head().replace('Resources:', `Mappings:\n  Arns: { all: { admin: "${AWS}AdministratorAccess" } }\nResources:`);

  test.each(Object.entries(spellings))('%s', async (_name, arn) => {
    expect(await toldOf(template({ R: role(`ManagedPolicyArns: [${arn}]`) }, mappings))).toEqual([`grant-full-admin definite error «${arn}»`]);
  });

  test.each([
    ['User', `{ Type: AWS::IAM::User, Properties: { ManagedPolicyArns: ["${AWS}AdministratorAccess"] } }`],
    ['Group', `{ Type: AWS::IAM::Group, Properties: { ManagedPolicyArns: ["${AWS}AdministratorAccess"] } }`],
    ['PermissionSet', `{ Type: AWS::SSO::PermissionSet, Properties: { Name: p, ManagedPolicies: ["${AWS}AdministratorAccess"] } }`],
    ['BudgetsAction', `{ Type: AWS::Budgets::BudgetsAction, Properties: { ActionType: APPLY_IAM_POLICY, Definition: { IamActionDefinition: { PolicyArn: "${AWS}AdministratorAccess", Roles: [x] } } } }`],
    ['a single ARN', `{ Type: AWS::IAM::Role, Properties: { ManagedPolicyArns: "${AWS}AdministratorAccess" } }`],
  ])('of a %s', async (_name, resource) => {
    expect(await toldOf(template({ H: resource }))).toEqual([`grant-full-admin definite error «"${AWS}AdministratorAccess"»`]);
  });

  test.each([
    ['of an account', '"arn:aws:iam::111122223333:policy/AdministratorAccess"'],
    ['of the own account', '!Sub "arn:aws:iam::${AWS::AccountId}:policy/AdministratorAccess"'],
    ['of the own account, joined', '!Join ["", ["arn:aws:iam::", !Ref AWS::AccountId, ":policy/AdministratorAccess"]]'],
    ['of an account that is not known', '!Sub "arn:aws:iam::${Free}:policy/AdministratorAccess"'],
    ['a bare name, which only SAM takes', 'AdministratorAccess'],
    ['read only', `"${AWS}AWSCloudTrail_ReadOnlyAccess"`],
    ['with a path that it does not have', `"${AWS}service-role/AdministratorAccess"`],
    ['without the path that it has', `"${AWS}SystemAdministrator"`],
    ['longer', `"${AWS}AdministratorAccess-Amplify"`],
  ])('none: %s', async (_name, arn) => {
    expect(await toldOf(template({ R: role(`ManagedPolicyArns: [${arn}]`) }))).toEqual([]);
  });

  test('two principals with one each are two findings, one principal with it twice is one', async () => {
    const admin = `ManagedPolicyArns: ["${AWS}AdministratorAccess"]`;
    expect(await toldOf(template({ A: role(admin), B: role(admin) }))).toHaveLength(2);
    expect(await toldOf(template({ A: role(`ManagedPolicyArns: ["${AWS}AdministratorAccess", "${AWS}AdministratorAccess"]`) }))).toHaveLength(1);
  });
});

describe('SAM', () => {
  const resource = (type: string, properties: string): string => `{ Type: AWS::Serverless::${type}, Properties: { ${properties} } }`;
  const admin = 'grant-full-admin definite error «AdministratorAccess»';
  const put = 'grant-any-trail definite error «"cloudtrail:PutEventSelectors"»';
  const globals = (section: string): string => head().replace('Resources:', `Transform: AWS::Serverless-2016-10-31\nGlobals: { ${section} }\nResources:`);

  test.each([
    ['a name', 'Policies: AdministratorAccess', [admin]],
    ['an ARN', `Policies: "${AWS}AdministratorAccess"`, [`grant-full-admin definite error «"${AWS}AdministratorAccess"»`]],
    ['an ARN by function', 'Policies: [!Sub "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"]', ['grant-full-admin definite error «!Sub "arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess"»']],
    ['a name without its path', 'Policies: SystemAdministrator', ['grant-trail-sabotage definite error «SystemAdministrator»']],
    ['a name with its path', 'Policies: job-function/SystemAdministrator', ['grant-trail-sabotage definite error «job-function/SystemAdministrator»']],
    ['statements', `Policies: ${document(PUT)}`, [put]],
    ['statements, a single one', `Policies: { Statement: ${PUT} }`, [put]],
    ['a list', `Policies: [AWSLambdaExecute, AdministratorAccess, ${document(PUT)}, { S3ReadPolicy: { BucketName: b } }]`, [admin, put]],
    ['a template of a policy', 'Policies: [{ S3CrudPolicy: { BucketName: b } }, { DynamoDBCrudPolicy: { TableName: "*" } }]', []],
    ['a name that is not of AWS', 'Policies: [MyAdministratorAccess, administratoraccess]', []],
    ['a role of its own', `Role: "arn:aws:iam::111122223333:role/x", Policies: [AdministratorAccess, ${document(PUT)}]`, []],
    ['a boundary', `PermissionsBoundary: "${AWS}ReadOnlyAccess", Policies: ${document(PUT)}`, [put.replace('error', 'note')]],
  ])('Function: %s', async (_name, properties, findings) => {
    expect(await toldOf(template({ F: resource('Function', properties) }))).toEqual(findings);
  });

  test.each([
    ['a name', 'Policies: AdministratorAccess', [admin]],
    ['no compute', `Policies: [{ Statement: [{ Effect: Allow, Action: "cloudtrail:PutEventSelectors", Resource: "arn:aws:cloudtrail:us-east-1:111122223333:trail/*" }] }]`, [put.replace('error', 'warning')]],
    ['a role of its own', `Role: !GetAtt R.Arn, Policies: AdministratorAccess`, []],
    ['a boundary', `PermissionsBoundary: "${AWS}ReadOnlyAccess", Policies: ${document(PUT)}`, [put.replace('error', 'note')]],
  ])('StateMachine: %s', async (_name, properties, findings) => {
    expect(await toldOf(template({ S: resource('StateMachine', properties) }))).toEqual(findings);
  });

  test.each([
    ['alone', 'Function: { Policies: [AdministratorAccess] }', 'Runtime: x', [admin]],
    ['with a list', 'Function: { Policies: [AdministratorAccess] }', 'Policies: [ReadOnlyAccess]', [admin]],
    ['overridden by a name', 'Function: { Policies: AdministratorAccess }', 'Policies: ReadOnlyAccess', []],
    ['a role for all', 'Function: { Role: "arn:aws:iam::111122223333:role/x" }', 'Policies: AdministratorAccess', []],
    ['a boundary for all', `Function: { PermissionsBoundary: "${AWS}ReadOnlyAccess" }`, 'Policies: AdministratorAccess', [admin.replace('error', 'note')]],
    ['of another type', 'StateMachine: { Policies: [AdministratorAccess] }', 'Runtime: x', []],
  ])('Globals: %s', async (_name, section, properties, findings) => {
    expect(await toldOf(template({ F: resource('Function', properties) }, globals(section)))).toEqual(findings);
  });

  test('a policy in view that denies', async () => {
    expect(await toldOf(template({ D: policy(DENY), F: resource('Function', `Policies: [!Ref D, ${document(PUT)}]`) }))).toEqual([]);
  });
});

describe('what is attached within the unit', () => {
  const bare = role('Path: /');
  const attached = (type: string, properties: string, ...statements: readonly string[]): string => `{ Type: AWS::IAM::${type}, Properties: { ${properties}, PolicyDocument: ${document(...statements)} } }`;
  const put = 'grant-any-trail definite error «"cloudtrail:PutEventSelectors"»';
  const user = (properties: string): string => `{ Type: AWS::IAM::User, Properties: { ${properties} } }`;
  const group = (properties: string): string => `{ Type: AWS::IAM::Group, Properties: { ${properties} } }`;
  const addition = (groups: string, users: string): string => `{ Type: AWS::IAM::UserToGroupAddition, Properties: { GroupName: ${groups}, Users: ${users} } }`;
  const joined = (name: string): string => `!Sub "arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/${name}"`;

  const cases: Readonly<Record<string, readonly [Readonly<Record<string, string>>, readonly string[]]>> = {
    'a Deny in another policy of the role': [{ R: role(inline(PUT)), D: attached('Policy', 'Roles: [!Ref R]', DENY) }, []],
    'a Deny in a policy of another role': [{ R: role(inline(PUT)), O: bare, D: attached('Policy', 'Roles: [!Ref O]', DENY) }, [put]],
    'a Deny in a policy that nobody holds': [{ R: role(inline(PUT)), D: policy(DENY) }, [put]],
    'a Deny in a managed policy that the role names': [{ R: role(`${inline(PUT)}, ManagedPolicyArns: [!Ref D]`), D: policy(DENY) }, []],
    'by GetAtt': [{ R: role(`${inline(PUT)}, ManagedPolicyArns: [!GetAtt D.PolicyArn]`), D: policy(DENY) }, []],
    'by ARN and name': [{ R: role(`${inline(PUT)}, ManagedPolicyArns: [${joined('team/deny')}]`), D: attached('ManagedPolicy', 'ManagedPolicyName: deny', DENY) }, []],
    'by a name with a parameter in it': [{ R: role(`${inline(PUT)}, ManagedPolicyArns: [${joined('${Free}-deny')}]`), D: attached('ManagedPolicy', 'ManagedPolicyName: !Sub "${Free}-deny"', DENY) }, []],
    'by ARN and another name': [{ R: role(`${inline(PUT)}, ManagedPolicyArns: [${joined('other')}]`), D: attached('ManagedPolicy', 'ManagedPolicyName: deny', DENY) }, [put]],
    'a role by its name': [{ R: role(`RoleName: r, ${inline(PUT)}`), D: attached('RolePolicy', 'RoleName: r', DENY) }, []],
    'a role by a name with a parameter in it': [{ R: role(`RoleName: !Sub "\${Free}-r", ${inline(PUT)}`), D: attached('Policy', 'Roles: [!Sub "${Free}-r"]', DENY) }, []],
    'a user of the same name is no role': [{ R: role(`RoleName: r, ${inline(PUT)}`), D: attached('UserPolicy', 'UserName: r', DENY) }, [put]],
    'a Deny for a role, the grant for another as well': [{ R: bare, D: attached('Policy', 'Roles: [!Ref R]', DENY), P: attached('Policy', 'Roles: [!Ref R, elsewhere]', PUT) }, [put]],
    'a Deny for a role, the grant for it alone': [{ R: bare, D: attached('Policy', 'Roles: [!Ref R]', DENY), P: attached('Policy', 'Roles: [!Ref R]', PUT) }, []],
    'a Deny under a condition': [{ R: role(inline(PUT)), D: attached('Policy', 'Roles: [!Ref R]', `!If [Wide, ${DENY}, !Ref AWS::NoValue]`) }, [`${put} when Env=prod`]],
    'a Deny for a PermissionSet by reference': [{ S: `{ Type: AWS::SSO::PermissionSet, Properties: { Name: s, InlinePolicy: ${document(PUT)}, CustomerManagedPolicyReferences: [{ Name: deny, Path: / }] } }`, D: attached('ManagedPolicy', 'ManagedPolicyName: deny', DENY) }, []],
    'a grant for a PermissionSet by reference': [{ S: '{ Type: AWS::SSO::PermissionSet, Properties: { Name: s, CustomerManagedPolicyReferences: [{ Name: put }] } }', P: attached('ManagedPolicy', 'ManagedPolicyName: put', PUT) }, [put]],
    'a boundary in view': [{ R: role(`PermissionsBoundary: !Ref B, ${inline(PUT)}`), B: policy('{ Effect: Allow, Action: "s3:*", Resource: "*" }') }, [put.replace('error', 'note')]],
    'a boundary in view, by ARN and name': [{ R: role(`PermissionsBoundary: ${joined('b')}, ${inline(PUT)}`), B: attached('ManagedPolicy', 'ManagedPolicyName: b', '{ Effect: Allow, Action: "*", Resource: "arn:aws:s3:::x" }') }, [put.replace('error', 'note')]],
    'a boundary of a user': [{ U: user(`PermissionsBoundary: "${AWS}ReadOnlyAccess", ${inline(PUT)}`) }, [put.replace('error', 'note')]],
    'a boundary of a PermissionSet': [{ S: `{ Type: AWS::SSO::PermissionSet, Properties: { Name: s, InlinePolicy: ${document(PUT)}, PermissionsBoundary: { ManagedPolicyArn: "${AWS}ReadOnlyAccess" } } }` }, [put.replace('error', 'note')]],
    'a boundary of a PermissionSet by reference, which grants nothing': [
      { S: '{ Type: AWS::SSO::PermissionSet, Properties: { Name: s, PermissionsBoundary: { CustomerManagedPolicyReference: { Name: b, Path: / } } } }', B: attached('ManagedPolicy', 'ManagedPolicyName: b', '{ Effect: Allow, Action: "*", Resource: "*" }') },
      [],
    ],
    'a boundary that is held as well': [{ R: role('PermissionsBoundary: !Ref B'), B: attached('ManagedPolicy', 'Roles: [elsewhere]', '{ Effect: Allow, Action: "*", Resource: "*" }') }, ['grant-full-admin definite error «"*"»']],
    'a Deny of a group in view': [{ U: user(`Groups: [!Ref G], ${inline(PUT)}`), G: group(inline(DENY)) }, []],
    'a Deny of a group by name': [{ U: user(`Groups: [g], ${inline(PUT)}`), G: group(`GroupName: g, ${inline(DENY)}`) }, []],
    'a Deny of another group': [{ U: user(`Groups: [other], ${inline(PUT)}`), G: group(`GroupName: g, ${inline(DENY)}`) }, [put]],
    'a Deny of a group, by an addition': [{ U: user(inline(PUT)), G: group(inline(DENY)), A: addition('!Ref G', '[!Ref U]') }, []],
    'a Deny of a group, by an addition of somebody else': [{ U: user(inline(PUT)), G: group(inline(DENY)), A: addition('!Ref G', '[other]') }, [put]],
    'a Deny of a user leaves the grant of the group': [{ U: user(`Groups: [!Ref G], ${inline(DENY)}`), G: group(inline(PUT)) }, [put]],
    'a grant of a group is told once': [{ U: user('Groups: [!Ref G]'), G: group(inline(PUT)) }, [put]],
    'a Deny of a managed policy of the group': [{ U: user(`Groups: [!Ref G], ${inline(PUT)}`), G: group('ManagedPolicyArns: [!Ref D]'), D: policy(DENY) }, []],
    'a Deny that a budget attaches': [{ R: role(inline(PUT)), D: policy(DENY), B: '{ Type: AWS::Budgets::BudgetsAction, Properties: { Definition: { IamActionDefinition: { PolicyArn: !Ref D, Roles: [!Ref R] } } } }' }, [put]],
    'a grant that a budget attaches': [{ P: policy(PUT), B: '{ Type: AWS::Budgets::BudgetsAction, Properties: { Definition: { IamActionDefinition: { PolicyArn: !Ref P, Roles: [x] } } } }' }, [put]],
  };

  test.each(Object.entries(cases))('%s', async (_name, [resources, findings]) => {
    expect(await toldOf(template(resources))).toEqual(findings);
  });
});

describe('service control policies', () => {
  const control = (type: string, content: string): string => `{ Type: AWS::Organizations::Policy, Properties: { Name: s, ${type}Content: ${content} } }`;
  const all = '{ Effect: Allow, Action: "*", Resource: "*" }';

  test.each([
    ['an object', control('Type: SERVICE_CONTROL_POLICY, ', document(all))],
    ['a string', control('Type: SERVICE_CONTROL_POLICY, ', '\'{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}\'')],
    ['without a type', control('', document(all))],
    ['of a type that is not known', control('Type: !Ref Free, ', document(all))],
    ['a resource control policy', control('Type: RESOURCE_CONTROL_POLICY, ', document('{ Effect: Allow, Principal: "*", Action: "*", Resource: "*" }'))],
    ['a tag policy', control('Type: TAG_POLICY, ', '{ tags: { team: { tag_key: { "@@assign": team } } } }')],
  ])('grant nothing: %s', async (_name, resource) => {
    expect(await toldOf(template({ S: resource }))).toEqual([]);
  });

  test.each([
    ['an object', control('Type: SERVICE_CONTROL_POLICY, ', document(DENY)), 'warning'],
    ['a string', control('Type: SERVICE_CONTROL_POLICY, ', '\'{"Statement":[{"Effect":"Deny","Action":"cloudtrail:*","Resource":"*"}]}\''), 'warning'],
    ['a resource control policy', control('Type: RESOURCE_CONTROL_POLICY, ', document(DENY)), 'error'],
  ])('deny: %s', async (_name, resource, level) => {
    expect(await toldOf(template({ S: resource, P: policy(PUT) }))).toEqual([`grant-any-trail definite ${level} «"cloudtrail:PutEventSelectors"»`]);
  });
});

describe('calls of the API by custom resources', () => {
  const call = (input: object): string => JSON.stringify(JSON.stringify(input));
  const put = { service: 'IAM', action: 'putRolePolicy', parameters: { RoleName: 'r', PolicyName: 'p', PolicyDocument: json } };
  const attach = { service: 'IAM', action: 'attachRolePolicy', parameters: { RoleName: 'r', PolicyArn: `${AWS}AdministratorAccess` } };
  const custom = (properties: string): string => `{ Type: Custom::AWS, Properties: { ServiceToken: x, ${properties} } }`;

  test.each([
    ['on creation', `Create: ${call(put)}`, 1],
    ['on update', `Update: ${call(put)}`, 1],
    ['on deletion', `Delete: ${call(put)}`, 1],
    ['both alike', `Create: ${call(put)}, Update: ${call(put)}`, 1],
    ['of version 3 of the SDK', `Create: ${call({ ...put, service: '@aws-sdk/client-iam', action: 'PutRolePolicyCommand' })}`, 1],
    ['a user', `Create: ${call({ ...put, action: 'putUserPolicy', parameters: { ...put.parameters, UserName: 'u' } })}`, 1],
    ['a new policy', `Create: ${call({ ...put, action: 'createPolicy' })}`, 1],
    ['a new version of a policy', `Create: ${call({ ...put, action: 'createPolicyVersion' })}`, 1],
    ['joined', `Create: !Join ["", [${JSON.stringify(JSON.stringify(put).replace('"r"', '"'))}, !Ref Free, '"}}']]`, 0],
    ['another service', `Create: ${call({ ...put, service: 'SSM' })}`, 0],
    ['another action', `Create: ${call({ ...put, action: 'deleteRolePolicy' })}`, 0],
    ['an object', 'Create: { service: IAM }', 0],
    ['no JSON', 'Create: "{"', 0],
  ])('put: %s', async (_name, properties, times) => {
    const told = await toldOf(template({ C: custom(properties) }));
    expect(told.filter((one) => one.startsWith(found))).toHaveLength(times);
  });

  test('a role by reference, the JSON joined as the CDK does', async () => {
    const [before = '', after = ''] = JSON.stringify(put).split('"r"');
    const joined = `!Join ["", [${JSON.stringify(`${before}"`)}, !Ref R, ${JSON.stringify(`"${after}`)}]]`;
    expect(await toldOf(template({ R: role('Path: /'), C: custom(`Create: ${joined}`) }))).toHaveLength(1);
    expect(await toldOf(template({ R: role(inline(DENY)), C: custom(`Create: ${joined}`) }))).toEqual([]);
  });

  test('attach', async () => {
    const [only, ...more] = await toldOf(template({ C: custom(`Create: '${JSON.stringify(attach)}'`) }));
    expect(more).toEqual([]);
    expect(only).toBe(`grant-full-admin definite error «"${AWS}AdministratorAccess"»`);
  });
});

describe('what names policies without granting them', () => {
  const all = policy('{ Effect: Allow, Action: "*", Resource: "*" }');

  test.each([
    ['a RolesAnywhere profile', '{ Type: AWS::RolesAnywhere::Profile, Properties: { ManagedPolicyArns: [!Ref P, "arn:aws:iam::aws:policy/AdministratorAccess"], SessionPolicy: "{}" } }'],
    ['an EMR studio', '{ Type: AWS::EMR::StudioSessionMapping, Properties: { SessionPolicyArn: !Ref P } }'],
    ['a Slack channel', '{ Type: AWS::Chatbot::SlackChannelConfiguration, Properties: { GuardrailPolicies: [!Ref P, "arn:aws:iam::aws:policy/AdministratorAccess"] } }'],
    ['a Teams channel', '{ Type: AWS::Chatbot::MicrosoftTeamsChannelConfiguration, Properties: { GuardrailPolicies: [!Ref P] } }'],
  ])('%s', async (_name, resource) => {
    expect(await toldOf(template({ P: all, X: resource }))).toEqual([]);
  });

  test('unless somebody holds it as well', async () => {
    const text = template({ P: all, X: '{ Type: AWS::EMR::StudioSessionMapping, Properties: { SessionPolicyArn: !Ref P } }', R: role('ManagedPolicyArns: [!Ref P]') });
    expect(await toldOf(text)).toEqual(['grant-full-admin definite error «"*"»']);
  });
});
