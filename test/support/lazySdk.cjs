// Loaded into the programs and hosts of the tests' stacks before anything else. At its start the SDK loads the TypeScript compiler and
// npm's resolver of dependencies, with which it could serialise functions, its tracing and its automation API: more than half of the time
// of most commands. Here they are loaded when something asks them for anything, which no provider of this package does.
"use strict";

const { readFileSync } = require("node:fs");
const Module = require("node:module");

const LATER = /^(typescript|\.\.\/\.\.\/typescript-shim|@npmcli\/arborist|normalize-package-data|@opentelemetry\/.*|\.\/automation)$/;
const load = Module._load;

Module._load = function (request, parent, isMain) {
  const loadNow = () => load.call(this, request, parent, isMain);
  if (request === "../../runtime/closure/v8Hooks") return { isInitializedAsync: () => Promise.resolve() };
  if (request === "source-map-support/register") (loadNow(), withoutMapsOfSdk(load.call(this, "source-map-support", parent)));
  const isOfSdk = parent?.filename?.includes("@pulumi/pulumi");
  return LATER.test(request) && isOfSdk ? onDemand(loadNow) : loadNow();
};

/** Stack traces are mapped for the user's lines alone. Reading the maps of the SDK and of what it stands on takes a tenth of a program's start. */
function withoutMapsOfSdk({ install }) {
  install({ retrieveFile: (path) => (/node_modules\/(@pulumi|@grpc)\//.test(path) ? " " : undefined) });
}

function onDemand(loadNow) {
  let loaded;
  const real = () => (loaded ??= loadNow());
  const valueOf = (name) => (name === "default" ? (real().default ?? real()) : real()[name]);
  return new Proxy(() => undefined, {
    get: (_, name) => name === "__esModule" || valueOf(name),
    has: (_, name) => name in real(),
    apply: (_, self, args) => Reflect.apply(real(), self, args),
  });
}

/** A language host of an old version starts each program as TypeScript, whatever the project says. */
if (process.env["PULUMI_NODEJS_TYPESCRIPT"] === "true" && saysPlain()) delete process.env["PULUMI_NODEJS_TYPESCRIPT"];

function saysPlain() {
  try {
    return /^\s*typescript: false$/m.test(readFileSync("Pulumi.yaml", "utf8"));
  } catch {
    return false;
  }
}
