import * as v from 'valibot';
import { Failure } from '../../core/errors.ts';
import { plainText } from '../../core/plainText.ts';
import type { ServerConnection } from './serverConnection.ts';

const maxListed = 10;
const Models = v.object({ data: v.array(v.object({ id: v.string() })) });

/**
 * The name of a server's only model.
 * @throws Failure `invalid-setting` if it has none or several, and others by reason.
 */
export async function onlyModelName(
  connection: ServerConnection,
  signal: AbortSignal,
): Promise<string> {
  const { api, host } = connection.address;
  const { data } = await connection.json(`${api}/models`, undefined, Models, signal);
  const [first, second] = data;
  if (first !== undefined && second === undefined) return first.id;
  const names = data.slice(0, maxListed).map(({ id }) => plainText(id));
  const has = names.length === 0 ? 'no model' : `several models (${names.join(', ')})`;
  throw new Failure(
    'invalid-setting',
    `${host} has ${has}. Name one in the setting askWorkspace.chatModel.serverModel.`,
  );
}
