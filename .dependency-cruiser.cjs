const within = (name, folder, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^provider/${folder}` },
  to: { path: "^provider/", pathNot: `^provider/(${allowed})` },
});

/** Imports point one way: hosts → registry → resources → lifecycle → client; callflow and simulator stand alone. */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    within(
      "simulator-stands-alone",
      "simulator/",
      "simulator/|package\\.json",
      "The simulator must not share a misreading with the provider.",
    ),
    within(
      "callflow-stands-alone",
      "callflow/",
      "callflow/|secretNames\\.ts",
      "The call-flow library works without Pulumi, without a network, in a browser.",
    ),
    within(
      "client-is-the-lowest-layer",
      "client/",
      "client/|settings\\.ts|secretNames\\.ts|package\\.json",
      "The client knows no resource.",
    ),
    within("lifecycle-uses-the-client", "lifecycle/", "lifecycle/|client/|settings\\.ts", "The lifecycle engine knows no kind."),
    within(
      "resources-know-no-host",
      "resources/",
      "resources/|lifecycle/|client/|callflow/|settings\\.ts|secretNames\\.ts",
      "A resource is facts and mapping.",
    ),
    within("registry-knows-no-host", "registry\\.ts", "registry\\.ts|resources/|lifecycle/", "The registry lists definitions."),
    {
      name: "pulumi-only-in-hosts",
      severity: "error",
      from: { path: "^provider/(client|lifecycle|resources|callflow|simulator|registry|settings)" },
      to: { path: "@pulumi" },
    },
    {
      name: "one-transport",
      severity: "error",
      from: { path: "^provider/", pathNot: "^provider/client/transport\\.ts$" },
      to: { path: "node-fetch" },
    },
    {
      name: "callflow-runs-in-a-browser",
      severity: "error",
      from: { path: "^provider/callflow/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "cli-uses-public-doors",
      severity: "error",
      from: { path: "^cli/" },
      to: {
        path: "^provider/",
        pathNot:
          "^provider/(index|account|callflow/index|simulator/index|handlers|transfers|dist/(index|account|callflow/index|simulator/index|handlers|transfers))\\.(ts|js|d\\.ts)$|package\\.json",
      },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["types", "import", "require", "node", "default"] },
  },
};
