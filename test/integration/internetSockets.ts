import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** The lines of Linux's /proc for the Internet sockets that a process has open. */
export function internetSockets(pid: number): readonly string[] {
  const open = new Set(
    readdirSync(`/proc/${pid}/fd`).map((descriptor) => linkOf(`/proc/${pid}/fd/${descriptor}`)),
  );
  return ['tcp', 'tcp6', 'udp', 'udp6']
    .flatMap((protocol) => readFileSync(`/proc/${pid}/net/${protocol}`, 'utf8').split('\n'))
    .filter((line) => open.has(`socket:[${line.trim().split(/\s+/)[9] ?? ''}]`));
}

/** Empty for one that was closed since it was listed. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
