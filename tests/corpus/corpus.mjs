// The published packages as programs for tests: copies with the header lines that the language wants today, and beside each
// module a *driver* that exports everything it can, because libraries export nothing themselves.
import fs from "node:fs";
import path from "node:path";

/** All files below a folder with this name or extension, by path; links are not followed. */
export function filesBelow(folder, suffix) {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith(".") ? [] : filesBelow(file, suffix);
    return entry.isFile() && entry.name.endsWith(suffix) ? [file] : [];
  }).sort();
}

/** `trust-graph-api.aqua` -> `TrustGraphApi` */
const moduleName = (file) => path.basename(file, ".aqua").split(/[^A-Za-z0-9]+/)
  .map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");

/** The text with a header line of today: old files have `module NAME …`, or none at all. */
export function withHeader(text, file) {
  const first = text.match(/^(?:[ \t]*(?:--.*)?\r?\n)*[ \t]*(\w+)/);
  if (first?.[1] === "aqua") return text;
  if (first?.[1] === "module") {
    const at = first[0].length - "module".length;
    return text.slice(0, at) + "aqua" + text.slice(at + "module".length);
  }
  return `aqua ${moduleName(file)} declares *\n\n${text}`;
}

/** What else old packages wrote that the language no longer takes: aliases repeated by importers, options used as streams. */
const modernisations = [
  { file: /registry\/resources-api\.aqua$/, from: /^alias (ResourceId|Resource|Error)\b.*$/gm, to: "" },
  { file: /trust-graph\/(labelling|trust-graph-api)\.aqua$/, from: /^alias Error\b.*$/gm, to: "" },
  { file: /trust-graph\/(labelling|trust-graph-api)\.aqua$/, from: /^(\s+\w+: )\?(?=\w+$)/gm, to: "$1*" },
];

const modernised = (text, file) => modernisations.filter((one) => one.file.test(file))
  .reduce((result, one) => result.replace(one.from, one.to), withHeader(text, file));

/** Functions and services that a module defines. */
const definedNames = (text) => [...text.matchAll(/^(?:func|service)[ \t]+(\w+)/gm)].map((match) => match[1]);

export const driverPath = (file) => path.join(path.dirname(file), `export_all_${path.basename(file)}`);

/** A module that exports these names of another one. */
export const driverText = (file, names) =>
  `aqua ExportAll\n\nimport "./${path.basename(file)}"\n${names.length ? `\nexport ${names.join(", ")}\n` : ""}`;

/**
 * Copies the Aqua files and manifests of installed packages. Returns for each module `{file, names, exports}`: what it defines,
 * and whether it has `export` lines of its own. Modules that `declares` leaves nothing to import from have no names.
 */
export function copyCorpus(packages, target) {
  const modules = [];
  for (const file of [...filesBelow(packages, ".aqua"), ...filesBelow(packages, "package.json")]) {
    const copy = path.join(target, path.relative(packages, file));
    fs.mkdirSync(path.dirname(copy), { recursive: true });
    if (!file.endsWith(".aqua")) {
      fs.copyFileSync(file, copy);
      continue;
    }
    const text = modernised(fs.readFileSync(file, "utf8"), file);
    fs.writeFileSync(copy, text);
    const names = declared(text, [...new Set(definedNames(text))]);
    fs.writeFileSync(driverPath(copy), driverText(copy, names));
    modules.push({ file: copy, names, exports: /^export\b/m.test(text) });
  }
  return modules;
}

/** Those of the names that the module line declares. */
function declared(text, names) {
  const list = text.match(/^aqua[ \t]+[\w.]+[ \t]+declares[ \t]*((?:\*|[\w.]+(?:[ \t]*,\s*[\w.]+)*))/m)?.[1];
  if (!list) return [];
  return list === "*" ? names : names.filter((name) => list.split(/\s*,\s*/).includes(name));
}

/**
 * The configuration of imports that an npm layout means (spec/07 §10), for the reference compiler. Written from the
 * specification and not from our compiler, so that the two are held against each other.
 */
export function npmImports(root) {
  const imports = {};
  const queue = [fs.realpathSync(root)];
  for (const folder of queue) {
    if (imports[folder]) continue;
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, "package.json"), "utf8"));
    const entry = {};
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      const installed = findPackage(folder, name);
      if (!installed) continue;
      entry[name] = installed;
      queue.push(installed);
    }
    if (Object.keys(entry).length || folder === queue[0]) imports[folder] = entry;
  }
  return imports;
}

function findPackage(folder, name) {
  for (let at = folder; ; at = path.dirname(at)) {
    const candidate = path.join(at, "node_modules", name);
    if (fs.existsSync(path.join(candidate, "package.json"))) return fs.realpathSync(candidate);
    if (at === path.dirname(at)) return undefined;
  }
}
