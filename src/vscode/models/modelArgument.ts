/**
 * What a command was called on: a line of the models view carries the path of a file, or what is
 * known of a model to download.
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
