// Where our compiler and the reference differ over the corpus, and why.
export const differences = [
  { pattern: /we alone reject it: (E0701 [^;]*(; )?)+$/, reason: "constructs that lowering lacks are diagnostics (compiler/sema/Support)" },
];
