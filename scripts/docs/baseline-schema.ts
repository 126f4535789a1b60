// The JSON Schema of the baseline file.

type Schema = Readonly<Record<string, unknown>>;

const text = (title: string, description: string, more: Schema = {}): Schema => ({ type: 'string', title, description, ...more });

/** Draft 07: what editors know best. `title` is what a message calls the thing that is wanted. */
export const baselineSchema: Schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'https://raw.githubusercontent.com/keytrail/keytrail/main/schema/baseline.json',
  title: 'keytrail baseline',
  description: 'Findings that are known. keytrail --baseline FILE --update-baseline writes it; reason and until are added by hand and kept.',
  type: 'object',
  additionalProperties: false,
  required: ['version', 'findings'],
  properties: {
    $schema: { type: 'string', title: 'a text', description: 'Where this schema is, for editors.' },
    version: { const: 1, title: '1, the only version that this keytrail knows', description: 'The version of this format.' },
    findings: {
      type: 'array',
      title: 'a list',
      description: 'One entry for each finding that is known; two findings that look the same have two.',
      items: {
        type: 'object',
        title: 'a map',
        additionalProperties: false,
        required: ['rule', 'path', 'subject', 'cause', 'level', 'message'],
        properties: {
          rule: text('the id of a rule', 'The rule that finds it.', { pattern: '^[a-z0-9]+(?:-[a-z0-9]+)*$' }),
          path: text('a path', 'The file, relative to the root of the repository.', { pattern: '.' }),
          subject: text('a text', 'The address of the trail, the event data store or whoever holds a grant; empty for what is wrong with the file itself.'),
          cause: text('16 hexadecimal digits', 'A hash of the evaluated cause.', { pattern: '^[0-9a-f]{16}$' }),
          holders: {
            type: 'array',
            title: 'a list',
            description: 'Of a grant: who holds it, each with a hash of how. With one less it stays known, with one more it is a new finding.',
            items: text('a name with 16 hexadecimal digits', 'Who holds it, and a hash of how.', { pattern: ' [0-9a-f]{16}$' }),
          },
          level: { enum: ['note', 'warning', 'error'], title: 'a level', description: 'How grave it was: once it is graver it is a new finding.' },
          message: text('a text', 'What it said, for whoever reads this file.'),
          reason: text('a reason', 'Why it is accepted.', { pattern: '\\S' }),
          until: text('a date, YYYY-MM-DD', 'The last day on which the entry acts.', { pattern: '^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$' }),
        },
      },
    },
  },
};
