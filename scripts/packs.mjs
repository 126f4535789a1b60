// What the program is cut into by scripts/build.mjs: files that are loaded at once.

/**
 * Files that are loaded together, and the modules for which they are: the first whose modules reach a part of the program holds it.
 * What is imported at run time and stands in none of these gets a pack of its own. A pack is CommonJS, which starts 13 ms sooner
 * than an ES module (of some 30 for all of Node).
 */
export const packs = [
  ['program.cjs', ['src/cli.ts']],
  ['check.cjs', ['src/cli/commands/check.ts', 'src/lint.ts', 'src/data/rule-list.ts']],
  ['judge.cjs', ['src/lint/judge.ts', 'rules/index.ts']],
  ['templates.cjs', ['src/lower/cloudformation.ts', 'src/read/cloudformation/read.ts']],
  ['documents.cjs', ['src/read/aws/policies.ts', 'src/read/aws/selectors.ts']],
  ['yaml.cjs', ['src/read/text/yaml/yaml.ts']],
  ['config.cjs', ['src/config.ts']],
  ['pretty.cjs', ['src/report/pretty.ts']],
  ['sarif.cjs', ['src/report/sarif.ts']],
  ['terraform.cjs', ['src/read/terraform/folders.ts', 'src/lower/terraform/index.ts']],
  ['serverless.cjs', ['src/read/serverless/service.ts']],
  ['code.cjs', ['src/read/program/load.ts']],
  ['plans.cjs', ['src/read/terraform/json/skim.ts', 'src/read/terraform/json/read.ts']],
  ['assembly.cjs', ['src/read/assembly/index.ts']],
  ['calls.cjs', ['src/lower/aws-api.ts']],
  ['shell.cjs', ['src/read/shell/read.ts']],
  ['python.cjs', ['src/read/python/load.ts']],
  ['formats.cjs', ['src/report/pipelines/formats.ts']],
  ['walk.cjs', ['src/read/files/walk.ts', 'src/read/files/ignores.ts']],
  ['rule-docs.cjs', ['src/data/rule-docs.ts']],
  ['audit.cjs', ['src/cli/commands/audit.ts', 'src/cli/audit/keys.ts', 'src/cli/audit/print.ts']],
];

/** As many of them hold what all runs share that find something to judge. */
export const ALWAYS = 3;

/** What the first of these has in common with another one is held by the last of those: a run needs one of them, and seldom two. */
export const kinds = ['templates.cjs', 'terraform.cjs', 'code.cjs'];

/** Modules that packs of all kinds share with those that are loaded late: to load one of those for them would cost more. */
export const shared = ['check.cjs', /^src\/read\/text\/faults/];

/**
 * Modules that others import as any module and that few runs call: the pack that holds them is loaded when the first of what they
 * export is asked for. Nothing is gained where another one asks for it as it is loaded itself: for a table, or to hand it on. What
 * one pack alone loads late, which is named then, has in common with it stays with that one.
 */
export const late = [
  ['alarms.cjs', /^src\/(?:model\/alarm\/(?:blind|pattern|watched)|lower\/alarms\/(?:filter|event)-pattern|read\/filter-pattern)/],
  ['calls.cjs', /^src\/(?:read\/calls\/(?!carriers|mentions|language)|lower\/calls\/|lower\/aws-api)/],
  ['edits.cjs', /^src\/check\/edits\/(?:code\/|script\/(?!embedded))/],
  ['terraform.cjs', /^src\/check\/edits\/hcl\/(?!formatted|place)/],
  ['grants.cjs', /^src\/model\/(?:grant\/(?:cap|conditions|reach)|trails)/],
  ['additions.cjs', /^src\/(?:check\/edits\/(?:addition|append)|model\/(?:removal|selector\/written))/],
  ['functions.cjs', /^src\/read\/terraform\/functions\/(?!call|documents|values)/, 'terraform.cjs'],
  ['templates.cjs', /^src\/read\/cloudformation\/read/],
  ['documents.cjs', /^src\/read\/aws\/(?:policies|calls)/],
  ['folders.cjs', /^src\/read\/(?:terraform\/(?:settled\/(?:policies|values)|json-syntax|parts|remote|evaluation\/loops|functions\/values\/equality)|text\/hcl\/recovery)/, 'terraform.cjs'],
  ['stacks.cjs', /^src\/read\/cloudformation\/(?:components|nag|stacks\/located)/],
  ['assembly.cjs', /^src\/read\/assembly\/(?:manifest|assets)/],
  ['embedded.cjs', /^src\/read\/(?:embedded|url-decoded|text\/(?:within|offsets|yaml\/decode))/],
  ['plans.cjs', /^src\/read\/terraform\/json\/at-source/],
  ['json.cjs', /^src\/read\/text\/json\/(?:tolerant|tokens)/],
  ['serverless.cjs', /^src\/read\/serverless\/variables\//],
  ['audit.cjs', /^src\/cli\/args\/(?:audit|moment)/],
  ['problems.cjs', /^src\/(?:check\/(?:problems|ignores\/faults)|cli\/output\/(?:azure|summary|write)|report\/json\/entries|core\/globs)/],
];
