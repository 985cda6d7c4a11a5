/** Milliseconds of processor time that this process has used: other programs do not add to it. */
export function usedProcessorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
