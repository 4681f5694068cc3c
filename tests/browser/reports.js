// The reports that stand under out/: council, edition and the address of the page.

import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

const folders = (path) =>
  existsSync(path) ? readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort() : [];

// The councils under examples/ (the demonstration there is no council, but what it adds to one): each must have at least
// one report.
export const councils = folders(join(root, "examples")).filter((name) => existsSync(join(root, "examples", name, "council.toml")));

export const reports = councils.flatMap((council) =>
  folders(join(root, "out", council))
    .map((edition) => ({ council, edition, path: join(root, "out", council, edition, "report.html") }))
    .filter((report) => existsSync(report.path))
    .map((report) => ({ ...report, name: `${report.council} ${report.edition}`, url: pathToFileURL(report.path).href })),
);
