import { describe, expect, it } from 'vitest';
import { shellReader } from '../../../src/read/shell/index.js';
import { holds, type Case } from './told.js';

const stopped = (trail: string): string => `sink-not-recording definite ${trail}`;
const excluded = (trail: string): string => `kms-events-excluded definite ${trail}`;
const stop = (name: string): string => `aws cloudtrail «stop-logging» --name ${name}`;

const makefiles: readonly Case[] = [
  ['a recipe', { Makefile: `all:\n\t${stop('t')}\n` }, stopped('t')],
  ['signs before the command', { 'GNUmakefile': `all:\n\t@-+ ${stop('t')}\n` }, stopped('t')],
  ['variables of Make', { 'a.mk': `T := main\nall:\n\t${stop('$(T)')}\n\t${stop('${T}')}\n\t${stop('$(U)')}\n` }, stopped('main'), stopped('main'), stopped('${(U)}')],
  ['a variable that is set twice', { Makefile: `T = a\nT = b\nall:\n\t${stop('$(T)')}\n` }, stopped('${(T)}')],
  ['variables of the shell', { Makefile: `all:\n\tT=main; ${stop('$$T')}\n` }, stopped('main')],
  ['each line is by itself', { Makefile: `all:\n\tT=main\n\t${stop('$$T')}\n` }, stopped('${T}')],
  ['.ONESHELL', { Makefile: `.ONESHELL:\nall:\n\tT=main\n\t${stop('$$T')}\n` }, stopped('main')],
  ['an exported variable', { Makefile: `export T := main\nall:\n\t${stop('$$T')}\n` }, stopped('main')],
  ['lines that go on', { Makefile: `K = kms.amazonaws.com\nall:\n\taws cloudtrail put-event-selectors \\\n\t  --trail-name t \\\n\t  --event-selectors ExcludeManagementEventSources=«$(K)»\n` }, excluded('t')],
  ['what is no recipe', { Makefile: `# ${stop('t').replace(/[«»]/gu, '')}\nX = aws cloudtrail stop-logging\n` }],
];

const dockerfiles: readonly Case[] = [
  ['RUN', { Dockerfile: `FROM a\nRUN ${stop('t')}\n` }, stopped('t')],
  ['options, lines that go on, and comments between them', { 'Dockerfile.prod': `RUN --mount=type=cache,target=/x --network=host a && \\\n# why\n  ${stop('t')}\n` }, stopped('t')],
  ['CMD and ENTRYPOINT as lists', { 'a.dockerfile': 'CMD ["aws", "cloudtrail", «"stop-logging"», "--name", "t"]\nENTRYPOINT ["sh", "-c", "aws cloudtrail «stop-logging» --name u"]\n' }, stopped('t'), stopped('u')],
  ['ENV and ARG', { Containerfile: `ARG A=x\nENV T=main\nENV U other\nRUN ${stop('$T-$A')}\nRUN ${stop('$U')}\n` }, stopped('main-x'), stopped('other')],
  ['a here-document', { Dockerfile: `RUN <<EOF\nset -e\n${stop('t')}\nEOF\nRUN x\n` }, stopped('t')],
  ['a health check', { Dockerfile: `HEALTHCHECK --interval=5m CMD ${stop('t')}\n` }, stopped('t')],
  ['another escape', { Dockerfile: '# escape=`\nRUN a && `\n  aws cloudtrail «stop-logging» --name t\n' }, stopped('t')],
  ['comments', { Dockerfile: '# RUN aws cloudtrail stop-logging --name t\n' }],
];

const github = (steps: string, above = '', job = ''): { readonly 'a.yml': string } => ({ 'a.yml': `${above}jobs:\n  a:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}` });

const pipelines: readonly Case[] = [
  ['a step', github(`      - run: ${stop('t')}\n`), stopped('t')],
  ['a block', github(`      - run: |\n          set -e\n          aws cloudtrail put-event-selectors --trail-name t \\\n            --event-selectors '[{"ExcludeManagementEventSources": [«"kms.amazonaws.com"»]}]'\n`), excluded('t')],
  ['a folded block', github(`      - run: >-\n          aws cloudtrail put-event-selectors\n          --trail-name t\n          --event-selectors ExcludeManagementEventSources=«kms.amazonaws.com»\n`), excluded('t')],
  ['a step in quotes', github(`      - run: "aws cloudtrail put-event-selectors --trail-name t --event-selectors '[{\\"ExcludeManagementEventSources\\":[«\\"kms.amazonaws.com\\"»]}]'"\n`), excluded('t')],
  ['the environment of the workflow, the job and the step', github(`      - run: ${stop('$A-$B-$C')}\n        env: { C: c }\n`, 'env: { A: a, B: x }\n', '    env: { B: b }\n'), stopped('a-b-c')],
  ['expressions', github(`      - run: ${stop('${{ env.A }}')}\n      - run: ${stop('${{ inputs.x }}')}\n`, 'env: { A: a }\n'), stopped('a'), stopped('${{ inputs.x }}')],
  ['an expression within quotes', github(`      - run: aws cloudtrail put-event-selectors --trail-name t --event-selectors '[{"ExcludeManagementEventSources":[«"\${{ inputs.source }}"»]}]'\n`), 'kms-events-excluded possible t'],
  ['a file in the folder in which it works', { ...github("      - run: aws cloudtrail put-event-selectors --trail-name t --event-selectors file://s.json\n        working-directory: ./infra\n"), 'infra/s.json': '[{"ExcludeManagementEventSources":[«"kms.amazonaws.com"»]}]' }, excluded('t')],
  ['a composite action', { 'action.yml': `runs:\n  using: composite\n  steps:\n    - run: ${stop('t')}\n      shell: bash\n` }, stopped('t')],
  ['PowerShell', github('      - shell: pwsh\n        run: «aws cloudtrail stop-logging --name t»\n'), 'gap'],
  ['a machine with Windows', { 'a.yml': 'jobs:\n  a:\n    runs-on: windows-latest\n    steps:\n      - run: «aws cloudtrail stop-logging --name t»\n' }, 'gap'],
  ['Python', github('      - shell: python\n        run: print("a")\n')],
  ['GitLab', { 'a.yml': `variables: { T: main }\njob:\n  script:\n    - ${stop('$T')}\n  after_script: ${stop('after')}\n` }, stopped('main'), stopped('after')],
  ['GitLab, what all jobs share', { 'a.yml': `default:\n  before_script: [K=kms.amazonaws.com]\njob:\n  script:\n    - echo\n    - aws cloudtrail put-event-selectors --trail-name t --event-selectors "ExcludeManagementEventSources=«$K»"\n` }, excluded('t')],
  ['CodeBuild', { 'buildspec.yml': `version: 0.2\nenv:\n  variables:\n    T: main\nphases:\n  install:\n    commands: [U=other]\n  build:\n    commands:\n      - ${stop('$T')}\n    finally:\n      - ${stop('$U')}\n` }, stopped('main'), stopped('other')],
  ['another document', { 'a.yml': 'a:\n  run: aws cloudtrail stop-logging --name t\n' }],
];

describe('makefiles', () => it.each(makefiles)('%s', holds));
describe('Dockerfiles', () => it.each(dockerfiles)('%s', holds));
describe('pipelines', () => it.each(pipelines)('%s', holds));

it.each<[string, boolean, string?]>([
  ['a.sh', true],
  ['x/a.bash', true],
  ['a.zsh', true],
  ['a.ksh', true],
  ['Makefile', true],
  ['x/GNUmakefile', true],
  ['rules.mk', true],
  ['Dockerfile', true],
  ['x/Dockerfile.prod', true],
  ['api.dockerfile', true],
  ['Containerfile', true],
  ['a.py', false],
  ['Makefile.d/a.txt', false],
  ['sh', false],
  ['run', true, '#!/usr/bin/env bash\n'],
  ['run', true, '#!/bin/sh -e\n'],
  ['run', false, '#!/usr/bin/env python\n'],
  ['run.py', false, '#!/bin/sh\n'],
])('claims %s: %s', (path, claims, text = '') => {
  expect(shellReader.claims(path, text)).toBe(claims);
});
