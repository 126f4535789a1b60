import type * as formatsModule from './pipelines/formats.js';
import type { Format, Reporter, SarifProfile } from './options.js';
import type { Report } from './report.js';
import { renderListedSarif } from './sarif-listed.js';

/** The reporter of a format, for the command line, which tells of the rules of keytrail alone: those that few runs need are loaded when one is asked for. */
export async function reporterOf(format: Format, sarifProfile: SarifProfile): Promise<Reporter> {
  switch (format) {
    case 'pretty':
      return (await import('./pretty.js')).renderPretty;
    case 'sarif':
      return sarifProfile === 'github' ? (await import('./sarif.js')).renderSarif : renderListedSarif;
    case 'json':
      return (await import('./json.js')).renderJson;
    case 'github':
      return (await formats()).renderGithub;
    case 'gitlab':
      return (await formats()).renderGitlab;
    case 'junit':
      return (await formats()).renderJunit;
    case 'markdown':
      return (await formats()).renderMarkdown;
  }
}

/** The markdown report in at most `limit` bytes of UTF-8, or a little more where the headline alone is longer. */
export const markdownOf = async (report: Report, limit: number): Promise<string> => (await formats()).markdownWithin(report, limit, (text) => Buffer.byteLength(text));

const formats = async (): Promise<typeof formatsModule> => import('./pipelines/formats.js');
