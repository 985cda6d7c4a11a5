/** After this many different lines the first ones may be logged again. */
const maxRemembered = 1000;

/** A log that takes each line once, for what may go wrong in the same way file after file. */
export function logOnce(log: (line: string) => void): (line: string) => void {
  const logged = new Set<string>();
  return (line) => {
    if (logged.has(line)) return;
    if (logged.size >= maxRemembered) logged.clear();
    logged.add(line);
    log(line);
  };
}
