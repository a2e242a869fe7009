// Where our compiler and the reference differ on purpose over the corpus.
export const differences = [];
