import * as http from 'node:http';

/**
 * From now on `fetch` follows https_proxy, http_proxy and no_proxy, as curl does. Node.js can since
 * 24.14; older ones connect directly.
 */
export function followProxy(): void {
  if ('setGlobalProxyFromEnv' in http) http.setGlobalProxyFromEnv();
}
