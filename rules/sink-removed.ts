import { eventsText, loggingTaxa, sinkName, vanishing, type Fault, type Removal, type Rule } from '../src/rule.js';

/** A plan or a call takes away a sink that logged AWS KMS events, or selectors that nothing puts others in the place of. What a change of the code takes away, `src/cli/change/sinks.ts` tells. */
export const sinkRemoved: Rule = {
  meta: {
    id: 'sink-removed',
    level: 'error',
    severity: 8.0,
    category: 'visibility',
    summary: 'A trail or event data store that logs AWS KMS events is removed',
    description:
      'The plan deletes a trail or event data store that logs AWS KMS events, or replaces it so that nothing is logged until the new one is there; or it removes advanced event selectors that keep AWS KMS events out, which the provider does not set back to the default. Or a call of the CloudTrail API deletes a trail or event data store, or a change that is judged removes its declaration.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: false,
    taxa: loggingTaxa,
  },
  check: ({ removals }) => removals.map(removed),
};

function removed(removal: Removal): Fault {
  const { before, how, at } = removal;
  const { truth, events, culprits } = vanishing(removal);
  const { label, definite, possible, advice } = words[how](how === 'deleted-by-call' ? callName(before) : sinkName(before), events.length === 58 ? 'all 58 KMS events' : eventsText(events));
  return {
    truth,
    // Another sink may make up for it.
    subject: { address: before.address, exists: before.exists, sink: before },
    level: undefined,
    fault: '',
    at,
    label,
    related: culprits.map(({ origin, text }) => ({ at: origin, message: `${text}: may stay` })),
    sentence: { definite, possible },
    advice,
    events,
    fixes: [],
  };
}

/** `Trail \`main\` is deleted by this call`; code is named by what holds it. */
const callName = ({ kind, declaredBy, address }: Removal['before']): string =>
  declaredBy === 'code' ? `\`${address}\` deletes ${kind === 'trail' ? 'a trail' : 'an event data store'}` : `${kind === 'trail' ? 'Trail' : 'Event data store'} \`${address}\` is deleted by this call`;

interface Words {
  readonly label: string;
  readonly definite: string;
  readonly possible: string;
  readonly advice: string;
}

const words: Readonly<Record<Removal['how'], (name: string, events: string) => Words>> = {
  deleted: (name, events) => ({
    label: 'is deleted',
    definite: `${name} is deleted, and with it the log of ${events}`,
    possible: `${name} is deleted, and with it perhaps the log of ${events}`,
    advice: 'Let another sink log them before this one is deleted',
  }),
  replaced: (name, events) => ({
    label: 'is deleted, then made anew',
    definite: `${name} is deleted before another one takes its place: until then nothing logs ${events}`,
    possible: `${name} is deleted before another one takes its place: until then perhaps nothing logs ${events}`,
    advice: 'Set `create_before_destroy`, with another name, or let another sink log them meanwhile',
  }),
  'deleted-by-call': (name) => ({
    label: 'deletes it',
    definite: `${name}, and with it the log of whatever KMS events it takes, which is not known here`,
    possible: `${name} perhaps, and with it the log of whatever KMS events it takes`,
    advice: 'Let another sink log KMS events before this one is deleted, or leave the call out',
  }),
  'selectors-dropped': (name, events) => ({
    label: 'its advanced event selectors may stay',
    definite: `${name} keeps the advanced event selectors that this change removes, and so does not log ${events}`,
    possible: `${name} may keep the advanced event selectors that this change removes, and so not log ${events}: the provider does not set them back to the default`,
    advice: 'Declare selectors that take management events instead of removing those that are there',
  }),
};
