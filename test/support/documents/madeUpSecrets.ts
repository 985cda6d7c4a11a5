import { seededRandom } from '../indexes/vectors.ts';

/** An invented key as a line of a file. */
export interface MadeUpSecret {
  readonly service: string;
  readonly line: string;
  /** The part of the line that must not be stored. */
  readonly secret: string;
}

const digits = '0123456789';
const hex = `${digits}abcdef`;
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const letters = upper + upper.toLowerCase();
const alphanumeric = letters + digits;
const urlSafe = `${alphanumeric}_-`;
const base64 = `${alphanumeric}+/`;
const base32 = `${upper}234567`;
const lowerAndDigits = upper.toLowerCase() + digits;

type Draw = (alphabet: string, length: number) => string;

/** Each service's keys. Prefixes are assembled so that no scanner reports this file. */
const shapes: Readonly<Record<string, (draw: Draw) => string>> = {
  GitHub: (draw) => `${'gh' + 'p_'}${draw(alphanumeric, 36)}`,
  'GitHub, fine-grained': (draw) =>
    `${'github_' + 'pat_'}${draw(alphanumeric, 22)}_${draw(alphanumeric, 59)}`,
  GitLab: (draw) => `${'gl' + 'pat-'}${draw(alphanumeric, 20)}`,
  Google: (draw) => `${'AI' + 'za'}${draw(urlSafe, 35)}`,
  Slack: (draw) => `${'xo' + 'xb-'}${draw(digits, 12)}-${draw(digits, 12)}-${draw(letters, 24)}`,
  Stripe: (draw) => `${'sk_' + 'live_'}${draw(alphanumeric, 24)}`,
  SendGrid: (draw) => `${'S' + 'G.'}${draw(urlSafe, 22)}.${draw(urlSafe, 43)}`,
  Twilio: (draw) => `${'S' + 'K'}${draw(hex, 32)}`,
  OpenAI: (draw) => `${'sk-' + 'proj-'}${draw(urlSafe, 74)}T3BlbkFJ${draw(urlSafe, 74)}`,
  Anthropic: (draw) => `${'sk-' + 'ant-api03-'}${draw(urlSafe, 93)}AA`,
  npm: (draw) => `${'np' + 'm_'}${draw(alphanumeric, 36)}`,
  PyPI: (draw) => `${'py' + 'pi-'}AgEIcHlwaS5vcmc${draw(urlSafe, 150)}`,
  'Hugging Face': (draw) => `${'h' + 'f_'}${draw(letters, 34)}`,
  Docker: (draw) => `${'dckr_' + 'pat_'}${draw(urlSafe, 27)}`,
  DigitalOcean: (draw) => `${'dop_' + 'v1_'}${draw(hex, 64)}`,
  Azure: (draw) => `${draw(base64, 86)}==`,
  Shopify: (draw) => `${'shp' + 'at_'}${draw(hex, 32)}`,
  Telegram: (draw) => `${draw('123456789', 10)}:AA${draw(urlSafe, 33)}`,
  Databricks: (draw) => `${'da' + 'pi'}${draw(hex, 32)}`,
  PostgreSQL: (draw) => draw(alphanumeric, 16),
  AWS: (draw) => `${'AK' + 'IA'}${draw(base32, 16)}`,
  'AWS, session': (draw) => `${'IQoJb3Jp' + 'Z2luX2Vj'}${draw(base64, 300)}`,
  'Google, OAuth': (draw) => `${'GOC' + 'SPX-'}${draw(urlSafe, 28)}`,
  'JSON Web Token': (draw) =>
    `${'eyJhbGciOiJIUzI1NiIs' + 'InR5cCI6IkpXVCJ9'}.eyJ${draw(urlSafe, 60)}.${draw(urlSafe, 43)}`,
  Netlify: (draw) => `${'nf' + 'p_'}${draw(alphanumeric, 36)}`,
  Supabase: (draw) => `${'sb' + 'p_'}${draw(hex, 40)}`,
  PlanetScale: (draw) => `${'pscale_' + 'tkn_'}${draw(urlSafe, 43)}`,
  Heroku: (draw) => uuid(draw),
  'Fly.io': (draw) => `${'fm' + '2_'}${draw(base64, 160)}`,
  Cloudflare: (draw) => draw(hex, 37),
  'Microsoft Entra': (draw) => `${draw(alphanumeric, 3)}${'8' + 'Q~'}${draw(urlSafe, 34)}`,
  OpenRouter: (draw) => `${'sk-or-' + 'v1-'}${draw(hex, 64)}`,
  DeepSeek: (draw) => `${'s' + 'k-'}${draw(hex, 32)}`,
  Perplexity: (draw) => `${'pp' + 'lx-'}${draw(alphanumeric, 48)}`,
  xAI: (draw) => `${'xa' + 'i-'}${draw(alphanumeric, 80)}`,
  Replicate: (draw) => `${'r' + '8_'}${draw(alphanumeric, 37)}`,
  NVIDIA: (draw) => `${'nv' + 'api-'}${draw(urlSafe, 64)}`,
  ElevenLabs: (draw) => `${'s' + 'k_'}${draw(hex, 48)}`,
  'Weights & Biases': (draw) => draw(hex, 40),
  'GitLab, deploy': (draw) => `${'gl' + 'dt-'}${draw(urlSafe, 20)}`,
  Atlassian: (draw) => `${'ATA' + 'TT3xFfGF0'}${draw(urlSafe, 180)}`,
  RubyGems: (draw) => `${'ruby' + 'gems_'}${draw(hex, 48)}`,
  NuGet: (draw) => `${'oy' + '2'}${draw(lowerAndDigits, 43)}`,
  'crates.io': (draw) => `${'ci' + 'o'}${draw(alphanumeric, 32)}`,
  Buildkite: (draw) => `${'bk' + 'ua_'}${draw(lowerAndDigits, 40)}`,
  'Terraform Cloud': (draw) => `${draw(alphanumeric, 14)}.${'atlas' + 'v1'}.${draw(urlSafe, 67)}`,
  Pulumi: (draw) => `${'pu' + 'l-'}${draw(hex, 40)}`,
  Doppler: (draw) => `${'dp.' + 'pt.'}${draw(alphanumeric, 43)}`,
  Sonar: (draw) => `${'sq' + 'u_'}${draw(hex, 40)}`,
  Mailchimp: (draw) => `${draw(hex, 32)}${'-us' + '12'}`,
  Brevo: (draw) => `${'xkey' + 'sib-'}${draw(hex, 64)}-${draw(alphanumeric, 16)}`,
  'Stripe, webhook': (draw) => `${'wh' + 'sec_'}${draw(alphanumeric, 32)}`,
  Razorpay: (draw) => `${'rzp_' + 'live_'}${draw(alphanumeric, 14)}`,
  EasyPost: (draw) => `${'EZ' + 'AK'}${draw(alphanumeric, 54)}`,
  Dynatrace: (draw) => `${'dt0' + 'c01'}.${draw(base32, 24)}.${draw(base32, 64)}`,
  Datadog: (draw) => draw(hex, 32),
  Sentry: (draw) => `${'sntr' + 'yu_'}${draw(hex, 64)}`,
  Airtable: (draw) => `${'pa' + 't'}${draw(alphanumeric, 14)}.${draw(hex, 64)}`,
  HubSpot: (draw) => `${'pat-' + 'na1-'}${uuid(draw)}`,
  Postman: (draw) => `${'PM' + 'AK-'}${draw(hex, 24)}-${draw(hex, 34)}`,
};

function uuid(draw: Draw): string {
  return [8, 4, 4, 4, 12].map((length) => draw(hex, length)).join('-');
}

const contexts: Readonly<Record<string, (secret: string) => string>> = {
  Azure: (secret) => `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${secret};`,
  PostgreSQL: (secret) => `DATABASE_URL=postgres://app:${secret}@db.acme.net:5432/orders`,
};

/** The ways in which a file contains a key. */
const usual: readonly ((secret: string) => string)[] = [
  (secret) => `API_KEY = "${secret}"`,
  (secret) => `  token: ${secret}`,
  (secret) => `export SERVICE_TOKEN=${secret}`,
  (secret) => `curl -H "Authorization: Bearer ${secret}" https://api.acme.net/v1/orders`,
  (secret) => `{"credentials": {"key": "${secret}"}}`,
];

/**
 * Keys for 60 services, five each, one in each of five contexts. The same seed gives the same keys.
 */
export function madeUpSecrets(seed: number): readonly MadeUpSecret[] {
  const random = seededRandom(seed);
  const draw: Draw = (alphabet, length) =>
    Array.from({ length }, () => alphabet.charAt(Math.floor(random() * alphabet.length))).join('');
  return Object.entries(shapes).flatMap(([service, shape]) =>
    usual.map((context) => {
      const secret = shape(draw);
      return { service, secret, line: (contexts[service] ?? context)(secret) };
    }),
  );
}
