/** Milliseconds for which this process has computed: what else the machine does meanwhile does not count, so that bounds may be narrow. */
export function computed(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
