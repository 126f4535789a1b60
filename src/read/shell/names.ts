import { extensionOf } from '../../core/extension.js';

/** Commands of the AWS CLI that are looked for, without those that others begin with. */
const commands = [
  'put-event-selectors', 'event-data-store', 'stop-logging', 'delete-trail', 'update-trail',
  'put-role-policy', 'put-user-policy', 'put-group-policy', 'create-policy', 'update-policy', 'attach-role-policy', 'attach-user-policy', 'attach-group-policy',
  'put-inline-policy-to-permission-set', 'attach-managed-policy-to-permission-set',
];

/** False for texts in which no call of the AWS CLI can be that is looked for: the name of its operation is written out, be it in a variable, or made of parts. */
export const mayCall = (text: string): boolean => COMMANDS.test(text) || (SPLIT.test(text) && COMMANDS.test(text.replace(SIGNS, ''))) || (CLI.test(text) && SERVICE.test(text) && MADE.test(text));

const COMMANDS = new RegExp(commands.join('|'), 'u');

/** Shells take quotes and backslashes away, in the middle of a name as well: `put-"event"-selectors`. */
const SIGNS = /\\\r?\n|["'\\]/gu;
const SPLIT = /[a-z-](?:\\\r?\n|["'\\])+[a-z-]/u;

/** The program, a service of it that has such operations, and a word that is put together of what is expanded: `put-${X}event-selectors`. */
const CLI = /aws["'\s\\]/u;
const SERVICE = /cloudtrail|iam|sso-admin/u;
const MADE = /[a-z-]["']?[$`]|[}`)]["']?[a-z-]|\$\w+(?:-|["'][a-z-])/u;

/** `Makefile`, `rules.mk`. */
export const isMakefile = (path: string): boolean => path.endsWith('.mk') || (path.includes('akefile') && MAKEFILE.test(path));

// What most files are told apart by is no pattern: to try one for the first time takes a tenth of a millisecond.
const MAKEFILE = /(?:^|\/)(?:GNUmakefile|[Mm]akefile(?:\.[\w.-]+)?)$/u;

/** `Dockerfile`, `Dockerfile.prod`, `api.dockerfile`. The pattern is made here: to make one with `\w` that takes no case into account costs every run a tenth of a millisecond. */
export const isDockerfile = (path: string): boolean => holdsFile(path.toLowerCase()) && /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.(?:dockerfile|containerfile)$/iu.test(path);

const holdsFile = (path: string): boolean => path.includes('dockerfile') || path.includes('containerfile');

export const isScript = (path: string): boolean => SHELLS.has(extensionOf(path));

const SHELLS: ReadonlySet<string> = new Set(['.sh', '.bash', '.zsh', '.ksh']);

/** Whether a text says in its first line that a shell is to read it. */
export const hasShebang = (text: string): boolean => /^#![^\n]*\b(?:ba|da|a|z|k)?sh\b/u.test(text);
