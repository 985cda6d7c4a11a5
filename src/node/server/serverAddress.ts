import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';
import type { Wording } from '../../core/texts/wording.ts';

/** The names of two settings, as error messages give them. */
export interface ServerSettingNames {
  readonly address: string;
  readonly model: string;
}

export const chatServerSettings: ServerSettingNames = {
  address: 'askWorkspace.chatModel.server',
  model: 'askWorkspace.chatModel.serverModel',
};

export const embeddingServerSettings: ServerSettingNames = {
  address: 'askWorkspace.index.embeddingServer',
  model: 'askWorkspace.index.embeddingServerModel',
};

/** The address of an OpenAI-compatible server. */
export interface ServerAddress {
  /** What `/chat/completions` is appended to, without a trailing slash. */
  readonly api: string;
  /** The same without `/v1`, for llama-server's own paths. */
  readonly root: string;
  /** Scheme, host and port: what a key belongs to. */
  readonly origin: string;
  /** Host and port, as shown to the user. */
  readonly host: string;
  /** The settings that name the server and its model. */
  readonly settings: ServerSettingNames;
}

/**
 * Parses the setting `settings.address`. An address without a path gets `/v1`; a given path is used
 * as it is.
 * @throws Failure `invalid-setting` for anything but an http or https address without a user name,
 * a password, a query or a fragment.
 */
export function parseServerAddress(text: string, settings: ServerSettingNames): ServerAddress {
  const invalid = (shown: string, rule: Wording): Failure =>
    new Failure(
      'invalid-setting',
      wording('The setting {name} is {value}; {rule}.', {
        name: settings.address,
        value: JSON.stringify(shown),
        rule,
      }),
    );
  const url = URL.parse(text.trim());
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw invalid(text, wording('it must be an address such as http://127.0.0.1:8080'));
  if (url.username !== '' || url.password !== '')
    throw invalid(
      url.host,
      wording('a key does not belong in the address; set it with its command'),
    );
  if (url.search !== '' || url.hash !== '')
    throw invalid(text, wording('it must have neither a query nor a fragment'));
  const path = url.pathname.replace(/\/+$/, '');
  const api = url.origin + (path === '' ? '/v1' : path);
  return { api, root: api.replace(/\/v1$/, ''), origin: url.origin, host: url.host, settings };
}
