import { aboutSink, and, fixMissing, logsSomething, replaceFalse, sinkName, truth, type Fault, type Rule, type Sink } from '../src/rule.js';

/** KMS is regional: what happens in other Regions, to replicas of multi-Region keys too, is logged there. */
export const sinkSingleRegion: Rule = {
  meta: {
    id: 'sink-single-region',
    level: 'note',
    severity: 3.5,
    category: 'visibility',
    summary: 'AWS KMS events of one Region only',
    description:
      'The trail or event data store sees the events of its own Region only. AWS KMS is regional: the use of keys elsewhere, replicas of multi-Region keys included, is logged in their Regions.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: [
      { taxonomy: 'cwe', id: 'CWE-778' },
      { taxonomy: 'aws-config', id: 'multi-region-cloudtrail-enabled' },
      { taxonomy: 'cis-aws', id: '3.1' },
    ],
  },
  check: (model) => model.sinks.flatMap(singleRegion),
};

function singleRegion(sink: Sink): readonly Fault[] {
  const { multiRegion } = sink;
  if (multiRegion.kind === 'absent' || (multiRegion.kind === 'unknown' && multiRegion.nature !== 'open')) return [];
  const property = sink.spelling(sink.kind === 'trail' ? 'IsMultiRegionTrail' : 'MultiRegionEnabled');
  const single = multiRegion.kind === 'known' ? truth(!multiRegion.value) : 'maybe';
  return [
    {
      // A sink that logs no KMS events has a greater loss, told elsewhere.
      truth: and(single, logsSomething(sink)),
      ...aboutSink(sink),
      // Another sink of one Region makes up for nothing.
      subject: { address: sink.address, exists: sink.exists, sink: undefined },
      fault: '',
      at: multiRegion.origin,
      label: multiRegion.kind === 'unknown' ? `${property}: ${multiRegion.reason}` : multiRegion.origin.via === 'service-default' ? `\`${property}\` is false by default` : 'one Region only',
      related: [],
      sentence: {
        definite: `${sinkName(sink)} sees the KMS events of one Region only`,
        possible: `${sinkName(sink)} may see the KMS events of one Region only`,
      },
      advice: `Set \`${property}\` to true, or declare a sink for each Region in which there are keys`,
      events: [],
      // What AWS returned is no place to change anything.
      fixes: sink.declaredBy === 'snapshot' ? [] : multiRegion.origin.via === 'service-default' ? fixMissing(sink, property, 'true') : replaceFalse(multiRegion),
    },
  ];
}
