import { storeOrigin } from './storeAddress.ts';
import type { Settings } from './settings.ts';

const httpHost = /^https?:\/\/(?:[^/?#@\s]*@)?([^/?#@\s]+)/i;

/**
 * The hosts (with ports) that the settings send questions or text of files to: for answers, for
 * embeddings, and a team's index. None by default. An address that is not valid gets nothing, so
 * it is left out.
 */
export function namedServers({
  chatModel,
  index,
}: {
  readonly chatModel: Pick<Settings['chatModel'], 'server'>;
  readonly index: Pick<Settings['index'], 'embeddingServer' | 'store'>;
}): readonly string[] {
  const hosts = [chatModel.server, index.embeddingServer].flatMap(
    (address) => httpHost.exec(address)?.[1] ?? [],
  );
  const store = storeOrigin(index.store)?.replace('postgres://', '') ?? '';
  return [...new Set([...hosts, store])].filter((host) => host !== '');
}
