import { defaultEncoding } from '../../core/encoding/encodingNames.ts';
import { isFailure } from '../../core/errors.ts';
import type { ConfigureParams, OpenFolderParams } from '../../core/indexing/folderState.ts';
import { preparationIn } from '../../core/indexing/preparation.ts';
import { parseStoreAddress, storeName } from '../../core/settings/storeAddress.ts';
import { checkedOut } from '../../node/postgres/publication.ts';
import { PublishedFolder } from '../../node/postgres/reading/publishedFolder.ts';
import type { SharedParts } from '../sharedParts.ts';
import type { OpenedPlace } from './openedFolder.ts';

type Team = Pick<OpenedPlace, 'team' | 'teamProblem'>;

/**
 * Opens the team's index of a folder, if the settings name one. If it is away or unusable, the
 * folder's own index is used, and the reason is part of the folder's state.
 * @throws Failure `invalid-setting`.
 */
export async function openTeam(
  { root, encoding = defaultEncoding, storeRepository }: OpenFolderParams,
  { settings: { store }, storePassword }: ConfigureParams,
  { clock, log }: Pick<SharedParts, 'clock' | 'log'>,
): Promise<Team> {
  if (store === '') return { team: null, teamProblem: null };
  const access = { address: parseStoreAddress(store), password: storePassword };
  try {
    const publication = await checkedOut(root, { repository: storeRepository });
    const team = await PublishedFolder.open(access, publication, preparationIn(encoding), clock);
    return { team, teamProblem: null };
  } catch (error) {
    if (!isFailure(error)) throw error;
    log(error.message);
    return {
      team: null,
      teamProblem: { store: storeName(access.address), problem: error.wording },
    };
  }
}
