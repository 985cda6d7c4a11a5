/**
 * Keys of services that secretlint's recommended rules leave out, by the prefixes that their makers
 * have published so that scanners find them.
 */
const patterns = [
  // Google API key
  'AIza[\\w-]{35}',
  // PyPI upload token: a macaroon for pypi.org
  'pypi-AgE[\\w-]{50,}',
  // DigitalOcean: personal, OAuth and refresh tokens
  'do[opr]_v1_[a-f0-9]{64}',
  // Telegram bot token
  '\\d{8,10}:AA[\\w-]{33}',
  // Twilio API key
  'SK[a-f0-9]{32}',
  // SendGrid
  'SG\\.[\\w-]{22}\\.[\\w-]{43}',
  // Mailgun
  'key-[a-f0-9]{32}',
  // New Relic user key
  'NRAK-[A-Z0-9]{27}',
  // Square: access token and application secret
  'sq0(?:atp|csp)-[\\w-]{22,43}',
  // Discord bot token
  '[MNO][\\w-]{23,25}\\.[\\w-]{6}\\.[\\w-]{38}',
];

/** Azure names its key in a connection string; the name stays readable. */
const azureKey = '(?<=AccountKey=)[A-Za-z0-9+/]{86}==';

const serviceKey = new RegExp(`(?<![\\w-])(?:${patterns.join('|')})(?![\\w-])|${azureKey}`, 'g');

/** The text with every such key replaced by as many of `character`. */
export function maskServiceKeys(text: string, character: string): string {
  return text.replace(serviceKey, (key) => character.repeat(key.length));
}
