// Asks an API everything that its own description allows and forbids, with schemathesis: no answer may be a server's
// error or one that the description does not tell of.
//
//     node tests/services/api.js ADDRESS-OF-THE-DESCRIPTION [TOKEN]

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = join(import.meta.dirname, "../../target/services/bin/st");
const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "negative_data_rejection",
  "missing_required_header",
  "unsupported_method",
  "ignored_auth",
];

// A folder for schemathesis to run in, with a file of its own that gives some parameters the value that they always have.
async function settled(known) {
  const place = await mkdtemp(join(tmpdir(), "baseplan-api-"));
  const lines = Object.entries(known).map(([name, value]) => `${name} = "${value}"`);
  await writeFile(join(place, "schemathesis.toml"), ["[parameters]", ...lines].join("\n"));
  return place;
}

// Whether all was well, and what schemathesis said. The same seed asks the same questions. `known`: parameters whose value
// is given, by name, so that what exists is asked for.
export async function check(description, token, { examples = 50, known = {} } = {}) {
  const place = await settled(known);
  const bearer = token ? ["--header", `Authorization: Bearer ${token}`] : [];
  const found = ["--checks", checks.join(","), "--continue-on-failure", "--seed", "4", "--max-examples", String(examples)];
  // Nothing is kept of a run: neither failures to begin with nor reports.
  const bounds = ["--generation-database", "none", "--request-timeout", "20", "--wait-for-schema", "20", "--no-color"];
  const child = spawn(program, ["run", description, ...found, ...bounds, ...bearer], { cwd: place, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const output of [child.stdout, child.stderr]) output.setEncoding("utf8").on("data", (part) => (said += part));
  const [code] = await once(child, "close");
  await rm(place, { recursive: true });
  return { passed: code === 0, said };
}

if (process.argv[1] === import.meta.filename) {
  const [description, token] = process.argv.slice(2);
  if (!description) {
    console.error("Say where the description is: node tests/services/api.js http://127.0.0.1:8080/api/v1/openapi.json");
    process.exit(2);
  }
  const { passed, said } = await check(description, token);
  console.log(said);
  process.exit(passed ? 0 : 1);
}
