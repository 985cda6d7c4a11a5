/**
 * Data types in which the editor puts files and folders dragged from its Explorer and tabs; a file
 * manager provides only the second.
 */
const listTypes = ['application/vnd.code.uri-list', 'text/uri-list'] as const;
/** A JSON array of URIs. */
const resourcesType = 'resourceurls';

const maxUris = 50;

/** Whether something is dragged that can be mentioned. */
export function hasUris(types: readonly string[]): boolean {
  return types.some((type) =>
    [...listTypes, resourcesType].some((known) => known === type.toLowerCase()),
  );
}

/** The URIs of what was dropped, without duplicates, at most 50. */
export function droppedUris(data: Pick<DataTransfer, 'getData'>): readonly string[] {
  const listed = listTypes.flatMap((type) =>
    data
      .getData(type)
      .split(/\r?\n/)
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
  const uris = listed.length > 0 ? listed : resources(data.getData(resourcesType));
  return [...new Set(uris)].slice(0, maxUris);
}

function resources(json: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(json);
    return Array.isArray(parsed) ? parsed.filter((uri) => typeof uri === 'string') : [];
  } catch {
    return [];
  }
}
