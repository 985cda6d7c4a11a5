import * as v from 'valibot';
import { Failure } from '../../core/errors.ts';
import { plainText } from '../../core/plainText.ts';
import type { ServerConnection } from './serverConnection.ts';
import { wording } from '../../core/texts/wording.ts';

const maxListed = 10;
/** Ollama without a model has null in place of an empty list. */
const Models = v.object({ data: v.nullable(v.array(v.object({ id: v.string() }))) });

/**
 * The name of a server's only model.
 * @throws Failure `invalid-setting` if it has none or several, and others by reason.
 */
export async function onlyModelName(
  connection: ServerConnection,
  signal: AbortSignal,
): Promise<string> {
  const { api, host, settings } = connection.address;
  const listed = await connection.json(`${api}/models`, undefined, Models, signal);
  const data = listed.data ?? [];
  const [first, second] = data;
  if (first !== undefined && second === undefined) return first.id;
  const names = data.slice(0, maxListed).map(({ id }) => plainText(id));
  throw new Failure(
    'invalid-setting',
    names.length === 0
      ? wording('{host} has no model. Name one in the setting {model}.', {
          host,
          model: settings.model,
        })
      : wording('{host} has several models ({names}). Name one in the setting {model}.', {
          host,
          names: names.join(', '),
          model: settings.model,
        }),
  );
}
