/** What the chunker knows of a language without a grammar. */
export interface KeywordLanguage {
  /**
   * First lines of definitions, tried in order. The group `name` names it, where there is one. A
   * `container` has members that are definitions of their own; a `unit` is one chunk where it fits.
   */
  readonly heads: readonly (readonly [kind: 'unit' | 'container', line: RegExp])[];
  /** Where heads may be: members of a container and top-level lines, unless it says otherwise. */
  readonly lead: RegExp;
  /** True where further definitions of the same name go on with the one before (equations). */
  readonly clauses?: boolean;
  /** True where a definition goes on to the next one, whatever the indentation. */
  readonly toNextHead?: boolean;
}

/** Comments, documentation, annotations and attributes above a definition. */
const cLead = /^\s*(?:\/\/|\/\*|\*|@\w|#\[|\[[A-Z])/;
const hashLead = /^\s*(?:#|@\w)/;
const dashLead = /^\s*(?:--|\{-|-\}|\/\*|\*)/;

const modifiers = (words: string): string =>
  `^\\s*(?:@\\w+(?:\\([^)]*\\))?\\s+)*(?:(?:${words})\\s+)*`;
const kotlinWords =
  'public|private|protected|internal|open|abstract|final|sealed|data|inline|value|inner|enum|' +
  'annotation|companion|override|suspend|tailrec|operator|infix|external|expect|actual|const|' +
  'lateinit|fun(?=\\s+interface)';
const swiftWords =
  'public|private|fileprivate|internal|open|final|static|class(?=\\s+(?:func|var|subscript))|' +
  'override|mutating|nonmutating|convenience|required|indirect|lazy|weak|async|nonisolated|' +
  'isolated|distributed|prefix|postfix|infix|private\\(set\\)|package';
const scalaWords =
  'private(?:\\[\\w+\\])?|protected(?:\\[\\w+\\])?|final|sealed|abstract|implicit|lazy|override|' +
  'case|inline|open|opaque|transparent|infix';
const dartWords =
  'abstract|base|final|interface|sealed|static|external|factory|const|late|covariant|' +
  'mixin(?=\\s+class)';

/** `type name(arguments) {`, for languages whose methods have no keyword of their own. */
const typedMethod =
  '(?:[\\w<>?,.[\\]]+\\s+)*(?!(?:if|for|foreach|while|switch|catch|return|else|do|try|using|lock|' +
  'await|assert|throw|new|super)\\b)(?<name>[\\w.]+)\\s*(?:<[^>]*>)?\\(';

const zigContainers = 'struct|union|enum|opaque';
const haskellOthers = 'module|import|infix[lr]?|deriving|foreign|where|default|pattern';
const graphqlKinds =
  'type|interface|input|enum|union|scalar|directive|query|mutation|subscription|fragment';
const csharpWords = 'public|private|protected|internal|static|async|override|virtual|sealed';
const sqlObjects =
  'table|view|function|procedure|proc|trigger|index|type|schema|sequence|domain|policy|extension|' +
  'database|role|package(?:\\s+body)?|event';

/** By VS Code's language id. */
export const keywordLanguages: Readonly<Record<string, KeywordLanguage>> = {
  kotlin: {
    lead: cLead,
    heads: [
      ['container', head(kotlinWords, '(?:class|interface|object)\\s+(?<name>[\\w`]+)')],
      ['container', head(kotlinWords, '(?<name>object)\\s*(?::[^{]*)?\\{')],
      [
        'unit',
        head(kotlinWords, 'fun\\s+(?:<[^>]*>\\s*)?(?:[\\w<>?,. ]+\\.)?(?<name>\\w+|`[^`]+`)'),
      ],
      ['unit', head(kotlinWords, '(?<name>constructor|init)\\b')],
      ['unit', head(kotlinWords, 'typealias\\s+(?<name>\\w+)')],
    ],
  },
  swift: {
    lead: cLead,
    heads: [
      [
        'container',
        head(swiftWords, '(?:class|struct|enum|protocol|extension|actor)\\s+(?<name>[\\w.]+)'),
      ],
      ['unit', head(swiftWords, 'func\\s+(?<name>[^\\s(<]+)')],
      ['unit', head(swiftWords, '(?<name>init|deinit|subscript)\\b')],
      ['unit', head(swiftWords, 'var\\s+(?<name>\\w+)\\s*:[^={]*\\{')],
    ],
  },
  scala: {
    lead: cLead,
    heads: [
      [
        'container',
        head(scalaWords, '(?:class|object|trait|enum|package\\s+object)\\s+(?<name>\\w+)'),
      ],
      ['unit', head(scalaWords, 'def\\s+(?<name>[^\\s(:[=]+)')],
      ['unit', head(scalaWords, 'given\\s+(?<name>\\w+)')],
      ['unit', head(scalaWords, 'type\\s+(?<name>\\w+)')],
      ['container', head(scalaWords, 'extension\\s*(?:\\[[^\\]]*\\]\\s*)?\\(')],
    ],
  },
  dart: {
    lead: cLead,
    heads: [
      [
        'container',
        head(dartWords, '(?:class|mixin|enum|extension(?:\\s+type)?)\\s+(?<name>\\w+)'),
      ],
      ['unit', head(dartWords, 'typedef\\s+(?<name>\\w+)')],
      ['unit', head(dartWords, '(?:[\\w<>?,.]+\\s+)*(?:get|set)\\s+(?<name>\\w+)')],
      ['unit', head(dartWords, 'operator\\s+(?<name>[^\\s(]+)')],
      ['unit', head(dartWords, `${typedMethod}[^;]*(?:[{(,:]\\s*|=>.*)$`)],
    ],
  },
  lua: {
    lead: /^\s*--/,
    heads: [
      ['unit', /^\s*(?:local\s+)?function\s+(?<name>[\w.:]+)/],
      ['unit', /^\s*(?:local\s+)?(?<name>[\w.]+)\s*=\s*function\b/],
    ],
  },
  elixir: {
    lead: hashLead,
    clauses: true,
    heads: [
      ['container', /^\s*(?:defmodule|defprotocol|defimpl)\s+(?<name>[\w.]+)/],
      ['unit', /^\s*(?:defp?|defmacrop?|defguardp?|defdelegate|defcallback)\s+(?<name>[\w?!]+)/],
      ['unit', /^\s*(?<name>defstruct|defexception)\b/],
      ['container', /^\s*describe\s+"(?<name>[^"]+)"/],
      ['unit', /^\s*test\s+"(?<name>[^"]+)"/],
    ],
  },
  zig: {
    lead: /^\s*\/\//,
    heads: [
      [
        'container',
        head(
          'pub',
          `const\\s+(?<name>\\w+)\\s*=\\s*(?:extern\\s+|packed\\s+)?(?:${zigContainers})\\b`,
        ),
      ],
      ['unit', /^\s*(?:pub\s+)?(?:export\s+|extern\s+(?:"[^"]*"\s+)?|inline\s+)?fn\s+(?<name>\w+)/],
      ['unit', /^\s*test\s+"(?<name>[^"]+)"/],
    ],
  },
  haskell: {
    lead: dashLead,
    clauses: true,
    heads: [
      ['unit', /^(?:data|newtype|type(?:\s+family)?)\s+(?:[^=]*=>\s*)?(?<name>\w+)/],
      ['unit', /^class\s+(?:[^=]*=>\s*)?(?<name>\w+)/],
      ['unit', /^(?<name>instance\s+(?:[^=]*=>\s*)?[\w.]+(?:\s+\(?[\w.]+)?)/],
      [
        'unit',
        new RegExp(
          `^(?!(?:${haskellOthers})\\b)(?<name>[a-z_][\\w']*)(?=\\s*::|\\s[^=]*[=|]|\\s*=|\\s*$)`,
        ),
      ],
    ],
  },
  r: {
    lead: /^\s*#/,
    heads: [
      ['unit', /^\s*[`"']?(?<name>[\w.%[\]<>-]+?)[`"']?\s*(?:<<?-|=)\s*function\b/],
      ['container', /^\s*(?<name>[\w.]+)\s*(?:<-|=)\s*R6Class\b/],
      ['unit', /^set(?:Class|Generic|Method|Validity)\(\s*["'](?<name>[^"']+)/],
      ['unit', /^\s*(?:test_that|describe|it)\(\s*["'](?<name>[^"']+)/],
    ],
  },
  sql: {
    lead: dashLead,
    toNextHead: true,
    heads: [
      [
        'unit',
        new RegExp(
          '^\\s*create\\s+(?:or\\s+(?:replace|alter)\\s+)?(?:[\\w=@.]+\\s+){0,3}?' +
            `(?:${sqlObjects})\\s+(?:concurrently\\s+)?(?:if\\s+not\\s+exists\\s+)?` +
            '(?<name>[\\w."[\\]`]+)',
          'i',
        ),
      ],
      ['unit', /^\s*alter\s+table\s+(?:only\s+)?(?:if\s+exists\s+)?(?<name>[\w."[\]`]+)/i],
      ['unit', /^\s*insert\s+into\s+(?<name>[\w."[\]`]+)/i],
      ['unit', /^\s*--\s*name:\s*(?<name>[\w-]+)/i],
      ['unit', /^(?:select|update|delete|with|merge|grant|drop)\b/i],
    ],
  },
  terraform: {
    lead: /^\s*(?:#|\/\/|\/\*|\*)/,
    heads: [
      ['unit', /^(?:resource|data|ephemeral)\s+"(?<owner>[^"]+)"\s+"(?<name>[^"]+)"/],
      ['unit', /^(?:variable|output|module|provider|check)\s+"(?<name>[^"]+)"/],
      ['unit', /^(?<name>locals|terraform|moved|import|removed)\s*\{/],
      ['unit', /^(?<name>\w+)(?:\s+"[^"]*")*\s*\{/],
    ],
  },
  proto3: {
    lead: cLead,
    heads: [
      ['container', /^\s*(?:service|extend)\s+(?<name>[\w.]+)/],
      ['unit', /^\s*(?:message|enum)\s+(?<name>\w+)/],
      ['unit', /^\s*rpc\s+(?<name>\w+)/],
    ],
  },
  graphql: {
    lead: /^\s*(?:#|")/,
    heads: [
      ['unit', new RegExp(`^\\s*(?:extend\\s+)?(?:${graphqlKinds})\\s+@?(?<name>\\w+)`)],
      ['unit', /^\s*(?:extend\s+)?(?<name>schema)\b/],
    ],
  },
  razor: {
    lead: cLead,
    heads: [
      ['container', /^\s*@(?:code|functions)\b/],
      ['unit', /^\s*@(?:section|helper)\s+(?<name>\w+)/],
      ['unit', new RegExp(`^\\s+(?:(?:${csharpWords})\\s+)+` + `${typedMethod}[^;]*$`)],
    ],
  },
  solidity: {
    lead: cLead,
    heads: [
      ['container', /^\s*(?:abstract\s+)?(?:contract|library|interface)\s+(?<name>\w+)/],
      ['unit', /^\s*(?:function|modifier|event|error|struct|enum)\s+(?<name>\w+)/],
      ['unit', /^\s*(?<name>constructor|receive|fallback)\s*\(/],
    ],
  },
};

function head(words: string, rest: string): RegExp {
  return new RegExp(modifiers(words) + rest);
}
