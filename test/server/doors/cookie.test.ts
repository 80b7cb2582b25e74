import { newId } from "@linkwork/shared/kernel/ids.ts";
import { expect, test } from "vitest";
import { createWorld } from "../../kit/world.ts";

const origin = "https://linkwork.test";

test("R5: under https the session's cookie is bound to its host: __Host-, Secure, for all of it and no domain, out of scripts' reach; and it signs in", async () => {
  const world = await createWorld({ publicUrl: origin, origins: new Set([origin]) });
  const { email, name, personId, orgId } = world.people.rhona;
  const password = `a long password ${newId(Date.now())}`;
  await world.app.auth.createAccount({ email, name, password, personId });
  const headers = { origin, "content-type": "application/json" };
  const body = JSON.stringify({ email, password });
  const answer = await fetch(`${world.base}/api/auth/sign-in/email`, { method: "POST", headers, body });
  expect(answer.status).toBe(200);
  const cookies = answer.headers.getSetCookie();
  const session = cookies.find((cookie) => cookie.startsWith("__Host-linkwork.session_token=")) ?? "";
  const [pair = "", ...attributes] = session.split(/; */);
  expect(attributes.map((each) => each.toLowerCase())).toEqual(expect.arrayContaining(["path=/", "secure", "httponly", "samesite=lax"]));
  // a browser refuses such a name with a domain, and one without the prefix is not given
  for (const cookie of cookies) expect(cookie).toMatch(/^__Host-(?!.*domain)/i);

  const me = (cookie: string) =>
    fetch(`${world.base}/trpc/factors.standing`, { headers: { ...headers, cookie, "x-linkwork-org": orgId } }).then(({ status }) => status);
  expect(await me(pair)).toBe(200);
  expect(await me(pair.replace("__Host-", ""))).toBe(401);
  expect(await me(pair.replace("__Host-", "__Secure-"))).toBe(401);
  await world.stop();
});
