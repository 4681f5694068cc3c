// The OpenID provider signs people in as the tests of the program rely on.

import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { after, before, describe, it } from "node:test";
import { start } from "./start.js";

let oidc;
let known;
before(async () => {
  oidc = await start("oidc");
  known = await (await fetch(`${oidc.said.BASEPLAN_TEST_OIDC}/.well-known/openid-configuration`)).json();
});
after(() => oidc?.stop());

const back = "http://127.0.0.1:4711/sign-in/back";
const base64url = (bytes) => Buffer.from(bytes).toString("base64url");

// A browser with a jar of cookies that follows redirects within the provider.
const browser = () => {
  const jar = new Map();
  return async function visit(address, form) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const body = form && new URLSearchParams(form);
    const answer = await fetch(address, { method: form ? "POST" : "GET", body, headers: { cookie }, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = line.match(/^([^=]+)=([^;]*)/);
      jar.set(name, value);
    }
    const next = answer.headers.get("location");
    if (!next) return { address, answer };
    const to = new URL(next, address);
    return to.origin === oidc.said.BASEPLAN_TEST_OIDC ? visit(to.href) : { address: to.href, answer };
  };
};

const request = (changes) => {
  const verifier = base64url(randomBytes(32));
  const code_challenge = base64url(createHash("sha256").update(verifier).digest());
  const wanted = { client_id: oidc.said.BASEPLAN_TEST_OIDC_CLIENT, response_type: "code", redirect_uri: back, scope: "openid email profile", state: "s1", nonce: "n1", code_challenge, code_challenge_method: "S256" };
  return { verifier, address: `${known.authorization_endpoint}?${new URLSearchParams({ ...wanted, ...changes })}` };
};

const exchange = (code, verifier, secret = oidc.said.BASEPLAN_TEST_OIDC_SECRET) => {
  const [id, word] = [oidc.said.BASEPLAN_TEST_OIDC_CLIENT, secret].map(encodeURIComponent);
  const body = new URLSearchParams({ grant_type: "authorization_code", code, redirect_uri: back, code_verifier: verifier });
  return fetch(known.token_endpoint, { method: "POST", body, headers: { authorization: `Basic ${btoa(`${id}:${word}`)}` } });
};

const signIn = async (login) => {
  const visit = browser();
  const { address, verifier } = request();
  const form = await visit(address);
  assert.match(await form.answer.text(), /name="login"/);
  const { address: returned } = await visit(form.address, { login });
  return { returned: new URL(returned), verifier };
};

const claims = (token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url"));

describe("OpenID provider", () => {
  it("signs in whoever types an address, with code, PKCE, state and nonce", async () => {
    const { returned, verifier } = await signIn("mo.iqbal@council.example");
    assert.equal(returned.origin + returned.pathname, back);
    assert.equal(returned.searchParams.get("state"), "s1");
    const answer = await exchange(returned.searchParams.get("code"), verifier);
    assert.equal(answer.status, 200);
    const { iss, aud, nonce, email, email_verified, name } = claims((await answer.json()).id_token);
    assert.deepEqual(
      { iss, aud, nonce, email, email_verified, name },
      { iss: oidc.said.BASEPLAN_TEST_OIDC, aud: "baseplan", nonce: "n1", email: "mo.iqbal@council.example", email_verified: true, name: "mo iqbal" },
    );
  });

  it("keeps a person apart from their address, which may change and be given to another", async () => {
    const subs = [];
    for (const login of ["mo@council.example", "Mo@council.example", "mo@council.example>mo.iqbal@council.example", "eve>mo@council.example"]) {
      const { returned, verifier } = await signIn(login);
      const answer = await (await exchange(returned.searchParams.get("code"), verifier)).json();
      subs.push(claims(answer.id_token).sub);
    }
    assert.equal(new Set(subs.slice(0, 3)).size, 1);
    assert.notEqual(subs[3], subs[0]);
  });

  it("tells of an address whose owner is not proved", async () => {
    const { returned, verifier } = await signIn("unverified@council.example");
    const answer = await (await exchange(returned.searchParams.get("code"), verifier)).json();
    assert.equal(claims(answer.id_token).email_verified, false);
  });

  it("gives nothing for a wrong verifier, a wrong secret, or a code used twice", async () => {
    for (const [verifier, secret, error] of [["x".repeat(43), undefined, "invalid_grant"], [undefined, "wrong", "invalid_client"]]) {
      const signed = await signIn("mo@council.example");
      const answer = await exchange(signed.returned.searchParams.get("code"), verifier ?? signed.verifier, secret);
      assert.equal((await answer.json()).error, error);
    }
    const { returned, verifier } = await signIn("mo@council.example");
    assert.equal((await exchange(returned.searchParams.get("code"), verifier)).status, 200);
    assert.equal((await (await exchange(returned.searchParams.get("code"), verifier)).json()).error, "invalid_grant");
  });

  it("asks for PKCE, and sends nobody to another machine", async () => {
    const without = await browser()(request({ code_challenge: "", code_challenge_method: "" }).address);
    assert.match(new URL(without.address).searchParams.get("error") ?? "", /invalid_request/);
    const elsewhere = await browser()(request({ redirect_uri: "https://elsewhere.example/" }).address);
    assert.equal(elsewhere.answer.status, 400);
  });

  it("sends back who refuses, with the reason as an error", async () => {
    const visit = browser();
    const form = await visit(request().address);
    const { address } = await visit(form.address, { refuse: "yes" });
    assert.equal(new URL(address).searchParams.get("error"), "access_denied");
  });
});
