/**
 * `unit`: a function, method or type, in one chunk if it fits. `container`: its members are units
 * of their own. `wrapper`: an `export`, a decorator, a `template<>` or a variable declaration
 * around what may be a definition.
 */
export type DefinitionKind = 'unit' | 'container' | 'wrapper';

/** What the chunker knows about a grammar. */
export interface SyntaxLanguage {
  /** File name of the grammar without `.wasm`. */
  readonly grammar: string;
  readonly definitions: Readonly<Record<string, DefinitionKind>>;
}

/** Comments, decorators and attributes belong to what follows them. */
export const leadingTypes: ReadonlySet<string> = new Set([
  'comment',
  'line_comment',
  'block_comment',
  'decorator',
  'attribute_item',
  'attribute_list',
  'attribute',
  'preproc_comment',
]);

/** Values that make a variable declaration a definition. */
export const functionTypes: ReadonlySet<string> = new Set([
  'arrow_function',
  'function_expression',
  'function',
  'generator_function',
]);

/** Arguments of a call in JavaScript, which may include a title and a function. */
export const argumentsType = 'arguments';

/** Nodes between a wrapper or a function and its name. */
export const declaratorTypes: ReadonlySet<string> = new Set([
  'function_declarator',
  'pointer_declarator',
  'reference_declarator',
  'parenthesized_declarator',
  'variable_declarator',
  'init_declarator',
  'assignment_expression',
  'type_spec',
]);

/** Nodes with a definition's members or statements, in grammars without a field named `body`. */
export const bodyTypes: ReadonlySet<string> = new Set([
  'block',
  'class_body',
  'declaration_list',
  'body_statement',
  'compound_statement',
  'script_block',
  'constructor_body',
]);

const ecmaScript: Readonly<Record<string, DefinitionKind>> = {
  function_declaration: 'unit',
  generator_function_declaration: 'unit',
  method_definition: 'unit',
  class_declaration: 'container',
  class: 'container',
  export_statement: 'wrapper',
  lexical_declaration: 'wrapper',
  variable_declaration: 'wrapper',
  expression_statement: 'wrapper',
  field_definition: 'wrapper',
  public_field_definition: 'wrapper',
  pair: 'wrapper',
};

const typeScript: Readonly<Record<string, DefinitionKind>> = {
  ...ecmaScript,
  abstract_class_declaration: 'container',
  interface_declaration: 'unit',
  enum_declaration: 'unit',
  type_alias_declaration: 'unit',
  internal_module: 'container',
  module: 'container',
  ambient_declaration: 'wrapper',
  function_signature: 'unit',
  abstract_method_signature: 'unit',
  method_signature: 'unit',
};

const c: SyntaxLanguage = {
  grammar: 'tree-sitter-cpp',
  definitions: {
    function_definition: 'unit',
    class_specifier: 'container',
    struct_specifier: 'container',
    union_specifier: 'container',
    enum_specifier: 'unit',
    namespace_definition: 'container',
    template_declaration: 'wrapper',
    linkage_specification: 'wrapper',
    declaration: 'wrapper',
    type_definition: 'wrapper',
    field_declaration: 'wrapper',
    preproc_function_def: 'unit',
    concept_definition: 'unit',
    alias_declaration: 'unit',
  },
};

/** By VS Code's language id. */
export const syntaxLanguages: Readonly<Record<string, SyntaxLanguage>> = {
  python: {
    grammar: 'tree-sitter-python',
    definitions: {
      function_definition: 'unit',
      class_definition: 'container',
      decorated_definition: 'wrapper',
    },
  },
  javascript: { grammar: 'tree-sitter-javascript', definitions: ecmaScript },
  javascriptreact: { grammar: 'tree-sitter-javascript', definitions: ecmaScript },
  typescript: { grammar: 'tree-sitter-typescript', definitions: typeScript },
  typescriptreact: { grammar: 'tree-sitter-tsx', definitions: typeScript },
  java: {
    grammar: 'tree-sitter-java',
    definitions: {
      class_declaration: 'container',
      interface_declaration: 'container',
      enum_declaration: 'container',
      record_declaration: 'container',
      annotation_type_declaration: 'unit',
      method_declaration: 'unit',
      constructor_declaration: 'unit',
      compact_constructor_declaration: 'unit',
    },
  },
  csharp: {
    grammar: 'tree-sitter-c-sharp',
    definitions: {
      namespace_declaration: 'container',
      class_declaration: 'container',
      struct_declaration: 'container',
      interface_declaration: 'container',
      record_declaration: 'container',
      enum_declaration: 'unit',
      method_declaration: 'unit',
      constructor_declaration: 'unit',
      destructor_declaration: 'unit',
      operator_declaration: 'unit',
      conversion_operator_declaration: 'unit',
      property_declaration: 'unit',
      indexer_declaration: 'unit',
      event_declaration: 'unit',
      delegate_declaration: 'unit',
    },
  },
  c,
  cpp: c,
  go: {
    grammar: 'tree-sitter-go',
    definitions: {
      function_declaration: 'unit',
      method_declaration: 'unit',
      type_declaration: 'unit',
    },
  },
  rust: {
    grammar: 'tree-sitter-rust',
    definitions: {
      function_item: 'unit',
      function_signature_item: 'unit',
      impl_item: 'container',
      trait_item: 'container',
      mod_item: 'container',
      struct_item: 'unit',
      enum_item: 'unit',
      union_item: 'unit',
      type_item: 'unit',
      macro_definition: 'unit',
    },
  },
  ruby: {
    grammar: 'tree-sitter-ruby',
    definitions: {
      method: 'unit',
      singleton_method: 'unit',
      class: 'container',
      module: 'container',
      singleton_class: 'container',
    },
  },
  php: {
    grammar: 'tree-sitter-php',
    definitions: {
      function_definition: 'unit',
      method_declaration: 'unit',
      class_declaration: 'container',
      interface_declaration: 'container',
      trait_declaration: 'container',
      enum_declaration: 'container',
      namespace_definition: 'container',
    },
  },
  shellscript: { grammar: 'tree-sitter-bash', definitions: { function_definition: 'unit' } },
  powershell: {
    grammar: 'tree-sitter-powershell',
    definitions: {
      function_statement: 'unit',
      class_statement: 'container',
      class_method_definition: 'unit',
      enum_statement: 'unit',
    },
  },
  css: {
    grammar: 'tree-sitter-css',
    definitions: { media_statement: 'container', supports_statement: 'container' },
  },
};
