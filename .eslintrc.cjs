// For ESLint 9 with ESLINT_USE_FLAT_CONFIG=false: `npm run lint`. test/architecture.test.ts shows that the directions hold.
const { posix } = require('node:path');

/**
 * The dependency directions, as an allow-list: what may be imported where. Anything else is refused, packages too.
 * A folder may always import itself. Later entries win over earlier ones.
 */
const directions = [
  modules('src/**/*.ts', []),
  folder('src/core', []),
  folder('src/data', ['src/core/']),
  folder('src/model', ['src/core/', 'src/data/']),
  folder('src/lower', ['src/core/', 'src/data/', 'src/model/']),
  folder('src/check', ['src/core/', 'src/data/', 'src/model/']),
  folder('src/read', ['src/core/', 'src/data/']),
  // The only ones that know the compiler.
  folder('src/read/program', ['src/core/', 'src/read/'], ['typescript']),
  // They know no AWS.
  folder('src/read/text', ['src/core/']),
  modules('src/read/text/excerpts.ts', ['src/core/', 'src/read/text/'], ['node:buffer']),
  modules('src/read/text/yaml/*.ts', ['src/core/', 'src/read/text/', 'src/read/text/yaml/'], ['yaml']),
  folder('src/read/files', ['src/core/'], ['node:fs', 'node:path']),
  modules('src/read/files.ts', ['src/core/', 'src/read/files/'], ['node:fs', 'node:path']),
  folder('src/report', ['src/core/', 'src/data/', 'src/check/finding.js', 'src/check/rule.js', 'src/check/summary.js']),
  // It stands beside check: evidence instead of declarations, with the same model.
  folder('src/audit', ['src/core/', 'src/data/', 'src/model/', 'src/lower/', 'src/read/decode.js', 'src/read/embedded.js', 'src/read/text/'], ['node:zlib']),
  folder('src/report/audit', ['src/core/', 'src/data/', 'src/report/', 'src/audit/', 'src/check/finding.js', 'src/check/rule.js']),
  folder(
    'src/cli',
    ['src/core/', 'src/check/change/compare.js', 'src/check/ignores/configured.js', 'src/check/finding.js', 'src/check/levels.js', 'src/check/change/moves.js', 'src/check/problems.js', 'src/check/rule.js', 'src/check/change/sinks.js', 'src/check/change/surviving.js', 'src/data/rule-docs.js', 'src/data/config-template.js', 'src/read/files.js', 'src/read/files/records.js', 'src/report/', 'src/audit/', 'src/lint.js', 'src/config.js', 'src/baseline.js'],
    ['node:fs', 'node:path', 'node:util'],
  ),
  // The only one that starts another program.
  modules('src/cli/git/program.ts', ['src/cli/io.js'], ['node:child_process']),
  modules('src/config.ts', ['src/core/', 'src/check/finding.js', 'src/config/', 'src/data/config-validator.js', 'src/read/decode.js', 'src/read/parse.js', 'src/read/parameters/']),
  modules('src/baseline.ts', ['src/core/', 'src/check/finding.js', 'src/check/change/compare.js', 'src/config/', 'src/data/baseline-validator.js', 'src/read/decode.js', 'src/read/parse.js']),
  folder('src/config', ['src/core/', 'src/cli/args/nearest.js']),
  // The places that compose.
  modules('src/cli/engine.ts', ['src/check/rule.js', 'src/data/rule-list.js', 'src/lint.js', 'src/report/report.js', 'rules/index.js']),
  modules('src/cli.ts', ['src/cli/']),
  modules('src/start.ts', [], ['node:fs', 'node:path', 'node:vm']),
  modules('src/index.ts', ['src/', 'rules/index.js']),
  modules('src/api.ts', ['src/', 'rules/index.js'], ['node:path']),
  modules('src/lint.ts', ['src/core/', 'src/data/', 'src/read/', 'src/lower/', 'src/model/', 'src/check/', 'src/report/report.js', 'src/lint/']),
  folder('src/lint', ['src/core/', 'src/data/', 'src/read/', 'src/lower/', 'src/model/', 'src/check/', 'src/report/report.js']),
  modules('src/rule.ts', ['src/core/', 'src/data/', 'src/model/', 'src/check/']),
  modules('rules/*.ts', ['src/rule.js']),
  modules('rules/index.ts', ['src/rule.js', 'rules/']),
];

/** What the files in a folder may import, down to three folders below it. */
function folder(path, targets, packages = []) {
  return [0, 1, 2, 3].map((depth) => {
    const place = path + '/_'.repeat(depth);
    const itself = Array.from({ length: depth + 1 }, (_, up) => posix.join(place, '../'.repeat(up), '/'));
    return override(`${path}/${'*/'.repeat(depth)}*.ts`, place, [...itself, ...targets], packages);
  });
}

/** What single files may import. */
function modules(glob, targets, packages = []) {
  return [override(glob, posix.dirname(glob), targets, packages)];
}

/** The rules for `files`, which stand in `place`, as far as relative paths are concerned. */
function override(files, place, targets, packages) {
  const allowed = [...targets.map((target) => pathFrom(place, target)), ...packages.map((name) => `${escape(name)}$`)];
  const refused = allowed.length === 0 ? '^' : `^(?!${allowed.join('|')})`;
  const message = 'Not from here: .eslintrc.cjs holds the dependency directions.';
  return {
    files,
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ regex: refused, message }] }],
      'no-restricted-syntax': [
        'error',
        { selector: `ImportExpression[source.value=/${refused.replaceAll('/', '\\/')}/]`, message },
        { selector: 'ImportExpression[source.type!="Literal"]', message: 'Say literally what is imported: the directions are checked by it.' },
      ],
    },
  };
}

/** A regular expression for the imports of `target` (a folder ends in `/`) in `place`. `./..` would be a way around. */
function pathFrom(place, target) {
  const way = posix.relative(place, target) || '.';
  const path = escape(way.startsWith('.') ? way : `./${way}`);
  return target.endsWith('/') ? `${path}/(?!\\.)` : `${path}$`;
}

function escape(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

module.exports = {
  root: true,
  // vitest.config.ts is in no TypeScript project.
  ignorePatterns: ['node_modules', 'dist', 'coverage', 'test/tools', 'examples', 'test/cdk/programs', 'vitest.config.ts'],
  env: { es2022: true, node: true },
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
  extends: ['eslint:recommended'],
  reportUnusedDisableDirectives: true,
  overrides: [
    {
      files: '*.ts',
      parser: '@typescript-eslint/parser',
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: __dirname },
      extends: ['plugin:@typescript-eslint/strict-type-checked', 'plugin:@typescript-eslint/stylistic-type-checked'],
      rules: {
        '@typescript-eslint/switch-exhaustiveness-check': 'error',
        // `import()` as a type would be a way around the directions.
        '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
        '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
        // Numbers in messages read well as they are.
        '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
        // `noUncheckedIndexedAccess` makes a check of each access; where it cannot fail, `??` says what it would mean.
        '@typescript-eslint/no-unnecessary-condition': 'off',
        // Patterns and names are read by code point; spreading a string says that.
        '@typescript-eslint/no-misused-spread': 'off',
        '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      },
    },
    {
      files: ['src/**/*.ts', 'rules/**/*.ts'],
      rules: {
        'no-console': 'error',
        'no-restricted-globals': ['error', { name: 'process', message: 'Only src/cli.ts (and src/start.ts) touches it.' }],
        'no-restricted-properties': ['error', { object: 'globalThis', property: 'process', message: 'Only src/cli.ts (and src/start.ts) touches it.' }],
        '@typescript-eslint/explicit-module-boundary-types': 'error',
      },
    },
    {
      // There are some four hundred kinds of nodes and tokens.
      files: 'src/read/program/**/*.ts',
      rules: { '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }] },
    },
    { files: ['src/cli.ts', 'src/start.ts'], rules: { 'no-restricted-globals': 'off' } },
    {
      // Tests look at JSON that others wrote, and hand over functions that do nothing.
      files: 'test/**/*.ts',
      rules: {
        '@typescript-eslint/no-empty-function': 'off',
        '@typescript-eslint/no-unsafe-argument': 'off',
        '@typescript-eslint/no-unsafe-assignment': 'off',
        '@typescript-eslint/no-unsafe-member-access': 'off',
        '@typescript-eslint/no-unsafe-return': 'off',
      },
    },
    ...directions.flat(),
    { files: '*.cjs', parserOptions: { sourceType: 'script' } },
  ],
};
