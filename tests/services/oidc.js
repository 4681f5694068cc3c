// An OpenID provider for tests, with one client and as many people as ask: whoever types an address is that person.
//
//     node tests/services/oidc.js [--port PORT]
//
// It says its addresses as NAME=value, then "ready", and runs until its standard input ends or it is told to stop.
// The client may be sent back to any address of this machine, so that a server under test can take a free port.
// Addresses that begin with "unverified@" come without proof that they belong to the person. Who types ID>ADDRESS is the
// person ID, whose address is ADDRESS now: somebody whose address changed, or a successor to whom it was given.

import { createServer } from "node:http";
import { parseArgs } from "node:util";
import Provider from "oidc-provider";

const host = "127.0.0.1";
const client = { client_id: "baseplan", client_secret: "a secret for tests only, known to everybody" };
const { values: asked } = parseArgs({ options: { port: { type: "string", default: "0" } } });

const server = createServer();
await new Promise((listening) => server.listen(Number(asked.port), host, listening));
const issuer = `http://${host}:${server.address().port}`;

// The address that each person came with last.
const addresses = new Map();

// Somebody comes; who they are to whom the provider signs them in (`sub`).
const comes = (typed) => {
  const [id, address = id] = typed.split(">");
  const sub = `person-${Buffer.from(id.toLowerCase()).toString("hex")}`;
  addresses.set(sub, address);
  return sub;
};

const person = (sub) => {
  const address = addresses.get(sub);
  const claims = {
    sub,
    email: address,
    email_verified: !address?.startsWith("unverified@"),
    name: address?.split("@")[0].replaceAll(/[._]/g, " "),
  };
  return address && { accountId: sub, claims: () => claims };
};

const provider = new Provider(issuer, {
  clients: [{ ...client, redirect_uris: [`http://${host}/`], token_endpoint_auth_method: "client_secret_basic" }],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  cookies: { keys: ["a key for tests only, known to everybody"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_, id) => person(id),
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  // Whoever signs in agrees to everything that the client asks for.
  loadExistingGrant: async ({ oidc }) => {
    const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
    grant.addOIDCScope([...oidc.requestParamScopes].join(" "));
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
  ttl: { AccessToken: 600, Grant: 3600, IdToken: 600, Interaction: 600, Session: 3600 },
});
provider.Client.prototype.redirectUriAllowed = (address) =>
  URL.canParse(address) && ["127.0.0.1", "localhost"].includes(new URL(address).hostname);

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

const form = (hint) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Sign in at the test provider</title>
<h1>Sign in at the test provider</h1>
<form method="post"><label>E-mail address <input name="login" type="email" required value="${escaped(hint)}"></label>
<button>Sign in</button> <button name="refuse" value="yes" formnovalidate>Refuse</button></form>`;

const body = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString());
};

const interaction = async (request, response) => {
  const { params } = await provider.interactionDetails(request, response);
  if (request.method !== "POST") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(form(params.login_hint ?? ""));
    return;
  }
  const typed = await body(request);
  const result = typed.has("refuse")
    ? { error: "access_denied", error_description: "The person refused." }
    : { login: { accountId: comes(typed.get("login")) } };
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
};

const answer = provider.callback();
server.on("request", (request, response) => {
  if (!request.url.startsWith("/interaction/")) return answer(request, response);
  interaction(request, response).catch((why) => response.writeHead(400).end(`${why.name}: ${why.message}`));
});

console.log(`BASEPLAN_TEST_OIDC=${issuer}`);
console.log(`BASEPLAN_TEST_OIDC_CLIENT=${client.client_id}`);
console.log(`BASEPLAN_TEST_OIDC_SECRET=${client.client_secret}`);
console.log("ready");
process.stdin.on("end", () => process.exit(0)).resume();
