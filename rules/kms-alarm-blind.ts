import { blindness, eventsText, loggingTaxa, MOST_NAMED, oversight, sinkPhrases, type Blindness, type Fault, type Oversight, type Rule } from '../src/rule.js';

/** An alarm on KMS events that hangs on trails which do not log them; with `--strict`, one on trails that does not look for PutEventSelectors. */
export const kmsAlarmBlind: Rule = {
  meta: {
    id: 'kms-alarm-blind',
    level: 'warning',
    severity: 6.0,
    category: 'visibility',
    summary: 'An alarm on AWS KMS events that are not logged',
    description:
      'A metric filter or an EventBridge rule looks for AWS KMS events, but the trails that feed it do not log them: CloudTrail hands on to CloudWatch Logs and to EventBridge only what a trail logs. The alarm stays silent, and looks as if nothing had happened. With --strict it is noted as well where an alarm watches who stops or changes trails, but none watches PutEventSelectors, the call that takes events away from a trail that goes on running.',
    strictOnly: false,
    moreWhenStrict: true,
    fixable: false,
    taxa: [...loggingTaxa, { taxonomy: 'cis-aws', id: '4.7' }],
  },
  *check({ alarms }, strict): Iterable<Fault> {
    for (const alarm of alarms) {
      const blind = blindness(alarm);
      if (blind !== undefined) yield blindFault(blind);
    }
    const overlooked = strict ? oversight(alarms) : undefined;
    if (overlooked !== undefined) yield oversightFault(overlooked);
  },
};

const alarmName = ({ kind, address }: Blindness['alarm']): string => `${kind === 'metric-filter' ? 'Metric filter' : 'Event rule'} \`${address}\``;

/** What makes up for the loss of a trail does not feed this alarm: so it is no fault of a sink. */
const about = ({ address, exists }: Blindness['alarm']): Fault['subject'] => ({ address, exists, sink: undefined });
function blindFault({ alarm, truth, lost, events, possibly, at, feeds, culprits }: Blindness): Fault {
  const what = events.length === 58 ? 'all 58 KMS events' : eventsText(events);
  const more = possibly.length === 0 ? '' : ` (nor, perhaps, ${eventsText(possibly)})`;
  const cause = culprits[0] === undefined ? '' : `, because of \`${culprits[0].text}\``;
  const unknown = culprits.find((culprit) => culprit.unknown !== '')?.unknown ?? '';
  const maybe = feeds.every((feed) => feed.truth === 'yes') ? 'may not log' : 'may feed it and not log';
  const trails = sinkPhrases(feeds.map(({ sink }) => sink));
  const miss = `which ${trails} ${feeds.length === 1 ? 'does' : 'do'} not log`;
  return {
    truth,
    subject: about(alarm),
    level: undefined,
    fault: '',
    at,
    label: 'is not logged',
    related: [
      ...culprits.slice(0, MOST_NAMED).map(({ origin, text }) => ({ at: origin, message: `${text}: keeps them from the alarm` })),
      ...feeds.slice(0, MOST_NAMED).map(({ sink, truth: sure }) => ({ at: sink.origin, message: sure === 'yes' ? 'this trail feeds it' : 'this trail may feed it' })),
    ],
    sentence: {
      definite: `${alarmName(alarm)} looks for ${what}, ${miss}${more}${cause}`,
      possible:
        lost === 'yes'
          ? `${alarmName(alarm)} may look for ${what}, ${miss}${cause}`
          : `${alarmName(alarm)} may look in vain for ${what}: ${trails} ${maybe} them${unknown === '' ? cause : ` (${unknown})`}`,
    },
    advice: alarm.kind === 'metric-filter' ? 'Let the trail that feeds its log group log them' : 'Let a trail of the account log them',
    events,
    fixes: [],
  };
}

const oversightFault = ({ alarm, truth, watches, at }: Oversight): Fault => ({
  truth,
  subject: about(alarm),
  level: 'note',
  fault: 'PutEventSelectors',
  at,
  label: '`PutEventSelectors` is not watched',
  related: [],
  sentence: {
    definite: `${alarmName(alarm)} watches ${eventsText(watches)}, but no alarm watches \`PutEventSelectors\``,
    possible: `${alarmName(alarm)} may watch ${eventsText(watches)}, but no alarm watches \`PutEventSelectors\``,
  },
  advice: 'Add `PutEventSelectors`: it takes KMS events away from a trail that goes on running',
  events: [],
  fixes: [],
});
