import { anyOf } from '../../anyOf.ts';
import { namesCode } from '../question/namesCode.ts';

/** Words in questions about one kind of file, and the paths of such files. */
interface AskedKind {
  readonly words: RegExp;
  readonly paths: RegExp;
}

const continuousIntegration: AskedKind = {
  words: anyOf(
    /\bCI\b|\bcontinuous(?:ly)? (?:integration|deploy\w*|deliver\w*)/i,
    /\bworkflows?\b|\bGitHub Actions?\b|\bbots?\b|\bstale\b|\bnightly\b/i,
    /\bbuild (?:server|machine|number|agent)s?\b/i,
    /\b(?:upload|publish)\w*\b[^.?!]*\b(?:packages?|feed|registry|artifacts?|release)\b/i,
    /\breleases?\b[^.?!]*\b(?:publish|upload|created?|automat)\w*/i,
  ),
  paths: anyOf(
    /(?:^|\/)\.(?:github\/(?:workflows|actions)|circleci|buildkite|woodpecker)\//i,
    /(?:^|\/)(?:\.gitlab-ci|azure-pipelines|\.?appveyor|\.travis|\.cirrus|\.drone)[^/]*\.ya?ml$/i,
    /(?:^|\/)(?:jenkinsfile|build\.(?:ps1|sh|cmd|bat|cake)|release\.(?:ps1|sh))$/i,
  ),
};

const buildFiles: AskedKind = {
  words: anyOf(
    /\binstall\w*\b|\bdependenc(?:y|ies)\b|\bdepends? on\b|\bruntimes?\b|\bmust be added\b/i,
    /\btarget(?:s|ed)? (?:framework|platform|runtime|version)s?\b/i,
    /\bcompile[sd]? (?:for|against|with)\b|\bcompiler flags?\b|\bfeature flags?\b/i,
    /\b(?:min\w*|oldest|lowest|supported|required) (?:\w+ )?(?:versions?|releases?|compiler)\b/i,
    /\b(?:which|what) versions? of\b|\bversion (?:number|is required)/i,
    /\bpackage manager\b|\bpackages? (?:manifest|metadata)s?\b|\boptional features?\b/i,
    /\bbuild (?:system|options?|flags?|features?|configuration)\b/i,
  ),
  paths: anyOf(
    /(?:^|\/)(?:package\.json|composer\.json|vcpkg\.json|pom\.xml|build\.xml|gemfile)$/i,
    /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg)|requirements[^/]*\.txt|conanfile\.\w+)$/i,
    /(?:^|\/)(?:cargo\.toml|rust-toolchain(?:\.toml)?|go\.mod|package\.swift)$/i,
    /(?:^|\/)[^/]+\.(?:csproj|fsproj|vbproj|props|targets|sln|nuspec|gemspec|podspec|cabal)$/i,
    /(?:^|\/)(?:(?:build|settings)\.gradle(?:\.kts)?|gradle\.properties|build\.(?:zig|sbt))$/i,
    /(?:^|\/)(?:cmakelists\.txt|[^/]+\.cmake|meson\.build|meson_options\.txt|configure\.ac)$/i,
    /(?:^|\/)(?:makefile(?:\.\w+)?|gnumakefile|build\.(?:ps1|sh))$/i,
    /(?:^|\/)(?:install(?:ation|ing)?|readme)(?:\.\w+)?$/i,
  ),
};

const changelogs: AskedKind = {
  words: anyOf(
    /\bchange-?log\b|\brelease notes\b|\bwhat'?s new\b|\bsince (?:which|what|when)\b/i,
    new RegExp(
      String.raw`\b(?:which|what) (?:release|version)\b[^.?!]*` +
        String.raw`\b(?:add|introduc|remov|drop|deprecat|chang|fix|first|renam|no longer|start)\w*`,
      'i',
    ),
    /\bwhen\b[^.?!]*\b(?:was|were|been)\b[^.?!]*\b(?:add|introduc|remov|drop|deprecat|renam)\w*/i,
  ),
  paths: new RegExp(
    String.raw`(?:^|\/)(?:changes?|change-?log|history|news|release[-_ ]?notes?|releases?|` +
      String.raw`whats[-_]?new)(?:[-_.\w]*$|\/)`,
    'i',
  ),
};

const licences: AskedKind = {
  words: /\blicen[cs]\w+\b|\bcopyright\w*\b|\bpatents?\b|\bcommercial(?:ly)?\b/i,
  paths:
    /(?:^|\/)(?:licen[cs]e|copying|copyright|notice|unlicense|patents|authors)(?:[-_.\w]*$|\/)/i,
};

const contributing: AskedKind = {
  words: anyOf(
    /\bcontribut\w+\b|\bpull requests?\b|\bpatch(?:es)?\b|\bmaintainers?\b|\bmy issue\b/i,
    /\bcoding (?:style|standards?|conventions?)\b|\bcode of conduct\b|\bcode reviews?\b/i,
    /\b(?:fix|report) (?:a|an|the) (?:[\w-]+ )?(?:bug|issue|vulnerabilit\w+|typo)\b/i,
    /\bsign(?:ed)?[- ]off\b|\bCLA\b/i,
  ),
  paths: new RegExp(
    String.raw`(?:^|\/)(?:contribut(?:ing|e|ors)|develop(?:ment|ing|ers?)|hacking|security|` +
      String.raw`maintain\w*|code[-_]of[-_]conduct|governance|agents|pull_request_template|` +
      String.raw`issue_template)(?:[-_.\w]*$|\/)`,
    'i',
  ),
};

const kinds = [continuousIntegration, buildFiles, changelogs, licences, contributing];

/**
 * Which files a question is about by their kind, whatever words they contain: workflow files if it
 * asks about CI, build files if it asks what to install, and likewise changelogs, licences and
 * contributor guides. None if it names code, because then it is about that.
 */
export function askedFiles(question: string): (path: string) => boolean {
  if (namesCode(question)) return () => false;
  const asked = kinds.filter(({ words }) => words.test(question)).map(({ paths }) => paths);
  return (path) => asked.some((paths) => paths.test(path));
}
