import fc from "fast-check";
import { SettingsError } from "../../provider/client";
import { readSettings } from "../../provider/settings/settings";

const credentials = { "yay:reseller": "acme", "yay:user": "api", "yay:password": "hunter2" };

/** The proxy that settings and an environment name. */
function proxyOf(values: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  const all: Record<string, string> = { ...credentials, ...values };
  return readSettings((key) => all[key], env).proxy;
}

function problemsOf(values: Record<string, string>, env: NodeJS.ProcessEnv = {}): readonly string[] {
  try {
    proxyOf(values, env);
    return [];
  } catch (error) {
    if (SettingsError.is(error)) return error.problems;
    throw error;
  }
}

const ENV = { HTTPS_PROXY: "http://upper.example:1", https_proxy: "http://lower.example:2" };

describe("the proxy of a run", () => {
  test("is what yay:proxy says, else YAY_PROXY, else HTTPS_PROXY, else https_proxy, and knows by which it was named", () => {
    const env = { ...ENV, YAY_PROXY: "http://ours.example:3" };
    const upper = { https_proxy: ENV.https_proxy, HTTPS_PROXY: " " };
    expect(proxyOf({ "yay:proxy": "http://stack.example:4" }, env)).toEqual({ origin: "http://stack.example:4", from: "yay:proxy" });
    expect(proxyOf({}, env)).toEqual({ origin: "http://ours.example:3", from: "YAY_PROXY" });
    expect(proxyOf({ "yay:proxy": "" }, ENV)).toEqual({ origin: "http://upper.example:1", from: "HTTPS_PROXY" });
    expect(proxyOf({}, upper)).toEqual({ origin: "http://lower.example:2", from: "https_proxy" });
    expect(proxyOf({}, {})).toBeUndefined();
  });

  test("is none where yay:proxy or YAY_PROXY says so, and HTTP_PROXY and ALL_PROXY are not read", () => {
    expect(proxyOf({ "yay:proxy": "none" }, ENV)).toBeUndefined();
    expect(proxyOf({}, { ...ENV, YAY_PROXY: "none" })).toBeUndefined();
    expect(
      proxyOf({}, { HTTP_PROXY: "http://a.example:1", ALL_PROXY: "socks5://b.example:1", all_proxy: "http://c.example:1" }),
    ).toBeUndefined();
  });

  test("has the usual port where its URL names none, and credentials that are decoded", () => {
    expect(proxyOf({ "yay:proxy": "http://proxy.example/" })?.origin).toBe("http://proxy.example:80");
    expect(proxyOf({ "yay:proxy": "https://us%40er:p%3A%2Fw@Proxy.example" })).toEqual({
      origin: "https://proxy.example:443",
      user: "us@er",
      password: "p:/w",
      from: "yay:proxy",
    });
    expect(proxyOf({ "yay:proxy": "http://[2001:db8::1]:3128" })?.origin).toBe("http://[2001:db8::1]:3128");
  });

  test.each([
    ["proxy.example:3128", "must begin with http:// or https://, such as http://proxy.example:3128"],
    ["proxy.example", "must begin with http:// or https://"],
    ["//proxy.example:3128", "must begin with http:// or https://"],
    ["http:proxy.example:3128", "must begin with http:// or https://"],
    ["direct", "must begin with http:// or https://"],
    ["ftp://proxy.example:21", "must begin with http:// or https://"],
    ["socks://proxy.example:1080", "SOCKS is not supported"],
    ["socks5h://user:hunter2@proxy.example:1080", "SOCKS is not supported"],
    ["http://proxy.example:3128/path", "must hold no path, query or fragment"],
    ["http://proxy.example:3128//", "must hold no path, query or fragment"],
    ["http://proxy.example:3128?x=hunter2", "must hold no path, query or fragment"],
    ["http://proxy.example:3128/#hunter2", "must hold no path, query or fragment"],
    ["http://", "must be a URL like http://proxy.example:3128"],
    ["http://:3128", "must be a URL like"],
    ["http://proxy.example:99999", "must be a URL like"],
    ["http://proxy example:3128", "must be a URL like"],
    ["http://proxy.example:3128\n", "must be a URL like"],
    ["http://user:hunter2/x@proxy.example:3128", "percent-encoded"],
    ["http://user:hunter2#@proxy.example:3128", "percent-encoded"],
    ["http://user:hunter2@@proxy.example:3128", "percent-encoded"],
    ["http://user:hunter2%@proxy.example:3128", "percent-encoded"],
  ])("%j is refused by name, with the mend and without its value", (text, mend) => {
    for (const [problems, name] of [
      [problemsOf({ "yay:proxy": text }), "yay:proxy"],
      [problemsOf({}, { YAY_PROXY: text }), "yay:proxy"],
      [problemsOf({}, { HTTPS_PROXY: text }), "HTTPS_PROXY"],
      [problemsOf({}, { https_proxy: text }), "https_proxy"],
    ] as const) {
      if (name.toUpperCase() === "HTTPS_PROXY" && text !== text.trim()) continue;
      expect(problems).toEqual([expect.stringMatching(`^${name} must `)]);
      for (const part of [mend, "none", "yay:proxy"]) expect(problems[0]).toContain(part);
      expect(problems[0]).not.toContain("hunter2");
    }
  });

  test("that is wrong is named with everything else that is", () => {
    expect(problemsOf({ "yay:user": "", "yay:proxy": "proxy:1" })).toHaveLength(2);
    expect(problemsOf({ "yay:user": "" }, { HTTPS_PROXY: "proxy:1" })).toHaveLength(2);
  });

  test("that the environment names wrongly is no matter where it is not gone through", () => {
    const wrong = { HTTPS_PROXY: "socks5://127.0.0.1:1" };
    expect(problemsOf({ "yay:proxy": "none" }, wrong)).toEqual([]);
    expect(problemsOf({}, { ...wrong, NO_PROXY: "yay.com" })).toEqual([]);
    expect(problemsOf({ "yay:baseUrl": "http://localhost:8080" }, wrong)).toEqual([]);
  });

  test("never shows its value in a problem, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6, maxLength: 20 }), (secret) => {
        const text = `http://user:${secret}@proxy.example:3128/path`;
        return problemsOf({ "yay:proxy": text }).every(
          (problem) => !problem.includes(secret) || "must hold no path, query".includes(secret),
        );
      }),
    );
  });
});

describe("NO_PROXY", () => {
  test.each([
    ["api.yay.com", "https://api.yay.com", true],
    ["yay.com", "https://api.yay.com", true],
    [".yay.com", "https://api.yay.com", true],
    ["*.yay.com", "https://api.yay.com", true],
    [".yay.com", "https://yay.com", false],
    ["yay.com", "https://yay.com", true],
    ["ay.com", "https://api.yay.com", false],
    ["API.YAY.COM", "https://api.yay.com", true],
    ["api.yay.com.", "https://api.yay.com", true],
    ["other.example, api.yay.com", "https://api.yay.com", true],
    ["other.example api.yay.com", "https://api.yay.com", true],
    ["api.yay.com:443", "https://api.yay.com", true],
    ["api.yay.com:8443", "https://api.yay.com", false],
    ["api.yay.com:8443", "https://api.yay.com:8443", true],
    ["*", "https://api.yay.com", true],
    ["other.example,*", "https://api.yay.com", true],
    ["api.yay.com.evil.example", "https://api.yay.com", false],
    ["10.0.0.0/8", "https://10.1.2.3", true],
    ["10.0.0.0/8", "https://11.1.2.3", false],
    ["10.1.2.3", "https://10.1.2.3", true],
    ["10.1.2.3:443", "https://10.1.2.3", true],
    ["10.0.0.0/33", "https://10.1.2.3", false],
    ["10.0.0.0/x", "https://10.1.2.3", false],
    ["2001:db8::/32", "https://[2001:db8::1]", true],
    ["[2001:db8::1]", "https://[2001:db8::1]", true],
    ["[2001:db8::1]:443", "https://[2001:db8::1]", true],
    ["[2001:db8::1]:8443", "https://[2001:db8::1]", false],
    ["2001:db8::1", "https://api.yay.com", false],
    [",,.", "https://api.yay.com", false],
    ["", "https://api.yay.com", false],
  ])("%j, asked for %s, takes it from the proxy of the environment: %s", (list, baseUrl, isExempt) => {
    for (const name of ["NO_PROXY", "no_proxy"]) {
      const found = proxyOf({ "yay:baseUrl": baseUrl }, { HTTPS_PROXY: "http://proxy.example:3128", [name]: list });
      expect(found === undefined).toBe(isExempt);
    }
  });

  test("does not concern yay:proxy", () => {
    expect(proxyOf({ "yay:proxy": "http://proxy.example:3128" }, { NO_PROXY: "*" })).toBeDefined();
    expect(proxyOf({}, { YAY_PROXY: "http://proxy.example:3128", NO_PROXY: "*" })).toBeDefined();
  });
});
