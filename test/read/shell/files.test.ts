import { describe, expect, it } from 'vitest';
import { holds, unitsOf, type Case } from './told.js';

const selectors = '[{"ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}]';
const unmarked = '[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]';
const use = (word: string): string => `aws cloudtrail put-event-selectors --trail-name t --event-selectors ${word}\n`;
const known = 'kms-events-excluded definite t';

const found: readonly Case[] = [
  ['beside the script', { 'a/b.sh': use('file://s.json'), 'a/s.json': selectors }, known],
  ['from the root', { 'a/b.sh': use('file://a/s.json'), 'a/s.json': selectors }, known],
  ['above', { 'a/b.sh': use('file://../s.json'), 's.json': selectors }, known],
  ['as bytes', { 'a.sh': use('fileb://s.json'), 's.json': selectors }, known],
  ['in the folder of the script', { 'a/b.sh': `D="$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)"\n${use('"file://$D/s.json"')}`, 'a/s.json': selectors }, known],
  ['in the folder of the script, shorter', { 'a/b.sh': use('"file://$(dirname "$0")/s.json"'), 'a/s.json': selectors }, known],
  ['in the folder in which it runs', { 'a.sh': use('"file://$PWD/s.json"'), 's.json': selectors }, known],
  ['by cat', { 'a.sh': use('"«$(cat s.json)»"'), 's.json': unmarked }, known],
  ['by a redirection', { 'a.sh': use('"«$(<s.json)»"'), 's.json': unmarked }, known],
  ['by --cli-input-json', { 'a.sh': 'aws cloudtrail put-event-selectors --cli-input-json file://s.json\n', 's.json': `{"TrailName":"t","EventSelectors":${selectors}}` }, known],
  ['by --cli-input-yaml', { 'a.sh': 'aws cloudtrail put-event-selectors --cli-input-yaml file://s.yaml\n', 's.yaml': 'TrailName: t\nEventSelectors:\n  - ExcludeManagementEventSources: [«kms.amazonaws.com»]\n' }, known],
  ['in shorthand', { 'a.sh': use('file://s.txt'), 's.txt': 'ExcludeManagementEventSources=«kms.amazonaws.com»' }, known],
  ['written by the script', { 'a.sh': `cat > s.json <<EOF\n${selectors}\nEOF\n${use('file://./s.json')}` }, known],
  ['written the other way round', { 'a.sh': `cat <<'EOF' >/tmp/s.json\n${selectors}\nEOF\n${use('file:///tmp/s.json')}` }, known],
  ['written by tee', { 'a.sh': `tee s.json <<EOF >/dev/null\n${selectors}\nEOF\n${use('file://s.json')}` }, known],
  ['written by echo', { 'a.sh': `echo '${selectors}' > s.json\n${use('file://s.json')}` }, known],
  ['written by printf', { 'a.sh': `printf '%s\\n' '${selectors}' > s.json\n${use('file://s.json')}` }, known],
  ['written where a variable says', { 'a.sh': `F=$(mktemp)\ncat > "$F" <<EOF\n${selectors}\nEOF\n${use('"file://$F"')}rm -f "$F"\n` }, known],
  ['written where a variable from outside says', { 'a.sh': `cat > "$F/s.json" <<EOF\n${selectors}\nEOF\n${use('"file://$F/s.json"')}` }, known],
];

const open: readonly Case[] = [
  ['not there', { 'a/b.sh': use('«file://s.json»') }, 'gap'],
  ['elsewhere', { 'a.sh': use('«file:///etc/s.json»') }, 'gap'],
  ['named by something not known', { 'a.sh': use('«"file://$F"»'), 's.json': unmarked }, 'gap'],
  ['of the network', { 'a.sh': use('«file://https://x/s.json»') }, 'gap'],
  ['written twice', { 'a.sh': `if x; then echo '[]' > s.json; else echo '${unmarked}' > s.json; fi\n${use('«file://s.json»')}`, 's.json': unmarked }, 'gap'],
  ['added to', { 'a.sh': `echo '${unmarked}' >> s.json\n${use('«file://s.json»')}` }, 'gap'],
  ['written by another command', { 'a.sh': `jq . x.json > s.json\n${use('«file://s.json»')}` }, 'gap'],
  ['changed', { 'a.sh': `echo '${unmarked}' > s.json\nsed -i s/a/b/ s.json\n${use('«file://s.json»')}` }, 'gap'],
  ['written under a condition', { 'a.sh': `[ -f s.json ] || echo '${unmarked}' > s.json\n${use('«file://s.json»')}` }, 'gap'],
  ['written where another variable says', { 'a.sh': `A=$(mktemp)\nB=$(mktemp)\necho '${unmarked}' > "$A"\n${use('«"file://$B"»')}` }, 'gap'],
];

describe('what is read', () => it.each(found)('%s', holds));
describe('what is not', () => it.each(open)('%s', holds));

it('tells where it looked', async () => {
  const [unit] = await unitsOf({ 'a/b.sh': use('file://s.json') });
  expect(unit?.problems[0]?.message).toContain('`s.json`, looked for in `a` and at the root of the repository');
});

it('takes a file for a part of the unit', async () => {
  const units = await unitsOf({ 'a/b.sh': use('file://s.json'), 'a/s.json': unmarked });
  expect(units.map(({ uses }) => uses.map(({ of }) => of.path))).toEqual([['a/s.json']]);
});
