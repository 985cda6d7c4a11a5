/** Command that runs another one and writes to `log` which of its processes opens which socket. */
export function underSocketWatch(log: string): readonly string[] {
  const calls = 'trace=socket,connect,sendto,sendmsg,execve,clone,clone3,fork,vfork';
  const options = ['-f', '-qq', '--seccomp-bpf', '-s', '400', '-e', calls, '-e', 'signal=none'];
  return ['strace', ...options, '-o', log];
}

/**
 * The calls in such a log that name the Internet, by processes that were started with `argument`
 * and by all that these started.
 */
export function internetCalls(log: string, argument: string): readonly string[] {
  const parents = new Map<string, string>();
  const roots = new Set<string>();
  const calls: { readonly id: string; readonly call: string }[] = [];
  for (const line of log.split('\n')) {
    const [, id = '', call = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    const child = /^(?:<\.\.\. )?(?:clone3?|v?fork)\b.* = (\d+)/.exec(call)?.[1];
    if (child !== undefined) parents.set(child, id);
    if (call.startsWith('execve(') && call.includes(argument)) roots.add(id);
    if (call.includes('AF_INET')) calls.push({ id, call });
  }
  const isOurs = (id: string | undefined): boolean =>
    id !== undefined && (roots.has(id) || isOurs(parents.get(id)));
  return calls.filter(({ id }) => isOurs(id)).map(({ id, call }) => `${id} ${call}`);
}
