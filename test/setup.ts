import fc from 'fast-check';

// A run in CI is the same each time, so that what it says of a change is about the change. Elsewhere every run tries
// something new; what it finds becomes a case of its own.
if (process.env['CI'] !== undefined) fc.configureGlobal({ seed: 20_261_121 });
