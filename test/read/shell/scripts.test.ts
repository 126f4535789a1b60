import { describe, it } from 'vitest';
import { holds, type Case } from './told.js';

const sh = (text: string): { readonly 'a.sh': string } => ({ 'a.sh': text });
const excluded = (trail: string): string => `kms-events-excluded definite ${trail}`;
const stopped = (trail: string): string => `sink-not-recording definite ${trail}`;
const put = 'aws cloudtrail put-event-selectors --trail-name t';

/** JSON of selectors that exclude KMS; the place is marked. */
const selectors = '[{"ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}]';

const values: readonly Case[] = [
  ['JSON in single quotes', sh(`${put} --event-selectors '${selectors}'\n`), excluded('t')],
  ['JSON in double quotes, with escapes', sh(`${put} --event-selectors "[{\\"ExcludeManagementEventSources\\":[«\\"kms.amazonaws.com\\"»]}]"\n`), excluded('t')],
  ["JSON in $'...'", sh(`${put} --event-selectors $'[{"ExcludeManagementEventSources":\\n[«"kms\\x2eamazonaws.com"»]}]'\n`), excluded('t')],
  ['JSON over lines', sh(`${put} --event-selectors '[\n  {\n    "ExcludeManagementEventSources": [\n      «"kms.amazonaws.com"»\n    ]\n  }\n]'\n`), excluded('t')],
  ['a single object', sh(`${put} --event-selectors '{"ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}'\n`), excluded('t')],
  ['two objects', sh(`${put} --event-selectors '{"ReadWriteType":"ReadOnly"}' '{"ReadWriteType":"WriteOnly","ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}'\n`), 'kms-writes-unlogged definite t'],
  ['behind an equals sign', sh(`${put} --event-selectors='${selectors}'\n`), excluded('t')],
  ['an option by its beginning', sh(`aws cloudtrail put-event-selectors --trail t --event '${selectors}'\n`), excluded('t')],
  ['on lines that go on, with CRLF', sh(`aws cloudtrail put-event-selectors \\\r\n  --trail-name t \\\r\n  --event-selectors '${selectors}'\r\n`), excluded('t')],
  ['shorthand', sh(`${put} --event-selectors ReadWriteType=All,IncludeManagementEvents=true,ExcludeManagementEventSources=«kms.amazonaws.com»,rdsdata.amazonaws.com\n`), excluded('t')],
  ['shorthand, two items', sh(`${put} --event-selectors ReadWriteType=ReadOnly ReadWriteType=WriteOnly,ExcludeManagementEventSources=«kms.amazonaws.com»\n`), 'kms-writes-unlogged definite t'],
  ['shorthand with quotes in it', sh(`${put} --event-selectors 'ExcludeManagementEventSources=[«"kms.amazonaws.com"»]'\n`), excluded('t')],
  ['shorthand of advanced selectors', sh(`${put} --advanced-event-selectors 'FieldSelectors=[{Field=eventCategory,Equals=Management},{Field=eventSource,NotEquals=«kms.amazonaws.com»}]'\n`), excluded('t')],
  ['shorthand that is none', sh(`${put} --event-selectors «R»eadWriteType\n`.replace('«R»eadWriteType', 'ReadWriteTyp«e»')), 'parse-error'],
  ['JSON that is none', sh(`${put} --event-selectors '[{"ReadWriteType":"All"«]»'\n`), 'parse-error'],
  ['--cli-input-json', sh(`aws cloudtrail put-event-selectors --cli-input-json '{"TrailName":"x","EventSelectors":${selectors}}'\n`), excluded('x')],
  ['an option comes before --cli-input-json', sh(`${put} --event-selectors '[]' --cli-input-json '{"TrailName":"x","EventSelectors":[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]}'\n`)],
  ['--cli-input-yaml', sh(`aws cloudtrail put-event-selectors --cli-input-yaml 'TrailName: x\nEventSelectors:\n  - ExcludeManagementEventSources: [«kms.amazonaws.com»]\n'\n`), excluded('x')],
  ['braces that the shell expands', sh(`${put} --advanced-event-selectors «FieldSelectors=[{Field=eventCategory,Equals=Management}]»\n`), 'gap'],
  ['a new event data store', sh(`aws cloudtrail create-event-data-store --name s --advanced-event-selectors '[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotEquals":[«"kms.amazonaws.com"»]}]}]'\n`), excluded('s')],
  ['one that is not to record', sh('aws cloudtrail create-event-data-store --name s «--no-start-ingestion»\n'), stopped('s')],
  ['one of one Region', sh('aws cloudtrail create-event-data-store --name s «--no-multi-region-enabled»\n'), 'sink-single-region definite s'],
  ['a change of one', sh(`aws cloudtrail update-event-data-store --event-data-store s --advanced-event-selectors '[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotEquals":[«"kms.amazonaws.com"»]}]}]'\n`), excluded('s')],
  ['a trail of one Region from now on', sh('aws cloudtrail update-trail --name t «--no-is-multi-region-trail»\n'), 'sink-single-region possible t'],
  ['a trail that is changed otherwise', sh('aws cloudtrail update-trail --name t --is-multi-region-trail --s3-bucket-name b\n')],
  ['logging stops', sh('aws cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['ingestion stops', sh('aws cloudtrail «stop-event-data-store-ingestion» --event-data-store s\n'), stopped('s')],
  ['a trail is deleted', sh('aws cloudtrail «delete-trail» --name t\n'), 'sink-removed definite t'],
  ['an event data store is deleted', sh('aws cloudtrail «delete-event-data-store» --event-data-store s\n'), 'sink-removed definite s'],
  ['what starts', sh('aws cloudtrail start-logging --name t\naws cloudtrail create-trail --name t --s3-bucket-name b\n')],
  ['a file that is read as it is', { 'a.sh': `${put} --event-selectors file://s.json\n`, 's.json': selectors }, excluded('t')],
  ['a name that is not known', sh('aws cloudtrail «stop-logging» --name "$TRAIL"\n'), stopped('${TRAIL}')],
  ['no name at all', sh('\naws cloudtrail «stop-logging»\n'), stopped('stop-logging at line 2')],
];

const grants: readonly Case[] = [
  ['put-role-policy', sh(`aws iam put-role-policy --role-name r --policy-name p --policy-document '{"Statement":[{"Effect":"Allow","Action":«"cloudtrail:*"»,"Resource":"*"}]}'\n`), 'grant-cloudtrail-admin definite r'],
  ['attach-user-policy', sh('aws iam attach-user-policy --user-name u --policy-arn «arn:aws:iam::aws:policy/AdministratorAccess»\n'), 'grant-full-admin definite u'],
  ['attach-group-policy of a policy that is not in view', sh('aws iam attach-group-policy --group-name g --policy-arn "arn:aws:iam::$ACCOUNT:policy/own"\n')],
  ['create-policy from a file', { 'a.sh': 'aws iam create-policy --policy-name p --policy-document file://p.json\n', 'p.json': '{"Statement":{"Effect":"Allow","Action":«"cloudtrail:PutEventSelectors"»,"Resource":"*"}}' }, 'grant-any-trail definite p'],
  ['a version that becomes the default', sh(`aws iam create-policy-version --policy-arn a --policy-document '{"Statement":{"Effect":"Allow","Action":«"cloudtrail:PutEventSelectors"»,"Resource":"*"}}' --set-as-default\n`), 'grant-any-trail definite a'],
  ['a version that does not yet', sh(`aws iam create-policy-version --policy-arn a --policy-document '{"Statement":{"Effect":"Allow","Action":«"cloudtrail:PutEventSelectors"»,"Resource":"*"}}'\n`), 'grant-any-trail possible a'],
  ['a permission set', sh(`aws sso-admin put-inline-policy-to-permission-set --instance-arn i --permission-set-arn s --inline-policy '{"Statement":{"Effect":"Allow","Action":«"cloudtrail:*"»,"Resource":"*"}}'\n`), 'grant-cloudtrail-admin definite s'],
  ['a managed policy of a permission set', sh('aws sso-admin attach-managed-policy-to-permission-set --instance-arn i --permission-set-arn s --managed-policy-arn «arn:aws:iam::aws:policy/AdministratorAccess»\n'), 'grant-full-admin definite s'],
  ['a cap', sh(`aws organizations create-policy --name n --description d --type SERVICE_CONTROL_POLICY --content '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}'\n`)],
  ['a document that is not known', sh('aws iam put-role-policy --role-name r --policy-name p --policy-document «"$POLICY"»\n'), 'gap'],
  ['a document in a heredoc', sh(`aws iam put-user-policy --user-name u --policy-name p --policy-document "«$»(cat <<EOF\n{"Statement":{"Effect":"Allow","Action":"cloudtrail:*","Resource":"*"}}\nEOF\n)"\n`.replace('«$»(cat <<EOF', "«$(cat <<EOF»")), 'grant-cloudtrail-admin definite u'],
  ['parts that are not known', sh(`aws iam put-user-policy --user-name u --policy-name p --policy-document '{"Statement":{"Effect":"Allow","Action":«"cloudtrail:*"»,"Resource":"arn:aws:cloudtrail:*:'"$ACCOUNT"':trail/*"}}'\n`), 'grant-cloudtrail-admin possible u'],
];

const ways: readonly Case[] = [
  ['by its path', sh('/usr/local/bin/aws cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['with options before the service', sh('aws --profile p --region eu-west-1 --no-cli-pager cloudtrail «stop-logging» --name t --output json\n'), stopped('t')],
  ['with options that are not known before the service', sh('aws $OPTIONS cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['with sudo and env', sh('sudo -E env A=1 aws cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['with time, exec and command', sh('time -p aws cloudtrail «stop-logging» --name a; exec aws cloudtrail «stop-logging» --name b; command aws cloudtrail «stop-logging» --name c\n'), stopped('a'), stopped('b'), stopped('c')],
  ['by xargs', sh("list | xargs -n1 aws cloudtrail «stop-logging» --name\nlist | xargs -I{} aws cloudtrail «stop-logging» --name {}\n"), stopped('${xargs}'), stopped('${xargs}')],
  ['in a container of the CLI', sh('docker run --rm -v "$HOME/.aws:/aws" amazon/aws-cli:2.15 cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['by a function that runs what it is given', sh('run() { echo "+ $*"; "$@"; }\nrun aws cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['by a function from elsewhere', sh('retry_it 3 aws cloudtrail «stop-logging» --name t\n'), 'sink-not-recording possible t'],
  ['by a variable', sh('AWS="aws --profile p"\n$AWS cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['by a variable that is not known', sh('$AWS cloudtrail «stop-logging» --name t\n'), 'sink-not-recording possible t'],
  ['in bash -c', sh(`bash -ec 'aws cloudtrail «stop-logging» --name t'\n`), stopped('t')],
  ['in bash -c in double quotes', sh('T=x\nbash -c "aws cloudtrail «stop-logging» --name $T"\n'), stopped('x')],
  ['in eval', sh(`eval "aws cloudtrail «stop-logging» --name t"\n`), stopped('t')],
  ['in a trap', sh(`trap 'aws cloudtrail «stop-logging» --name t' EXIT\n`), stopped('t')],
  ['in a script for bash', sh(`bash -s <<'EOF'\naws cloudtrail «stop-logging» --name t\nEOF\n`), stopped('t')],
  ['over ssh', sh('ssh host sudo aws cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['in a substitution', sh('x=$(aws cloudtrail «stop-logging» --name a) && y=`aws cloudtrail «stop-logging» --name b`\n'), stopped('a'), stopped('b')],
  ['in conditions, loops, cases and functions', sh('if aws cloudtrail «stop-logging» --name a; then :; fi\nfor t in b; do aws cloudtrail «stop-logging» --name "$t"; done\ncase x in a|b) aws cloudtrail «stop-logging» --name c ;; esac\nf() { aws cloudtrail «stop-logging» --name d; }\ntrue || aws cloudtrail «stop-logging» --name e &\n'), ...['a', 'b', 'c', 'd', 'e'].map(stopped)],
  ['to an endpoint of AWS', sh('aws --endpoint-url https://cloudtrail.eu-west-1.amazonaws.com cloudtrail «stop-logging» --name t\n'), stopped('t')],
  ['to an endpoint that is not known', sh('aws --endpoint-url "$ENDPOINT" cloudtrail «stop-logging» --name t\n'), 'sink-not-recording possible t'],
];

const quiet: readonly Case[] = [
  ['a comment', sh('# aws cloudtrail stop-logging --name t\necho a # aws cloudtrail stop-logging --name t\n')],
  ['what is only shown', sh(`echo aws cloudtrail stop-logging --name t\necho "aws cloudtrail stop-logging --name t"\nlog_info aws cloudtrail stop-logging --name t\n`)],
  ['a here-document', sh('cat <<EOF\naws cloudtrail stop-logging --name t\nEOF\n')],
  ['a text', sh(`usage='\naws cloudtrail stop-logging --name t\n'\n`)],
  ['an emulator', sh('awslocal cloudtrail stop-logging --name t\naws --endpoint-url=http://localhost:4566 cloudtrail stop-logging --name t\n')],
  ['an emulator by a variable', sh('AWS_ENDPOINT_URL=http://localhost:4566 aws cloudtrail stop-logging --name t\nexport AWS_ENDPOINT_URL_CLOUDTRAIL=http://10.0.0.1\naws cloudtrail stop-logging --name t\n')],
  ['help, and skeletons', sh('aws cloudtrail stop-logging help\naws cloudtrail put-event-selectors --generate-cli-skeleton\n')],
  ['other services and operations', sh('aws logs stop-logging --name t\naws cloudtrail get-event-selectors --trail-name t\naws iam delete-role-policy --role-name r\n')],
  ['selectors that take everything', sh(`${put} --event-selectors '[{"ReadWriteType":"All","IncludeManagementEvents":true}]'\n`)],
];

describe('values', () => it.each(values)('%s', holds));
describe('grants', () => it.each(grants)('%s', holds));
describe('ways to call', () => it.each(ways)('%s', holds));
describe('no calls', () => it.each(quiet)('%s', holds));
