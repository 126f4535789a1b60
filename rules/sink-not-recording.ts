import { aboutSink, isRecording, loggingTaxa, not, replaceFalse, sinkName, type Fault, type Rule, type Sink } from '../src/rule.js';

/** Logging or ingestion is switched off: no selector matters then. */
export const sinkNotRecording: Rule = {
  meta: {
    id: 'sink-not-recording',
    level: 'error',
    severity: 7.0,
    category: 'visibility',
    summary: 'The trail or event data store does not record',
    description: 'Logging of this trail, or ingestion of this event data store, is switched off. Nothing is recorded, AWS KMS events included, whatever its event selectors say.',
    strictOnly: false,
    moreWhenStrict: false,
    fixable: true,
    taxa: [...loggingTaxa, { taxonomy: 'cis-aws', id: '3.1' }],
  },
  check: (model) => model.sinks.flatMap(notRecording),
};

function notRecording(sink: Sink): readonly Fault[] {
  const { recording } = sink;
  const off = not(isRecording(sink));
  if (recording.kind === 'absent' || (recording.kind === 'unknown' && recording.nature !== 'open')) return [];
  const what = sink.kind === 'trail' ? 'logging' : 'ingestion';
  return [
    {
      truth: off,
      ...aboutSink(sink),
      fault: '',
      at: recording.origin,
      label: recording.kind === 'unknown' ? `${what}: ${recording.reason}` : `${what} is off`,
      related: [],
      sentence: {
        definite: `${sinkName(sink)} records nothing, and so none of the 58 KMS events: ${what} is off`,
        possible: `${sinkName(sink)} may record nothing: ${what} may be off${recording.kind === 'unknown' ? ` (${recording.reason})` : ''}`,
      },
      advice: `Turn ${what} on`,
      events: [],
      fixes: replaceFalse(recording),
    },
  ];
}
