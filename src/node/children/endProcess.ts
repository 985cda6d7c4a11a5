/**
 * Ends this process at once; whatever must be kept has to be on disk before. `process.exit` would
 * first wait for threads that compile or compute, and V8's may never end: they wait for the main
 * thread, which waits for them (nodejs/node#54918). The system frees everything anyway.
 */
export function endProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}
