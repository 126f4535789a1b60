export * from './audit-stack.js';
export * as settings from './settings.js';
export { auditorActions as AUDITOR } from './settings.js';
export { default } from './make-policy.js';
