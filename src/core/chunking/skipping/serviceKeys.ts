/**
 * Keys of services that secretlint's recommended rules leave out, by the prefixes and lengths that
 * their makers have published so that scanners find them.
 */
const patterns = [
  // Clouds and hosting: Google (API keys; secrets and tokens of OAuth), AWS key ids, Alibaba,
  // DigitalOcean, Netlify, Render, Heroku, Fly.io, Scaleway, Supabase, PlanetScale, Entra.
  'AIza[\\w-]{35}',
  'GOCSPX-[\\w-]{28}',
  '1//0[\\w-]{60,}',
  'ya29\\.[\\w-]{60,}',
  '(?:AKIA|ASIA|ABIA|ACCA)(?![A-Z0-9]{9}EXAMPLE)[A-Z2-7]{16}',
  'LTAI[A-Za-z0-9]{17,21}',
  'do[opr]_v1_[a-f0-9]{64}',
  'nfp_[A-Za-z0-9]{36,40}',
  'rnd_[A-Za-z0-9]{28,32}',
  'HRKU-[\\w-]{36,64}',
  'fm\\d_[A-Za-z0-9+/=_-]{60,}',
  'SCW[A-Z0-9]{17}',
  'sb[ps]_(?:secret_)?[A-Za-z0-9_-]{31,48}',
  'pscale_(?:tkn|pw|oauth)_[\\w=.-]{32,64}',
  '[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}',
  // Language models: OpenRouter and others that speak OpenAI's protocol, Perplexity, xAI,
  // Replicate, NVIDIA, LangSmith, Pinecone.
  'sk-(?:or-v1-|lf-)?[a-f0-9-]{32,64}',
  'sk-[A-Za-z0-9]{48}',
  'pplx-[A-Za-z0-9]{48,56}',
  'xai-[A-Za-z0-9]{70,90}',
  'r8_[A-Za-z0-9]{37}',
  'nvapi-[\\w-]{60,70}',
  'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}',
  'pcsk_[\\w-]{60,80}',
  // Source hosts, registries and build services: GitLab's tokens that are not personal,
  // Atlassian, Bitbucket, PyPI, RubyGems, Clojars, NuGet, crates.io, JFrog, Buildkite, CircleCI,
  // Terraform Cloud, Pulumi, Doppler, SonarQube, Sourcegraph.
  'gl(?:dt|rt|ft|imt|agent|ptt|cbt|soat|oas|ffct)-[\\w.-]{20,}',
  'ATATT3[\\w=-]{60,}',
  'ATBB[A-Za-z0-9]{32}',
  'ATCTT3[\\w=-]{60,}',
  'pypi-AgE[\\w-]{50,}',
  'rubygems_[a-f0-9]{48}',
  'CLOJARS_[a-z0-9]{60}',
  'oy2[a-z0-9]{43}',
  'cio[A-Za-z0-9]{32}',
  'AKCp[A-Za-z0-9]{69}',
  'cmVmd[A-Za-z0-9]{59}',
  'bk[aui]{2}_[a-z0-9]{38,42}',
  'CCI(?:PAT|PRJ)_[A-Za-z0-9]{20,24}_[a-f0-9]{40}',
  '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,70}',
  'pul-[a-f0-9]{40}',
  'dp\\.(?:pt|st|ct|sa|scim|audit)\\.(?:[\\w-]+\\.)?[A-Za-z0-9]{40,44}',
  'sq[apu]_[a-f0-9]{40}',
  'sgp_(?:[a-f0-9]{16}_|local_)?[a-f0-9]{40}',
  // Messages and mail: Telegram, Twilio, SendGrid, Mailgun, Mailchimp, Brevo, Resend, Discord,
  // Slack's configuration tokens.
  '\\d{8,10}:AA[\\w-]{33}',
  '(?:SK|AC)[a-f0-9]{32}',
  'SG\\.[\\w-]{22}\\.[\\w-]{43}',
  'key-[a-f0-9]{32}',
  '[a-f0-9]{32}-us\\d{1,2}',
  'x(?:keysib|smtpsib)-[a-f0-9]{64}-[A-Za-z0-9]{16}',
  're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}',
  '[MNO][\\w-]{23,25}\\.[\\w-]{6}\\.[\\w-]{27,38}',
  'xoxe(?:\\.xox[bp])?-\\d-[A-Za-z0-9]{100,200}',
  // Payments and shipping: Stripe's webhooks, Square, Braintree, Razorpay, Flutterwave, Shippo,
  // EasyPost.
  'whsec_[A-Za-z0-9+/=]{24,}',
  'sq0(?:atp|csp|idp)-[\\w-]{22,43}',
  'EAAA[\\w-]{60}',
  'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}',
  'rzp_(?:live|test)_[A-Za-z0-9]{14}',
  'FLW(?:PUB|SEC)K(?:_TEST)?-[A-Za-z0-9]{32}(?:-X)?',
  'shippo_(?:live|test)_[a-f0-9]{40}',
  'EZ[AT]K[a-f0-9A-Za-z]{54}',
  // Monitoring and analytics: New Relic, Sentry, Dynatrace, PostHog, Honeycomb, LaunchDarkly.
  'NR(?:AK-[A-Z0-9]{27}|II-[\\w-]{32}|JS-[a-f0-9]{19})',
  'sntr(?:ys_eyJ[\\w+/=-]{80,}|yu_[a-f0-9]{64})',
  'dt0[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}',
  'ph[cx]_[A-Za-z0-9]{43}',
  'hc[abi]ik_[a-z0-9]{58}',
  '(?:api|sdk|mob)-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}',
  // Work and content: Notion, Airtable, HubSpot, Postman, Typeform, Contentful, Mapbox, Dropbox,
  // Facebook, Adobe, Frame.io, ReadMe.
  'secret_[A-Za-z0-9]{43}',
  'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}',
  'pat-(?:na|eu)\\d-[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}',
  'PMAK-[a-f0-9]{24}-[a-f0-9]{34}',
  'tfp_[\\w.=-]{44,60}',
  'CFPAT-[\\w-]{43}',
  'sk\\.eyJ[\\w-]{60,}\\.[\\w-]{20,}',
  'sl\\.(?:u\\.)?[\\w=-]{130,}',
  'EAA[A-Z][A-Za-z0-9]{90,}',
  'p8e-[a-z0-9]{32}',
  'fio-u-[\\w=-]{64}',
  'rdme_[a-z0-9]{70}',
  // Keys of age, and JSON Web Tokens with a signature.
  'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}',
  'eyJ[\\w-]{14,}\\.eyJ[\\w-]{14,}\\.[\\w-]{40,}',
];
/** Azure names its key in a connection string; the name stays readable. */
const azureKey = '(?<=(?:AccountKey|SharedAccessKey)=)[A-Za-z0-9+/]{43}(?:[A-Za-z0-9+/]{43}=)?=';
/** The address of a webhook is all that its sender needs. */
const webhooks = [
  '(?<=discord(?:app)?\\.com/api/webhooks/\\d{17,20}/)[\\w-]{60,72}',
  '(?<=\\.webhook\\.office\\.com/webhookb2/)[\\w@-]{70,80}/IncomingWebhook/[\\w/-]{60,80}',
  '(?<=hooks\\.zapier\\.com/hooks/catch/)\\d+/\\w+',
];

/** Every key is in such a run. Few words of a text are, so that most of it is read only once. */
const run = /[\w.$~:/=+@-]{20,}/g;
const serviceKey = new RegExp(
  [`(?<![\\w-])(?:${patterns.join('|')})(?![\\w-])`, azureKey, ...webhooks].join('|'),
  'g',
);

/** The text with every such key replaced by as many of `character`. */
export function maskServiceKeys(text: string, character: string): string {
  return text.replace(run, (word) =>
    word.replace(serviceKey, (key) => character.repeat(key.length)),
  );
}
