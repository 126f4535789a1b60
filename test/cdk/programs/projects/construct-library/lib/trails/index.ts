export { AuditTrail, type AuditTrailProps } from './audit-trail.js';
export { SandboxTrail } from './sandbox-trail.js';
