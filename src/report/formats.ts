/** Reporters that few runs need: a chunk of the bundle. */
export { renderGithub } from './github.js';
export { renderGitlab } from './gitlab.js';
export { renderJunit } from './junit.js';
export { markdownWithin, renderMarkdown } from './markdown.js';
