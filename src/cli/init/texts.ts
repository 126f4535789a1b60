import { configTemplate } from '../../data/config-template.js';

/** A file that `keytrail init` writes, relative to the root of the repository, with `/`. */
export interface InitFile {
  readonly path: string;
  readonly text: string;
  /** Other names under which the same may be there already. */
  readonly otherNames: readonly string[];
}

const pages = 'https://github.com/keytrail/keytrail/blob/main/docs';

/** Actions by the commits of their releases: a tag can be moved. */
const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1';
const uploadSarif = 'github/codeql-action/upload-sarif@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2';

/**
 * The hook as an entry of `repos` in `.pre-commit-config.yaml`. It installs the published package, which is lighter than the
 * repository of keytrail: nothing has to be built.
 */
export const hookEntry = (version: string): string => `  - repo: local
    hooks:
      - id: keytrail
        name: keytrail
        language: node
        additional_dependencies: ["keytrail@${version}"]
        entry: keytrail --staged --no-progress
        files: '${hookFiles}'
        require_serial: true
        always_run: true
`;

/** For pre-commit, which searches it in the path of each file: what keytrail looks for in a folder, and what settles the values in it. */
export const hookFiles =
  '(?i)(?:\\.(?:[cm]?[jt]s|[jt]sx|py|sh|bash|zsh|ksh|mk|ya?ml|json|template|cfn|cform|tf|tofu|tfstate|tfvars|dockerfile|containerfile)|(?:^|/)(?:gnumakefile|makefile|dockerfile|containerfile)(?:\\.[\\w.-]+)?|(?:^|/)samconfig\\.toml)$';

const hookConfig = (version: string): string => `# Runs keytrail on what a commit changes, once \`pre-commit install\` was run here: ${pages}/integrations/pre-commit.md
repos:
${hookEntry(version)}`;

/** `$` is GitHub's here, not that of a template string. */
const workflow = (version: string): string => `# Lints each pull request, and the branch that pull requests are compared with: ${pages}/integrations/github.md
name: keytrail
on:
  push:
    branches: [main, master]
  pull_request:
permissions: {}
jobs:
  keytrail:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      # To upload what was found to code scanning.
      security-events: write
    steps:
      - uses: ${checkout}
        with:
          # A pull request is judged by both of its sides: the history has to be there.
          fetch-depth: 0
          persist-credentials: false
      - name: Lint
        env:
          # Empty unless this is a pull request: then all that is found counts.
          BASE: \${{ github.base_ref }}
        run: npx --yes keytrail@${version} -f github -f sarif=keytrail.sarif --sarif-profile github \${BASE:+--changed-since "origin/$BASE"}
      # A private repository without GitHub Code Security has no code scanning: there remove this step, and \`security-events\`.
      - name: Upload to code scanning
        if: \${{ !cancelled() && hashFiles('keytrail.sarif') != '' && github.event.pull_request.head.repo.fork != true }}
        uses: ${uploadSarif}
        with:
          sarif_file: keytrail.sarif
          category: keytrail
`;

/** What a repository needs to use keytrail, for the version that is running. */
export const initFiles = (version: string): readonly InitFile[] => [
  { path: '.keytrail.yaml', text: configTemplate, otherNames: ['.keytrail.yml', '.keytrail.json'] },
  { path: hookConfigPath, text: hookConfig(version), otherNames: [] },
  { path: '.github/workflows/keytrail.yml', text: workflow(version), otherNames: ['.github/workflows/keytrail.yaml'] },
];

/** Where pre-commit has its hooks. */
export const hookConfigPath = '.pre-commit-config.yaml';
