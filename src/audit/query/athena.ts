import { columns } from './columns.js';
import type { QueryOptions } from './options.js';
import { comment, conditions, lines, oneOf, quoted, second, sinceSaid, where } from './sql.js';

const TABLE = 'keytrail_cloudtrail';
const DAY = 86_400_000;
/** Logs lie under the day of their delivery, which comes after the event. */
const dayOf = (time: number): string => second(time).slice(0, 10).replaceAll('-', '/');

/**
 * For Athena: a table with partition projection, and the SELECT. Athena User Guide, "Create the table for CloudTrail logs in
 * Athena using partition projection", and for the layout of an organization "Create a table for an organization wide trail".
 */
export const athena = (options: QueryOptions): string => [table(options), '', select(options)].join('\n');

function table({ bucket, organization, accounts, regions, since }: QueryOptions): string {
  const root = `s3://${bucket?.replace(/\/+$/u, '') ?? 'BUCKET'}/AWSLogs/${organization === undefined ? '' : `${organization}/`}`;
  const properties: readonly (readonly [string, string])[] = [
    ['projection.enabled', 'true'],
    ['projection.account.type', 'enum'],
    ['projection.account.values', listed(accounts, 'ACCOUNT_ID')],
    ['projection.region.type', 'enum'],
    ['projection.region.values', listed(regions, 'REGION')],
    ['projection.day.type', 'date'],
    ['projection.day.format', 'yyyy/MM/dd'],
    ['projection.day.interval', '1'],
    ['projection.day.interval.unit', 'DAYS'],
    ['projection.day.range', `${since === undefined ? 'YYYY/MM/DD' : dayOf(since)},NOW`],
    ['storage.location.template', `${root}\${account}/CloudTrail/\${region}/\${day}`],
  ];
  return [
    comment([
      'Athena, first: a table over the log files. Its partitions are projected, none has to be added.',
      ...filledIn({ bucket, accounts, regions, since }),
      ...(organization === undefined ? ['Logs of an organization trail lie under s3://.../AWSLogs/o-.../: put the id of the organization into both paths.'] : []),
    ]),
    `CREATE EXTERNAL TABLE ${TABLE} (`,
    lines(tableColumns),
    ')',
    'PARTITIONED BY (account STRING, region STRING, day STRING)',
    "ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'",
    "STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'",
    "OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
    `LOCATION ${quoted(root)}`,
    'TBLPROPERTIES (',
    lines(properties.map(([key, value]) => `${quoted(key)} = ${quoted(value)}`)),
    ');',
  ].join('\n');
}

const listed = (values: readonly string[] | undefined, placeholder: string): string => (values === undefined || values.length === 0 ? placeholder : values.join(','));

/** What stands in capitals. */
function filledIn({ bucket, accounts, regions, since }: Pick<QueryOptions, 'bucket' | 'accounts' | 'regions' | 'since'>): readonly string[] {
  const words = [
    ...(bucket === undefined ? ['BUCKET (with the prefix of the trail)'] : []),
    ...(accounts === undefined || accounts.length === 0 ? ['ACCOUNT_ID (all that there are, with commas)'] : []),
    ...(regions === undefined || regions.length === 0 ? ['REGION (all that are in use, with commas: a call is logged in the home Region of the trail)'] : []),
    ...(since === undefined ? ['YYYY/MM/DD (the first day)'] : []),
  ];
  return words.length === 0 ? [] : ['Fill in what stands in capitals:', ...words.map((word, at) => `  ${word}${at === words.length - 1 ? '.' : ','}`)];
}

function select(options: QueryOptions): string {
  const { since, until, accounts, regions } = options;
  return [
    comment(['Athena, second: calls that change what trails and event data stores log.', ...sinceSaid(options), 'Download the result, and hand the CSV file to `keytrail audit`.']),
    'SELECT',
    lines(columns.map(({ name, member }) => (member === 'userIdentity' ? `${json(identity)} AS ${name}` : name))),
    `FROM ${TABLE}`,
    where([
      ...conditions({ since, until }, (member) => member.toLowerCase(), second),
      // The partitions, of which the days are those of delivery.
      ...(since === undefined ? [] : [`day >= ${quoted(dayOf(since))}`]),
      ...(until === undefined ? [] : [`day <= ${quoted(dayOf(until + DAY))}`]),
      ...oneOf('account', accounts),
      ...oneOf('region', regions),
    ]),
    'ORDER BY eventtime, eventid;',
    '',
  ].join('\n');
}

/** Members of `userIdentity` that say who called, as in the record. */
interface Members {
  readonly [member: string]: string | Members;
}

const column = 'useridentity';
const issuer = `${column}.sessioncontext.sessionissuer`;
const identity: Members = {
  type: `${column}.type`,
  principalId: `${column}.principalid`,
  arn: `${column}.arn`,
  accountId: `${column}.accountid`,
  invokedBy: `${column}.invokedby`,
  accessKeyId: `${column}.accesskeyid`,
  userName: `${column}.username`,
  sessionContext: { sessionIssuer: { type: `${issuer}.type`, principalId: `${issuer}.principalid`, arn: `${issuer}.arn`, accountId: `${issuer}.accountid`, userName: `${issuer}.username` } },
};

/** The input format makes a struct of it, of which the names are lost when it is cast: a map keeps them. */
const json = (members: Members): string => `json_format(${asJson(members, '  ')})`;

function asJson(members: Members, indentation: string): string {
  const inner = `${indentation}  `;
  const values = Object.values(members).map((value) => (typeof value === 'string' ? `CAST(${value} AS JSON)` : asJson(value, `${inner}  `)));
  return `CAST(map(\n${inner}ARRAY[${Object.keys(members).map(quoted).join(', ')}],\n${inner}ARRAY[\n${lines(values, ',', `${inner}  `)}\n${inner}]\n${indentation}) AS JSON)`;
}

const struct = (fields: readonly string[]): string => `STRUCT<${fields.join(', ')}>`;
const texts = (...fields: readonly string[]): readonly string[] => fields.map((field) => `${field}: STRING`);

const identityColumn = struct([
  ...texts('type', 'principalid', 'arn', 'accountid', 'invokedby', 'accesskeyid', 'username'),
  `sessioncontext: ${struct([`sessionissuer: ${struct(texts('type', 'principalid', 'arn', 'accountid', 'username'))}`])}`,
]);

/** Parameters are texts of JSON there: `CloudTrailInputFormat` sees to it. */
const tableColumns: readonly string[] = columns.map(({ name, member }) => `${name} ${member === 'userIdentity' ? identityColumn : 'STRING'}`);
