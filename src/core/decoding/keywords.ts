/**
 * Keywords of programming languages that an answer may write as code even if no source contains
 * them: they cannot be invented names.
 */
export const keywords: readonly string[] = (
  'and as async await break case catch class const continue def default del do elif else ' +
  'enum except export extends final finally fn for from func function get global go if impl ' +
  'import in instanceof interface is lambda let match mod mut new not of or package pass ' +
  'private protected pub public raise return select set static struct super switch template ' +
  'then throw throws trait try type typeof unsigned use using val var virtual where while ' +
  'with yield bool byte bytes char double float int long short str string void any object ' +
  'number boolean true false null nil undefined none self this cls args kwargs True False ' +
  'None TRUE FALSE NULL NaN String Object Boolean Number Integer List Map Set'
).split(' ');
