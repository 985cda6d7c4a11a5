/** After this many different lines, earlier ones may be logged again. */
const maxRemembered = 1000;

/** A log that drops repeated lines, for errors that may repeat with every file. */
export function logOnce(log: (line: string) => void): (line: string) => void {
  const logged = new Set<string>();
  return (line) => {
    if (logged.has(line)) return;
    if (logged.size >= maxRemembered) logged.clear();
    logged.add(line);
    log(line);
  };
}
