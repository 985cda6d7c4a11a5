/**
 * Markers for the secrets that @secretlint/secretlint-rule-preset-recommend 13 reports: a fixed
 * prefix, or the shape around the secret. Without a marker in the text, the rules find nothing, and
 * looking for markers is many times faster. A test draws secrets from the rules' own patterns. It
 * fails if one has no marker, or if the preset has a pattern that is unknown here.
 */
const markers = [
  'ops_ey',
  'sk-ant-api',
  'T3BlbkFJ',
  'dapi[A-Fa-f0-9]{32}',
  '(?:cfk|cfut|cfat)_',
  'dckr_pat_',
  'figd_',
  'PRIVATE KEY',
  'gh[pousr]_',
  'github_pat_',
  'glpat-',
  'gl(?:c|sa)_',
  'gsk_',
  'hv[sbr]\\.',
  'hf_[a-zA-Z]{34}',
  'lin_api_',
  'ntn_',
  'npm_',
  '_authToken=',
  'x-oauth-basic',
  'SG\\.',
  'shp(?:pa|ca|at|ss)_',
  'xox[bpaor]-',
  'xapp-',
  '[sr]k_(?:live|test)_',
  'tskey-',
  'vc[piark]_',
  '(?:SECRET|secret|Secret)_?(?:ACCESS|access|Access)',
  '[Hh][Oo][Oo][Kk][Ss]\\.[Ss][Ll][Aa][Cc][Kk]\\.',
  ':\\/\\/[^:\\/\\s]{1,256}:[^@\\/\\s]{1,256}@',
];
const anyMarker = new RegExp(markers.join('|'));

/** Whether a text may contain a secret. False only if secretlint would report nothing. */
export function mayHoldSecret(text: string): boolean {
  return anyMarker.test(text);
}
