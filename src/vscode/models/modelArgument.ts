/**
 * The path of the model that a command was called on. A node of the Models view has either a file's
 * path or a model to download.
 */
export function modelPath(argument: unknown): string | undefined {
  return typeof argument === 'object' &&
    argument !== null &&
    'path' in argument &&
    typeof argument.path === 'string'
    ? argument.path
    : undefined;
}

/** The id of a model to download. */
export function modelId(argument: unknown): string | undefined {
  const known: unknown =
    typeof argument === 'object' && argument !== null && 'known' in argument
      ? argument.known
      : undefined;
  return typeof known === 'object' &&
    known !== null &&
    'id' in known &&
    typeof known.id === 'string'
    ? known.id
    : undefined;
}
