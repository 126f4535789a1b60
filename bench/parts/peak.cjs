// Loaded before what is measured: writes the most memory that the process had, in KiB, when it ends.
const { readFileSync, writeFileSync } = require('node:fs');

/** Linux says it for this program alone; elsewhere what the process that started it had when it did is part of it. */
function peak() {
  try {
    return Number(/^VmHWM:\s*(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

process.on('exit', () => writeFileSync(process.env.KEYTRAIL_BENCH_PEAK, String(peak())));
