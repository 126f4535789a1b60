// How fast keytrail is, as ratios to what else there is: one table. `npm run bench`, or after a build
//
//   node bench/run.mjs [--rows T1,T4] [--markdown] [--corpus <folder>] [--full] [--no-series] [--dist <folder>] [--records <MB>]
//
// --corpus measures T5 to T8 and T10 on the templates, the programs and the files of a folder of public repositories instead of on what is
// made here; --full gives all templates to cfn-lint, which takes minutes; --records says how large the logs of T13 are (1000). Peers: bench/peers.mjs.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { copied, modules, projects, repository, templates } from './inputs/folders.mjs';
import { root } from './measure.mjs';
import { describePeers, peersHere } from './peers.mjs';
import { audit } from './rows/audit.mjs';
import { besideCfnLint, besideEslint, besideGuard as manyBesideGuard, besideReading, besideTerraform } from './rows/bulk.mjs';
import { growth } from './rows/growth.mjs';
import { plan } from './rows/plans.mjs';
import { buildReaders, hcl, json, yaml } from './rows/readers.mjs';
import { besideGuard, idle, memory, program, singles, size, starts } from './rows/starts.mjs';
import { series, seriesAsMarkdown, seriesAsText } from './series.mjs';
import { asMarkdown, asText } from './table.mjs';

const TEMPLATES = 1646;
const PROJECTS = 300;

const { values: options } = parseArgs({
  options: { rows: { type: 'string' }, markdown: { type: 'boolean' }, corpus: { type: 'string' }, full: { type: 'boolean' }, 'no-series': { type: 'boolean' }, dist: { type: 'string' }, records: { type: 'string' } },
});

/** What each row needs besides the build, and how it is measured. */
const measures = {
  T1: starts,
  T2: besideGuard,
  T3: program,
  T4: idle,
  T5: besideCfnLint,
  T6: manyBesideGuard,
  T7: besideEslint,
  T8: besideReading,
  T9: async (context) => yaml({ ...context, readers: await context.readers() }),
  T10: async (context) => json({ ...context, readers: await context.readers(), found: context.corpus === undefined ? undefined : context.templates }),
  T11: async (context) => hcl({ ...context, readers: await context.readers() }),
  T12: plan,
  T13: audit,
  T14: memory,
  T15: growth,
  T16: size,
  terraform: besideTerraform,
};

/** Inputs are made when the first row asks for them. */
function prepare(folder) {
  const once = (make) => {
    let made;
    return () => (made ??= make());
  };
  const corpus = options.corpus === undefined ? undefined : resolve(options.corpus);
  const copies = once(() => copied(corpus, join(folder, 'corpus')));
  const from = (kind, make) => once(() => (corpus === undefined ? make(join(folder, kind)) : (copies(), join(folder, 'corpus', kind))));
  const lazy = {
    files: once(() => singles(folder)),
    templates: from('templates', (path) => templates(path, TEMPLATES)),
    programs: from('programs', (path) => projects(path, PROJECTS)),
    repository: once(() => corpus ?? repository(join(folder, 'repository'))),
    modules: once(() => modules(join(folder, 'modules'), TEMPLATES)),
  };
  const context = { folder, corpus, dist: resolve(options.dist ?? join(root, 'dist')), peers: peersHere(), full: options.full, ...(options.records !== undefined && { records: Number(options.records) }), readers: once(() => buildReaders(folder)) };
  // Not enumerable: a copy by spreading would make all of them.
  for (const [name, get] of Object.entries(lazy)) Object.defineProperty(context, name, { get, enumerable: false });
  return context;
}

function machine(peers) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [cpu] = cpus();
  return [
    `keytrail ${version}, Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} x ${cpu?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    `Peers: ${describePeers(peers)}`,
    'Medians of runs in turn, NODE_EXTRA_CA_CERTS unset; a ratio is the median of the ratios of neighbours.',
  ].join('\n');
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'keytrail-bench-'));
  try {
    const context = prepare(folder);
    if (!existsSync(join(context.dist, 'cli.cjs'))) throw new Error(`${context.dist} holds no build: npm run build`);
    const chosen = options.rows?.split(',') ?? Object.keys(measures);
    const strange = chosen.find((id) => measures[id] === undefined && id !== 'series');
    if (strange !== undefined) throw new Error(`There is no row ${strange}; there are ${Object.keys(measures).join(', ')} and series`);
    const rows = [];
    for (const id of chosen.filter((one) => one !== 'series')) {
      if (process.stderr.isTTY) process.stderr.write(`${id} `);
      rows.push(...(await measures[id](context)));
    }
    if (process.stderr.isTTY) process.stderr.write('\n');
    console.log(`${machine(context.peers)}\n`);
    if (rows.length > 0) console.log(options.markdown ? asMarkdown(rows) : asText(rows));
    if (options['no-series'] || (options.rows !== undefined && !chosen.includes('series'))) return;
    const grown = series(context);
    console.log(`\n${options.markdown ? seriesAsMarkdown(grown) : seriesAsText(grown)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
