// The check of an API finds what it is there to find: an example service is well, and fails for each fault put into it.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { describe, it } from "node:test";
import { check } from "./api.js";

const answers = { 200: { description: "The figure.", content: { "application/json": { schema: { type: "object", required: ["value"], properties: { value: { type: "string" } } } } } } };
const problem = { description: "What is wrong.", content: { "application/json": { schema: { type: "object" } } } };
const description = {
  openapi: "3.1.0",
  info: { title: "Example", version: "1" },
  components: { securitySchemes: { token: { type: "http", scheme: "bearer" } } },
  paths: {
    "/figures/{number}": {
      get: {
        security: [{ token: [] }],
        parameters: [{ name: "number", in: "path", required: true, schema: { type: "integer", minimum: 1, maximum: 99 } }],
        responses: { ...answers, 400: problem, 401: problem, 404: problem, 405: problem },
      },
    },
  },
};

const say = (response, status, body, type = "application/json") =>
  response.writeHead(status, { "content-type": type, ...(status === 405 && { allow: "GET" }) }).end(JSON.stringify(body));

const well = (request, response) => {
  const number = request.url.match(/^\/figures\/([1-9][0-9]?)$/);
  if (request.method !== "GET") return say(response, 405, {});
  if (request.headers.authorization !== "Bearer right") return say(response, 401, {});
  return number ? say(response, 200, { value: "53.0" }) : say(response, 400, {});
};

const instead = (change) => (request, response) => {
  const right = /^\/figures\/[1-9][0-9]?$/.test(request.url) && request.method === "GET";
  return right && request.headers.authorization === "Bearer right" ? change(response) : well(request, response);
};

// Each fault with what the check says of it.
const faults = [
  ["an error of the server", /Server error/, instead((response) => say(response, 500, {}))],
  ["a status that is not described", /Undocumented status code/, instead((response) => say(response, 418, {}))],
  ["a body that is not as described", /violates schema/, instead((response) => say(response, 200, { value: 53 }))],
  ["a media type that is not described", /Undocumented Content-Type/, instead((response) => say(response, 200, { value: "53.0" }, "text/plain"))],
  [
    "a door that opens without a token",
    /without authentication|invalid authentication/i,
    ({ url, method }, response) => well({ url, method, headers: { authorization: "Bearer right" } }, response),
  ],
];

const checked = async (serve) => {
  const server = createServer((request, response) =>
    request.url === "/openapi.json" ? say(response, 200, description) : serve(request, response),
  );
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const address = `http://127.0.0.1:${server.address().port}`;
  const result = await check(`${address}/openapi.json`, "right", { examples: 5 });
  server.close();
  server.closeAllConnections();
  return result;
};

describe("check of an API", () => {
  it("passes a service that answers as it says", async () => {
    const { passed, said } = await checked(well);
    assert.ok(passed, said);
  });

  for (const [fault, says, serve] of faults) {
    it(`finds ${fault}`, async () => {
      const { passed, said } = await checked(serve);
      assert.ok(!passed, said);
      assert.match(said, says);
    });
  }
});
