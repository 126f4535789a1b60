/** A statement in the words of IAM. */
export type Statement = Readonly<Record<string, unknown>>;
export interface PolicyJson {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

/** A holder of policies and what it has, to be written in each format. What is left out is empty. */
export interface HeldText {
  readonly kind: 'role' | 'user' | 'group' | 'permission-set';
  /** Who may take a role on. */
  readonly trust?: Statement;
  readonly inline?: readonly PolicyJson[];
  /** Policies of one's own, as resources that are attached. */
  readonly attached?: readonly PolicyJson[];
  /** ARNs of policies of AWS. */
  readonly managed?: readonly string[];
  readonly boundary?: PolicyJson;
  /** What the group of a user is given. */
  readonly group?: PolicyJson;
}

export interface PolicyText {
  /** Undefined: a policy that nobody in view holds. */
  readonly holder: HeldText | undefined;
  readonly loose?: PolicyJson;
  /** A service control policy beside. */
  readonly control?: PolicyJson;
}

const document = (...statements: readonly Statement[]): PolicyJson => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: unknown, Resource: unknown = ['*'], more: Statement = {}): Statement => ({ Effect: 'Allow', Action, Resource, ...more });
const deny = (Action: unknown, Resource: unknown = ['*'], more: Statement = {}): Statement => ({ Effect: 'Deny', Action, Resource, ...more });
const service = (name: string): Statement => ({ Effect: 'Allow', Principal: { Service: [name] }, Action: ['sts:AssumeRole'] });

const PUT = ['cloudtrail:PutEventSelectors'];
const TRAIL = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main';
const put = document(allow(PUT));

/** The same in every format: grants that differ in all that decides on them. */
export const policies: Readonly<Record<string, PolicyText>> = {
  'inline, of a role of a service': { holder: { kind: 'role', trust: service('states.amazonaws.com'), inline: [put] } },
  'attached to a role of a function': { holder: { kind: 'role', trust: service('lambda.amazonaws.com'), attached: [document(allow(['cloudtrail:*'], [TRAIL, `${TRAIL}-2`]))] } },
  'of AWS, of a user': { holder: { kind: 'user', managed: ['arn:aws:iam::aws:policy/AWSCloudTrail_FullAccess'] } },
  'of a group, with a Deny beside': { holder: { kind: 'group', inline: [document(allow(['*'])), document(deny(PUT, [TRAIL]))] } },
  'of a user, denied by its group': { holder: { kind: 'user', inline: [put], group: document(deny(['cloudtrail:Put*'])) } },
  'under a boundary': { holder: { kind: 'role', trust: service('ec2.amazonaws.com'), inline: [document(allow(['*']))], boundary: document(allow(['s3:*'])) } },
  'under a service control policy': { holder: { kind: 'role', trust: service('states.amazonaws.com'), inline: [put] }, control: document(deny(['cloudtrail:*'])) },
  'with NotAction and conditions': {
    holder: {
      kind: 'role',
      trust: service('states.amazonaws.com'),
      inline: [document({ Sid: 'Most', Effect: 'Allow', NotAction: ['iam:*', 'organizations:*'], Resource: ['*'], Condition: { StringEquals: { 'aws:PrincipalTag/team': ['audit', 'security'] }, Bool: { 'aws:SecureTransport': ['true'] } } })],
    },
  },
  'of a permission set': { holder: { kind: 'permission-set', inline: [document(allow(PUT, ['arn:aws:cloudtrail:*:*:trail/${aws:PrincipalTag/trail}']))], managed: ['arn:aws:iam::aws:policy/PowerUserAccess'] } },
  'of nobody in view': { holder: undefined, loose: document({ Sid: 'Rest', Effect: 'Allow', Action: PUT, NotResource: [TRAIL] }) },
};
