import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../rules/index.js';
import { engine, type Engine } from '../../../src/cli/engine.js';
import type { Finding } from '../../../src/check/finding.js';
import type { Report } from '../../../src/report/report.js';
import { run, scratch, templates, write, type Outcome, type World } from '../support.js';

const all = scratch();
const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A folder of its own with these files. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(all, 'case-'));
  write(folder, files);
  return folder;
}

const git = (folder: string, ...args: readonly string[]): string =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', '-c', 'core.autocrlf=false', '-c', 'init.defaultBranch=main', ...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '-A');
  git(folder, 'commit', '-qm', 'first');
  return folder;
}

const keytrail = async (folder: string, line: string, world: World = {}): Promise<Outcome> => run(line.split(' '), { cwd: folder, ...world });

/** Every file below a folder with its bytes, but for links and what is Git's. */
function contents(folder: string, below = ''): ReadonlyMap<string, string> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true }).filter((entry) => entry.name !== '.git' && !entry.isSymbolicLink());
  return new Map(
    entries.flatMap((entry): readonly (readonly [string, string])[] => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? [...contents(folder, path)] : [[path, readFileSync(join(folder, path), 'latin1')]];
    }),
  );
}

const applyPatch = (folder: string, patch: string): void => {
  writeFileSync(join(all, 'patch.diff'), patch);
  git(folder, 'apply', '--check', join(all, 'patch.diff'));
  git(folder, 'apply', '--whitespace=nowarn', join(all, 'patch.diff'));
};

interface Told {
  readonly findings: readonly { readonly rule: string; readonly level: string; readonly file: string; readonly subject: string; readonly label: string; readonly fixes: readonly unknown[] }[];
}
const findingsIn = async (folder: string, line: string): Promise<Told['findings']> => (JSON.parse((await keytrail(folder, `${line} -f json`)).out) as Told).findings;

const gravity = ['note', 'warning', 'error'];

const examples = readdirSync(join(root, 'examples'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

describe.each(examples)('examples/%s', (id) => {
  const names = readdirSync(join(root, 'examples', id)).filter((name) => name.startsWith('bad.'));
  const strict = rules.some(({ meta }) => meta.id === id && meta.strictOnly) ? '--strict ' : '';

  test.each(names)('%s', async (name) => {
    const folder = mkdtempSync(join(all, 'example-'));
    cpSync(join(root, 'examples', id, name), join(folder, name));
    git(folder, 'init', '-q');
    const before = await findingsIn(folder, `${strict}${name}`);
    const dry = await keytrail(folder, `${strict}${name} --fix-dry-run`);
    expect(contents(folder).get(name)).toBe(readFileSync(join(root, 'examples', id, name), 'latin1'));
    const other = mkdtempSync(join(all, 'other-'));
    cpSync(folder, other, { recursive: true });
    if (dry.out !== '') applyPatch(other, dry.out);

    const fixed = await keytrail(folder, `${strict}${name} --fix`);
    expect(fixed.err).not.toContain('internal error');
    expect(contents(folder)).toEqual(contents(other));
    expect(contents(folder).get(name) !== readFileSync(join(root, 'examples', id, name), 'latin1')).toBe(before.some(({ fixes }) => fixes.length > 0));

    const after = await findingsIn(folder, `${strict}${name}`);
    expect(after.filter(({ fixes }) => fixes.length > 0)).toEqual([]);
    const known = before.map(({ rule, subject, label }) => [rule, subject, label].join('\n'));
    const gravest = Math.max(-1, ...before.filter(({ fixes }) => fixes.length > 0).map(({ level }) => gravity.indexOf(level)));
    expect(after.filter(({ rule, subject, label, level }) => !known.includes([rule, subject, label].join('\n')) && gravity.indexOf(level) >= gravest)).toEqual([]);

    const again = contents(folder);
    expect((await keytrail(folder, `${strict}${name} --fix`)).err).toContain('there is nothing to fix');
    expect(contents(folder)).toEqual(again);
    expect((await keytrail(folder, `${strict}${name} --fix-dry-run`)).out).toBe('');
  });
});

const fixedText = templates.error.replace('[kms.amazonaws.com]', '[]');
const twoErrors = { 'a.yaml': templates.error, 'b/c.yaml': templates.error };

describe('--fix', () => {
  test('changes the files, tells how much, and reports what is left', async () => {
    const folder = folderWith({ ...twoErrors, 'broken.yaml': 'Resources:\n  T: {Type: AWS::CloudTrail::Trail\n', 'warning.yaml': templates.warning });
    const { status, out, err } = await keytrail(folder, '. --fix -f json');
    expect([status, err]).toEqual([1, 'keytrail: fixed 3 findings in 3 files\n']);
    expect(contents(folder).get('a.yaml')).toBe(fixedText);
    expect(contents(folder).get('b/c.yaml')).toBe(fixedText);
    expect([...new Set((JSON.parse(out) as Told).findings.map(({ file }) => file))]).toEqual(['broken.yaml']);
  });

  test.each([
    ['a.yaml --fix', 0, 'keytrail: fixed 1 finding in 1 file\n'],
    ['a.yaml --fix -q', 0, ''],
    ['a.yaml b/c.yaml --fix --stats', 0, /^keytrail: .* read.*\nkeytrail: .* read.*\nkeytrail: fixed 2 findings in 2 files\n$/u],
    ['a.yaml --fix --rule kms-events-excluded=off', 0, 'keytrail: there is nothing to fix\n'],
    ['a.yaml --fix --param Nobody=x', 0, "keytrail: no template that was read has the parameter 'Nobody' of --param\nkeytrail: fixed 1 finding in 1 file\n"],
    ['a.yaml --fix-dry-run', 1, 'keytrail: --fix would fix 1 finding in 1 file\n'],
    ['a.yaml --fix-dry-run --fail-on never', 0, 'keytrail: --fix would fix 1 finding in 1 file\n'],
    ['- --fix', 2, 'keytrail: --fix cannot change standard input; --fix-dry-run tells what it would change\n'],
    ['a.yaml - --fix', 2, 'keytrail: --fix cannot change standard input; --fix-dry-run tells what it would change\n'],
    ['a.yaml --fix --staged', 2, 'keytrail: --fix and --staged do not go together\n'],
  ])('%s: %i', async (line, status, err) => {
    const outcome = await keytrail(folderWith(twoErrors), line);
    expect(outcome.status).toBe(status);
    if (typeof err === 'string') expect(outcome.err).toBe(err);
    else expect(outcome.err).toMatch(err);
  });

  test('a sink with several faults takes several rounds', async () => {
    const many = templates.error.replace('IsLogging: true', 'IsLogging: false').replace('IsMultiRegionTrail: true', 'IsMultiRegionTrail: false').replace('- Exclude', '- ReadWriteType: WriteOnly\n          Exclude');
    const folder = folderWith({ 'a.yaml': many });
    const dry = await keytrail(folder, 'a.yaml --fix-dry-run');
    const { status, err } = await keytrail(folder, 'a.yaml --fix --fail-on note');
    expect([status, err]).toEqual([0, dry.err.replace('--fix would fix', 'fixed')]);
    const other = folderWith({ 'a.yaml': many });
    applyPatch(other, dry.out);
    expect(contents(other)).toEqual(contents(folder));
    expect(contents(folder).get('a.yaml')).toBe(fixedText.replace('- Exclude', '- ReadWriteType: All\n          Exclude'));
  });

  test.each([
    ['CRLF', templates.error.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${templates.error}`],
    ['no break at the end', templates.error.trimEnd()],
    ['letters of many bytes', `# \u00e9\u{1F511}\n${templates.error}`],
  ])('keeps %s, and so does the patch', async (_what, text) => {
    const folder = folderWith({ 'a.yaml': text });
    const other = folderWith({ 'a.yaml': text });
    applyPatch(other, (await keytrail(folder, 'a.yaml --fix-dry-run')).out);
    await keytrail(folder, 'a.yaml --fix');
    const expected = Buffer.from(text.replace('[kms.amazonaws.com]', '[]')).toString('latin1');
    expect(contents(folder).get('a.yaml')).toBe(expected);
    expect(contents(other).get('a.yaml')).toBe(expected);
  });

  test('keeps the mode, and links stay links', async () => {
    const folder = folderWith({ 'real.yaml': templates.error });
    chmodSync(join(folder, 'real.yaml'), 0o640);
    symlinkSync('real.yaml', join(folder, 'link.yaml'));
    await keytrail(folder, 'link.yaml --fix');
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true);
    expect(statSync(join(folder, 'real.yaml')).mode & 0o777).toBe(0o640);
    expect(contents(folder).get('real.yaml')).toBe(fixedText);
    expect(readdirSync(folder).sort()).toEqual(['link.yaml', 'real.yaml']);
  });

  test('a file outside the repository is changed where it was named, and only there', async () => {
    const folder = folderWith({ 'in/a.yaml': templates.clean, 'out/b.yaml': templates.error, 'far/c.yaml': templates.error });
    git(join(folder, 'in'), 'init', '-q');
    symlinkSync('../far/c.yaml', join(folder, 'in/c.yaml'));
    writeFileSync(join(all, 'patch.diff'), (await keytrail(join(folder, 'in'), '. ../out/b.yaml --fix-dry-run')).out);
    git(join(folder, 'in'), 'apply', '--unsafe-paths', join(all, 'patch.diff'));
    expect(contents(join(folder, 'out')).get('b.yaml')).toBe(fixedText);
    write(folder, { 'out/b.yaml': templates.error });
    const { err } = await keytrail(join(folder, 'in'), '. ../out/b.yaml --fix');
    expect(err).toContain('fixed 1 finding in 1 file');
    expect(contents(join(folder, 'out')).get('b.yaml')).toBe(fixedText);
    expect(contents(join(folder, 'far')).get('c.yaml')).toBe(templates.error);
  });
});

const utf16 = (text: string): Uint8Array => Buffer.from(`\uFEFF${text}`, 'utf16le');

describe('what is not changed', () => {
  test.each([
    ['UTF-16', utf16(templates.error)],
    ['bytes that are no UTF-8', Buffer.from(`# \u00ff\n${templates.error}`, 'latin1')],
  ])('%s: told, and the others are fixed', async (_what, bytes) => {
    const folder = folderWith({ 'b.yaml': templates.error });
    writeFileSync(join(folder, 'a.yaml'), bytes);
    const { status, err } = await keytrail(folder, '. --fix');
    expect([status, err]).toEqual([1, "keytrail: cannot fix 'a.yaml': it is not UTF-8\nkeytrail: fixed 1 finding in 1 file\n"]);
    expect(readFileSync(join(folder, 'a.yaml')).equals(bytes)).toBe(true);
    expect(contents(folder).get('b.yaml')).toBe(fixedText);
  });

  const trail = 'resource "aws_cloudtrail" "t" {\n  name                          = "t"\n  s3_bucket_name                = "b"\n  is_multi_region_trail         = true\n  include_global_service_events = true\n  event_selector {\n    read_write_type                  = "All"\n    include_management_events        = true\n    exclude_management_event_sources = ["kms.amazonaws.com"]\n  }\n}\n';

  test('a module that the config leaves out', async () => {
    const folder = repositoryWith({ 'main.tf': 'module "m" {\n  source = "./vendor/m"\n}\n', 'vendor/m/main.tf': trail, '.keytrail.yaml': 'exclude: ["vendor/**"]\n' });
    const { status, err } = await keytrail(folder, '. --fix');
    expect([status, err]).toEqual([1, "keytrail: cannot fix 'vendor/m/main.tf': the config leaves it out\nkeytrail: there is nothing to fix\n"]);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('a module that terraform init brought in', async () => {
    const folder = repositoryWith({
      'main.tf': 'module "m" {\n  source  = "acme/trail/aws"\n  version = "1.0.0"\n}\n',
      '.terraform/modules/modules.json': '{"Modules":[{"Key":"","Source":"","Dir":"."},{"Key":"m","Source":"registry.terraform.io/acme/trail/aws","Version":"1.0.0","Dir":".terraform/modules/m"}]}',
      '.terraform/modules/m/main.tf': trail,
    });
    const { status, err } = await keytrail(folder, '. --fix');
    expect([status, err]).toEqual([1, "keytrail: cannot fix '.terraform/modules/m/main.tf': it lies in '.terraform'\nkeytrail: there is nothing to fix\n"]);
    expect(git(folder, 'status', '--porcelain')).toBe('');
  });

  test('a module that several use is changed once, for all of them', async () => {
    const folder = repositoryWith({ 'main.tf': 'module "m" {\n  source = "./m"\n}\nmodule "n" {\n  source = "./m"\n}\n', 'm/main.tf': trail });
    const { status, err } = await keytrail(folder, '. --fix');
    expect([status, err]).toEqual([0, 'keytrail: fixed 1 finding in 1 file\n']);
    expect(contents(folder).get('m/main.tf')).toBe(trail.replace('["kms.amazonaws.com"]', '[]'));
  });

  test('what lies there under two names is changed once', async () => {
    const folder = repositoryWith({ 'main.tf': 'module "m" {\n  source = "./link"\n}\n', 'm/main.tf': trail });
    symlinkSync('m', join(folder, 'link'));
    const dry = await keytrail(folder, '. --fix-dry-run');
    const { status, err } = await keytrail(folder, '. --fix');
    expect([status, err]).toEqual([0, dry.err.replace('--fix would fix', 'fixed')]);
    expect(git(folder, 'diff', '--name-only')).toBe('m/main.tf\n');
    git(folder, 'checkout', '-q', '.');
    applyPatch(folder, dry.out);
    expect(contents(folder).get('m/main.tf')).toBe(trail.replace('["kms.amazonaws.com"]', '[]'));
  });
});

/** An engine that does something before it lints for the nth time, or changes what comes of it. */
function meddling(meddle: { readonly before?: (round: number) => void; readonly after?: (report: Report, round: number) => Report }): Engine {
  let round = 0;
  return {
    ...engine,
    lint: async (...input) => {
      round++;
      meddle.before?.(round);
      const report = await engine.lint(...input);
      return meddle.after?.(report, round) ?? report;
    },
  };
}

const mapFindings = (report: Report, change: (finding: Finding) => Finding): Report => ({ ...report, findings: report.findings.map(change) });
const inFile = (name: string) => ({ primary }: Finding): boolean => primary.span.source.path === name;
/** Replaces the fix of what is told of a file. */
const fixedBy = (name: string, change: (text: string) => { readonly start: number; readonly end: number; readonly text: string } | undefined) => (report: Report): Report =>
  mapFindings(report, (finding) => {
    const { source } = finding.primary.span;
    const made = inFile(name)(finding) ? change(source.text) : undefined;
    return made === undefined ? finding : { ...finding, fixes: [{ description: 'Meddle', edits: [{ span: { source, start: made.start, end: made.end }, text: made.text }] }] };
  });

describe('a file that changed meanwhile stays as it is', () => {
  const mine = `# mine\n${templates.error}`;
  const changing = (folder: string, when: number): Engine => meddling({
    after: (report, round) => {
      if (round === when) write(folder, { 'a.yaml': mine });
      return report;
    },
  });

  test('before fixing', async () => {
    const folder = folderWith({ 'a.yaml': templates.error });
    const { status, err } = await keytrail(folder, '. --fix', { engine: changing(folder, 1) });
    expect([status, err]).toEqual([2, "keytrail: cannot fix 'a.yaml': it is no longer what was linted\nkeytrail: there is nothing to fix\n"]);
    expect(contents(folder).get('a.yaml')).toBe(mine);
  });

  test('before writing; the others are written, and what is left is told', async () => {
    const folder = folderWith(twoErrors);
    const { status, err, out } = await keytrail(folder, '. --fix -f json', { engine: changing(folder, 2) });
    expect([status, err]).toEqual([2, "keytrail: cannot fix 'a.yaml': it is no longer what was linted\n"]);
    expect(contents(folder)).toEqual(new Map([['a.yaml', mine], ['b/c.yaml', fixedText]]));
    expect((JSON.parse(out) as Told).findings.map(({ file }) => file)).toEqual(['a.yaml']);
  });

  test('what is linted anew is fixed as it is', async () => {
    const folder = folderWith(twoErrors);
    const { status } = await keytrail(folder, '. --fix', { engine: changing(folder, 1) });
    expect([status, contents(folder).get('a.yaml')]).toEqual([0, `# mine\n${fixedText}`]);
  });
});

describe('a fix that does not do what it is for is left out, and the others are made', () => {
  const at = (text: string, part: string): { readonly start: number; readonly end: number } => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
  test.each([
    ['what it is for is still there', (text: string) => ({ ...at(text, 'Resources:'), text: 'Resources: # !' })],
    ['what it makes cannot be read', (text: string) => ({ ...at(text, 'EventSelectors:'), text: '{' })],
    ['what it makes cannot be read', (text: string) => ({ start: 0, end: text.length, text: 'name: nothing\n' })],
    ['a trail or event data store logs less with it', (text: string) => ({ ...at(text, 'AWS::CloudTrail::Trail'), text: 'AWS::S3::Bucket' })],
    ['what it is for is still there', (text: string) => ({ ...at(text, 'Resources'), text: 'Resources' })],
    ['its edits are not places in the text', (text: string) => ({ start: text.length, end: text.length + 1, text: '' })],
  ])('%s', async (fault, change) => {
    const folder = folderWith({ ...twoErrors, 'd.yaml': templates.error });
    const { status, err } = await keytrail(folder, '. --fix', { engine: meddling({ after: fixedBy('b/c.yaml', change) }) });
    expect(err.split('\n').filter((line) => line.includes('internal error'))).toEqual([expect.stringMatching(`^keytrail: internal error: the fix of kms-events-excluded in 'b/c\\.yaml' .* is left out: ${fault}$`)]);
    expect(status).toBe(2);
    expect(contents(folder)).toEqual(new Map([['a.yaml', fixedText], ['b/c.yaml', templates.error], ['d.yaml', fixedText]]));
  });

  test('one that brings what is graver', async () => {
    const folder = folderWith({ 'a.yaml': templates.warning });
    const { status, err } = await keytrail(folder, '. --fix', { engine: meddling({ after: fixedBy('a.yaml', (text) => ({ ...at(text, 'ReadWriteType: WriteOnly'), text: 'ExcludeManagementEventSources: [kms.amazonaws.com]' })) }) });
    expect(err).toContain('is left out: it brings kms-events-excluded, which is graver\n');
    expect(status).toBe(2);
    expect(contents(folder).get('a.yaml')).toBe(templates.warning);
  });

  test('one that takes back what another did', async () => {
    const folder = folderWith({ 'a.yaml': templates.error });
    const toggling = meddling({ after: (report, round) => mapFindings(fixedBy('a.yaml', (text) => (text.startsWith('#\n') ? { start: 0, end: 2, text: '' } : { start: 0, end: 0, text: '#\n' }))(report), (finding) => ({ ...finding, cause: String(round) })) });
    const { status, err } = await keytrail(folder, '. --fix', { engine: toggling });
    expect(err).toContain('is left out: it brings back what was there before\n');
    expect([status, contents(folder).get('a.yaml')]).toEqual([2, `#\n${templates.error}`]);
  });

  test('one with which a trail logs less', async () => {
    const folder = folderWith({ 'a.yaml': templates.warning });
    const { status, err } = await keytrail(folder, '. --fix', { engine: meddling({ after: fixedBy('a.yaml', (text) => ({ ...at(text, 'WriteOnly'), text: 'ReadOnly' })) }) });
    expect(err).toMatch(/ is left out: (?:it brings kms-writes-unlogged, which is graver|a trail or event data store logs less with it)\n/u);
    expect([status, contents(folder).get('a.yaml')]).toEqual([2, templates.warning]);
  });

  test('rounds that never end do', async () => {
    const folder = folderWith({ 'a.yaml': templates.error });
    // Each round tells of another cause and adds a comment.
    const endless = meddling({ after: (report, round) => mapFindings(fixedBy('a.yaml', () => ({ start: 0, end: 0, text: '#\n' }))(report), (finding) => ({ ...finding, cause: String(round) })) });
    const { err } = await keytrail(folder, '. --fix', { engine: endless });
    expect(err).toContain('keytrail: not all was fixed that can be: run it again\n');
    expect(contents(folder).get('a.yaml')).toBe('#\n'.repeat(64) + templates.error);
  });

  test('trials of fixes that are at fault end', async () => {
    const trail = (index: number): string => `  T${String(index)}:\n    Type: AWS::CloudTrail::Trail\n    Properties:\n      IsLogging: false\n`;
    const folder = folderWith({ 'a.yaml': `Resources:\n${Array.from({ length: 200 }, (_, index) => trail(index)).join('')}` });
    let rounds = 0;
    const spoilt = meddling({
      after: (report) => {
        rounds++;
        return mapFindings(report, (finding) => ({ ...finding, fixes: [{ description: 'Nothing', edits: [{ span: { ...finding.primary.span, start: finding.primary.span.end }, text: ' ' }] }] }));
      },
    });
    const { status, err } = await keytrail(folder, '. --fix', { engine: spoilt });
    expect([status, rounds]).toEqual([2, 129]);
    expect(err).toContain('keytrail: not all was fixed that can be: run it again\n');
  });

  test('the dry run tells it as well', async () => {
    const folder = folderWith(twoErrors);
    const { status, out, err } = await keytrail(folder, '. --fix-dry-run', { engine: meddling({ after: fixedBy('b/c.yaml', (text) => ({ ...at(text, 'Resources:'), text: 'Resources: # !' })) }) });
    expect([status, err.includes('internal error'), out.includes('b/c.yaml'), out.includes('a.yaml')]).toEqual([2, true, false, true]);
  });
});

describe('fixes that get in each other\'s way', () => {
  test('the first is made, the other waits for the next round', async () => {
    const folder = folderWith({ 'a.yaml': templates.error });
    const rounds: number[] = [];
    const twice = meddling({
      after: (report, round) => {
        rounds.push(report.findings.length);
        const more = report.findings.map((finding): Finding => ({ ...finding, subject: `${finding.subject}2`, fixes: finding.fixes.map(({ edits }) => ({ description: 'The same place', edits: edits.map((edit) => ({ ...edit, text: ` # round ${round}\n` })) })) }));
        return { ...report, findings: [...report.findings, ...more] };
      },
    });
    const { err } = await keytrail(folder, '. --fix', { engine: twice });
    expect(err).toContain('fixed 2 findings in 1 file');
    expect(rounds).toEqual([1, 0]);
    expect(contents(folder).get('a.yaml')).toBe(fixedText);
  });
});

describe('--fix-dry-run', () => {
  test('the patch takes the place of the report; reports to files tell what was found', async () => {
    const folder = folderWith(twoErrors);
    const before = contents(folder);
    const { out } = await keytrail(folder, '. --fix-dry-run -f sarif=found.sarif');
    expect(out).toMatch(/^diff --git a\/a\.yaml b\/a\.yaml\n--- a\/a\.yaml\n\+\+\+ b\/a\.yaml\n@@ -6,4 \+6,4 @@\n/u);
    expect(readFileSync(join(folder, 'found.sarif'), 'utf8')).toContain('kms-events-excluded');
    expect((await keytrail(folder, '. --fix-dry-run -f json')).out).toBe(out);
    expect(new Map([...contents(folder)].filter(([path]) => path !== 'found.sarif'))).toEqual(before);
  });

  test('names are those from the root of the repository, wherever it runs', async () => {
    const folder = repositoryWith({ 'deep/er/a b.yaml': templates.error });
    const { out } = await keytrail(join(folder, 'deep'), 'er --fix-dry-run');
    expect(out).toContain('diff --git a/deep/er/a b.yaml b/deep/er/a b.yaml\n--- a/deep/er/a b.yaml\t\n');
    applyPatch(folder, out);
    expect(contents(folder).get('deep/er/a b.yaml')).toBe(fixedText);
  });

  test.each([
    ['- --stdin-filename infra/app.yaml', 'infra/app.yaml'],
    ['-', '<stdin>'],
  ])('standard input: %s', async (line, path) => {
    const folder = folderWith({});
    const { out, status } = await keytrail(folder, `${line} --fix-dry-run`, { stdin: templates.error });
    expect(status).toBe(1);
    expect(out).toContain(`--- a/${path}\n`);
    expect(contents(folder).size).toBe(0);
    write(folder, { [path]: templates.error });
    applyPatch(folder, out);
    expect(contents(folder).get(path)).toBe(fixedText);
  });

  test('standard input that can be read once only', async () => {
    const folder = folderWith({ 'app.yaml': 'another text' });
    const { out } = await keytrail(folder, '- --stdin-filename app.yaml --fix-dry-run', { stdin: templates.error.replace('IsLogging: true', 'IsLogging: false') });
    expect(out).toContain('+      IsLogging: true\n');
    expect(out).toContain('+        - ExcludeManagementEventSources: []\n');
    expect(contents(folder).get('app.yaml')).toBe('another text');
  });
});

describe('what is accepted or known stays', () => {
  const ignored = templates.error.replace('        - Exclude', '        # keytrail-ignore kms-events-excluded -- too dear\n        - Exclude');

  test('ignored findings, unless --no-ignores shows them', async () => {
    const folder = folderWith({ 'a.yaml': ignored, 'b.yaml': templates.error });
    expect((await keytrail(folder, '. --fix')).err).toBe('keytrail: fixed 1 finding in 1 file\n');
    expect(contents(folder)).toEqual(new Map([['a.yaml', ignored], ['b.yaml', fixedText]]));
    expect((await keytrail(folder, '. --fix --no-ignores')).err).toBe('keytrail: fixed 1 finding in 1 file\n');
    expect(contents(folder).get('a.yaml')).toBe(ignored.replace('[kms.amazonaws.com]', '[]'));
  });

  test('findings of a baseline', async () => {
    const folder = folderWith({ 'a.yaml': templates.error });
    expect((await keytrail(folder, '. --baseline known.json --update-baseline')).status).toBe(0);
    write(folder, { 'b.yaml': templates.error });
    const { status, err } = await keytrail(folder, '. --baseline known.json --fix');
    expect([status, err]).toEqual([0, 'keytrail: fixed 1 finding in 1 file\n']);
    expect([contents(folder).get('a.yaml'), contents(folder).get('b.yaml')]).toEqual([templates.error, fixedText]);
  });

  test('findings that a change did not bring', async () => {
    const folder = repositoryWith({ 'a.yaml': templates.error, 'b.yaml': templates.clean });
    write(folder, { 'a.yaml': `# moved\n${templates.error}`, 'b.yaml': templates.error });
    const dry = await keytrail(folder, '. --changed-since HEAD --fix-dry-run');
    expect(dry.out).toContain('b.yaml');
    expect(dry.out).not.toContain('a.yaml');
    const { status, err } = await keytrail(folder, '. --changed-since HEAD --fix');
    expect([status, err]).toEqual([0, 'keytrail: fixed 1 finding in 1 file\n']);
    expect([contents(folder).get('a.yaml'), contents(folder).get('b.yaml')]).toEqual([`# moved\n${templates.error}`, fixedText]);
  });
});

test('docs/fixes.md names the rules that have fixes, and no other', () => {
  const [, table = ''] = /\n\| rule \| the fix \|\n([^]*?)\n\n/u.exec(readFileSync(join(root, 'docs/fixes.md'), 'utf8')) ?? [];
  const named = [...table.matchAll(/\[([\w-]+)\]\(rules\/\1\.md\)/gu)].map(([, id]) => id);
  expect(named.sort()).toEqual(rules.filter(({ meta }) => meta.fixable).map(({ meta }) => meta.id).sort());
});

describe('what cannot be written', () => {
  /** Root may write everything: the file system asks for somebody else then. */
  async function asNobody<T>(work: () => Promise<T>): Promise<T> {
    if (process.geteuid?.() !== 0) return work();
    process.seteuid?.(65534);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
    }
  }

  test('a read-only file stays, the others are fixed', async () => {
    const folder = folderWith(twoErrors);
    for (const path of ['', 'b', 'b/c.yaml']) chmodSync(join(folder, path), 0o777);
    chmodSync(all, 0o755);
    chmodSync(join(folder, 'a.yaml'), 0o444);
    const { status, out, err } = await asNobody(() => keytrail(folder, '. --fix -f json'));
    expect([status, err]).toEqual([2, "keytrail: cannot fix 'a.yaml': permission denied\n"]);
    expect(contents(folder)).toEqual(new Map([['a.yaml', templates.error], ['b/c.yaml', fixedText]]));
    expect((JSON.parse(out) as Told).findings.map(({ file }) => file)).toEqual(['a.yaml']);
  });

  test('in a read-only folder a file that may be written is overwritten', async () => {
    const folder = folderWith({ 'a.yaml': templates.error });
    chmodSync(all, 0o755);
    chmodSync(join(folder, 'a.yaml'), 0o666);
    chmodSync(folder, 0o555);
    const { status } = await asNobody(() => keytrail(folder, '. --fix'));
    chmodSync(folder, 0o755);
    expect([status, contents(folder).get('a.yaml')]).toEqual([0, fixedText]);
  });

  test('its owner stays its owner', async () => {
    const folder = folderWith({ 'a.yaml': templates.error });
    const { uid, gid } = statSync(join(folder, 'a.yaml'));
    await keytrail(folder, '. --fix');
    expect(statSync(join(folder, 'a.yaml'))).toMatchObject({ uid, gid });
  });
});
