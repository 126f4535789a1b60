/** Reporters that few runs need: loaded when one is asked for. */
export { renderGithub } from './github.js';
export { renderGitlab } from './gitlab.js';
export { renderJunit } from './junit.js';
export { markdownWithin, renderMarkdown } from './markdown.js';
