// Node.js 18, which Debian 12 has, lacks a global that a package behind vsce takes for granted.
globalThis.File ??= require('node:buffer').File
