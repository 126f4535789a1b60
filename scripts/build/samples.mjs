// What keytrail is run on once when it is built: V8 keeps the bytecode of what these runs call, and compiles what others call in each run anew.

/** A template as people write it: some of what most have, and little else. What is kept for a template that few write costs all others. */
const template = `AWSTemplateFormatVersion: '2010-09-09'
Description: Trail of the account
Parameters:
  Environment:
    Type: String
    Default: prod
    AllowedValues: [dev, prod]
Conditions:
  IsProd: !Equals [!Ref Environment, prod]
Resources:
  # Where the logs go
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    Properties:
      BucketName: !Sub '\${AWS::AccountId}-logs'
      Tags:
        - Key: team
          Value: "audit"
  Role:
    Type: AWS::IAM::Role
    Condition: IsProd
    Properties:
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: lambda.amazonaws.com
            Action: sts:AssumeRole
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole
      Policies:
        - PolicyName: read
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: [s3:GetObject, s3:ListBucket]
                Resource: !GetAtt Bucket.Arn
  Trail:
    Type: AWS::CloudTrail::Trail
    Properties:
      S3BucketName: !Ref Bucket
      IsLogging: true
      IsMultiRegionTrail: true
      EventSelectors:
        - ReadWriteType: All
          IncludeManagementEvents: true
          ExcludeManagementEventSources:
            - kms.amazonaws.com
Outputs:
  Arn:
    Value: !GetAtt Trail.Arn
`;

const trail = (selectors) => ({ Type: 'AWS::CloudTrail::Trail', Properties: { S3BucketName: 'logs', IsLogging: true, IsMultiRegionTrail: true, EventSelectors: selectors } });
const selector = { ReadWriteType: 'All', IncludeManagementEvents: true, ExcludeManagementEventSources: ['kms.amazonaws.com'] };

const json = JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { Ref: 'AWS::StackName' } } }, Trail: trail([selector]) } }, undefined, 2);

/** The reader for the common part of YAML knows no anchors: this is read by the other one. */
const anchored = `Resources:\n  Trail: ${JSON.stringify(trail([])).replace('[]', `[&one ${JSON.stringify(selector)}]`)}\n`;

const configuration = `variable "bucket" {
  type    = string
  default = "logs"
}

locals {
  tags = { Team = "audit" }
}

resource "aws_s3_bucket" "logs" {
  bucket = "\${var.bucket}-\${data.aws_caller_identity.current.account_id}"
  tags   = merge(local.tags, { Name = "logs" })
}

data "aws_caller_identity" "current" {}

data "aws_iam_policy_document" "read" {
  statement {
    actions   = ["s3:GetObject"]
    resources = [aws_s3_bucket.logs.arn]
  }
}

resource "aws_iam_policy" "read" {
  name   = "read"
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_role_policy" "write" {
  name = "write"
  role = "writer"
  policy = <<-EOT
    {
      "Version": "2012-10-17",
      "Statement": [{ "Effect": "Allow", "Action": "s3:PutObject", "Resource": "*" }]
    }
  EOT
}

# The trail of the account
resource "aws_cloudtrail" "trail" {
  name                  = "trail"
  s3_bucket_name        = aws_s3_bucket.logs.id
  is_multi_region_trail = true

  event_selector {
    read_write_type                  = "All"
    include_management_events        = true
    exclude_management_event_sources = ["kms.amazonaws.com"]
  }
}
`;

const program = `import { App, CfnOutput, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as cloudtrail from 'aws-cdk-lib/aws-cloudtrail';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { join } from 'node:path';

interface AuditProps extends StackProps {
  readonly stage: string;
  readonly retention?: number;
}

/** Where the logs go, and who reads them. */
class Audit extends Stack {
  constructor(scope: Construct, id: string, props: AuditProps) {
    super(scope, id, props);
    const isProd = props.stage === 'prod';
    const bucket = new s3.Bucket(this, 'Logs', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      removalPolicy: isProd ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [{ expiration: Duration.days(props.retention ?? 90) }],
    });

    const reader = new lambda.Function(this, 'Reader', {
      runtime: lambda.Runtime.NODEJS_20_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, 'reader')),
      environment: { BUCKET: bucket.bucketName, STAGE: props.stage },
    });
    bucket.grantRead(reader);
    reader.addToRolePolicy(new iam.PolicyStatement({ actions: ['sqs:SendMessage'], resources: ['*'] }));

    const role = new iam.Role(this, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    for (const name of ['first', 'second']) role.addToPolicy(new iam.PolicyStatement({ actions: ['logs:PutLogEvents'], resources: [\`arn:aws:logs:*:*:log-group:\${name}\`] }));

    new cloudtrail.CfnTrail(this, 'Trail', {
      isLogging: true,
      isMultiRegionTrail: true,
      s3BucketName: bucket.bucketName,
      eventSelectors: [{ includeManagementEvents: true, excludeManagementEventSources: ['kms.amazonaws.com'] }],
    });
    new CfnOutput(this, 'Bucket', { value: bucket.bucketArn });
  }
}

const app = new App();
new Audit(app, 'Audit', { stage: 'prod', env: { account: process.env.CDK_DEFAULT_ACCOUNT, region: 'eu-west-1' } });
`;

/** In a file by itself, as most are: whoever makes it stands elsewhere. */
const library = program.replace(/^const app[^]*/mu, '').replace('class Audit', 'export class Audit');

/** What is no template, as there is more of in most folders. */
const settings = `name: service
replicas: 2
image:
  repository: registry.example.com/service
  tags: [v1, latest]
`;

const workflow = `name: ci
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: |
          npm test
          aws cloudtrail put-event-selectors --trail-name trail --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}]'
`;

/** The files of each run. The bytecode of a pack is kept by the first run that loads it: those that all need by the first one, which is of what is linted most. */
export const runs = [
  { 'template.yaml': template, 'template.json': json, 'settings.yaml': settings, 'main.tf': configuration },
  { 'anchored.yaml': anchored },
  { 'program.ts': program, 'library.ts': library },
  { '.github/workflows/ci.yaml': workflow },
];
