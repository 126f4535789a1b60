import { describe, it } from 'vitest';
import { holds, type Case } from './told.js';

const sh = (text: string): { readonly 'a.sh': string } => ({ 'a.sh': text });
const use = (word: string): string => `aws cloudtrail put-event-selectors --trail-name t --event-selectors ${word}\n`;
const selectors = '[{"ExcludeManagementEventSources":["kms.amazonaws.com"]}]';
const known = 'kms-events-excluded definite t';
const perhaps = 'kms-events-excluded possible t';
/** Selectors of which one value is put in by the shell. */
const source = (word: string): string => use(`'[{"ExcludeManagementEventSources":[«"'${word}'"»]}]'`);

const found: readonly Case[] = [
  ['set once', sh(`S='${selectors}'\n${use('"«$S»"')}`), known],
  ['exported', sh(`export A=1 S='${selectors}'\n${use('"«${S}»"')}`), known],
  ['read only', sh(`readonly S='${selectors}'\n${use('"«$S»"')}`), known],
  ['from a here-document', sh(`S=$(cat <<'EOF'\n${selectors}\nEOF\n)\n${use('"«$S»"')}`), known],
  ['from one in which variables are put in', sh(`K=kms\nS=$(cat <<-EOF\n\t[{"ExcludeManagementEventSources":["$K.amazonaws.com"]}]\n\tEOF\n)\n${use('"«$S»"')}`), known],
  ['read from a here-document', sh(`read -r -d '' S <<'EOF'\n${selectors}\nEOF\n${use('"«$S»"')}`), known],
  ['a part of a document', sh(`K=kms.amazonaws.com\n${source('"$K"')}`), known],
  ['a variable of a variable', sh(`K=kms; D=amazonaws.com; H=$K.$D\n${source('"$H"')}`), known],
  ['several words without quotes', sh(`A="--trail-name t --event-selectors ReadWriteType=All,ExcludeManagementEventSources=kms.amazonaws.com"\naws cloudtrail put-event-selectors «$A»\n`), known],
  ['an array', sh(`A=(--trail-name t\n  --event-selectors '${selectors}')\naws cloudtrail put-event-selectors "«\${A[@]}»"\n`), known],
  ['a default', sh(source('"${1:-kms.amazonaws.com}"')), known],
  ['a variable with a default of its own', sh(`S=\${S:-'${selectors}'}\n${use('"«$S»"')}`), known],
  ['set where it is used', sh(`if x; then\n  S='${selectors}'\n  ${use('"«$S»"')}fi\n`), known],
  ['of a function', sh(`f() {\n  local S='${selectors}'\n  ${use('"«$S»"')}}\ng() {\n  local S=\n}\n`), known],
  ['set before a function that uses it runs', sh(`f() {\n  ${use('"«$S»"')}}\nS='${selectors}'\nf\n`), known],
  ['set again afterwards', sh(`S='${selectors}'\n${use('"«$S»"')}S='[]'\n`), known],
  ['set again before', sh(`S='[]'\nS='${selectors}'\n${use('"«$S»"')}`), known],
  ['behind &&', sh(`cd x && S='${selectors}' && ${use('"«$S»"')}`), known],
  ['a loop over one item', sh(`for K in kms.amazonaws.com; do\n${source('"$K"')}done\n`), known],
];

const open: readonly Case[] = [
  ['not set', sh(use('«"$S"»')), 'gap'],
  ['an argument', sh(use('«"$1"»')), 'gap'],
  ['all arguments', sh('aws cloudtrail put-event-selectors «"$@"»\n'), 'gap'],
  ['the output of a command', sh(use('«"$(make-selectors)"»')), 'gap'],
  ['set in two branches', sh(`if x; then S='[]'; else S='${selectors}'; fi\n${use('«"$S"»')}`), 'gap'],
  ['set under a condition', sh(`[ -z "$S" ] && S='${selectors}'\n${use('«"$S"»')}`), 'gap'],
  ['set in a function', sh(`f() { S='${selectors}'; }\nf\n${use('«"$S"»')}`), 'gap'],
  ['set in a subshell', sh(`(S='${selectors}')\n${use('«"$S"»')}`), 'gap'],
  ['set for another command alone', sh(`S='${selectors}' other\n${use('«"$S"»')}`), 'gap'],
  ['set further down', sh(`${use('«"$S"»')}S='${selectors}'\n`), 'gap'],
  ['set anew in a loop', sh(`S='[]'\nwhile x; do\n${use('«"$S"»')}S='${selectors}'\ndone\n`), 'gap'],
  ['set anew by a function', sh(`f() { S='[]'; }\nS='${selectors}'\nf\n${use('«"$S"»')}`), 'gap'],
  ['read', sh(`S='${selectors}'\nread -r S\n${use('«"$S"»')}`), 'gap'],
  ['added to', sh(`S+='${selectors}'\n${use('«"$S"»')}`), 'gap'],
  ['a part of it', sh(`S='${selectors}'\n${use('«"${S%x}"»')}`), 'gap'],
  ['several items of a loop', sh(`for K in kms.amazonaws.com x; do\n${source('"$K"')}done\n`), perhaps],
  ['a part that is not known', sh(source('"$K"')), perhaps],
  ['a key that is not known', sh(use(`"[{«\\"$K\\"»:[\\"kms.amazonaws.com\\"]}]"`)), 'management-events-unlogged possible t'],
  ['a part of the structure', sh(use(`«'[{"ExcludeManagementEventSources":['"$K"']}]'»`)), 'gap'],
  ['a circle', sh(`A=$B\nB=$A\n${use('«"$A"»')}`), 'gap'],
];

describe('what is written', () => it.each(found)('%s', holds));
describe('what is not', () => it.each(open)('%s', holds));
