import fc from 'fast-check';

// A run is the same each time, so that what it says of a change is about the change. `KEYTRAIL_SEED=7 npm test` tries
// something new; what that finds becomes a case of its own.
fc.configureGlobal({ seed: Number(process.env['KEYTRAIL_SEED'] ?? 20_261_121) });
