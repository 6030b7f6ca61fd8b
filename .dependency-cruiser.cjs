const within = (name, folder, allowed, comment) => ({
  name,
  comment,
  severity: "error",
  from: { path: `^provider/${folder}` },
  to: { path: "^provider/", pathNot: `^provider/(${allowed})` },
});

/** Imports point one way: hosts → kinds → transfer → lifecycle → client → settings and common; calls, callflow, customer, diary, inventory, map and simulator stand beside them. */
module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    within(
      "simulator-stands-alone",
      "simulator/",
      "simulator/|package\\.json",
      "The simulator must not share a misreading with the provider.",
    ),
    within("common-is-the-ground", "common/", "common/", "What is common is no rule of the API."),
    within(
      "callflow-stands-alone",
      "callflow/",
      "callflow/|common/",
      "The call-flow library works without Pulumi, without a network, in a browser.",
    ),
    within("diary-stands-alone", "diary/", "diary/|common/", "Opening hours are tested without Pulumi, without a network, in a browser."),
    within(
      "calls-stand-on-flows-and-diaries",
      "calls/",
      "calls/|callflow/|diary/|common/",
      "Whole calls are tested without Pulumi, without a network, in a browser.",
    ),
    within(
      "map-stands-on-flows",
      "map/",
      "map/|callflow/|common/",
      "Maps and comparisons of accounts are made of plain objects; what is known of kinds is handed in.",
    ),
    within("client-knows-no-kind", "client/", "client/|common/|settings/|package\\.json", "The client knows no resource."),
    within("settings-know-no-client", "settings/", "settings/|common/", "Settings are read before there is a client."),
    within("lifecycle-uses-the-client", "lifecycle/", "lifecycle/|client/|common/|settings/", "The lifecycle knows no kind."),
    {
      name: "lifecycles-call-their-parts",
      comment: "Verbs and forms stand on comparisons, holders, inputs and the run, and none of those on them.",
      severity: "error",
      from: { path: "^provider/lifecycle/(compare|run|holders|inputs)/" },
      to: { path: "^provider/lifecycle/(verbs|forms)/" },
    },
    within(
      "transfers-use-the-lifecycle",
      "transfer/",
      "transfer/|lifecycle/|client/|common/|settings/",
      "The money protocol is no lifecycle, and no lifecycle knows it.",
    ),
    within(
      "inventory-knows-no-kind",
      "inventory/",
      "inventory/|lifecycle/|client/|common/|settings/",
      "What lives in an account is listed by the definitions that it is given.",
    ),
    within(
      "kinds-know-no-host",
      "kinds/",
      "kinds/|transfer/|lifecycle/|client/|callflow/|diary/|common/|settings/",
      "A kind is facts and mapping.",
    ),
    within(
      "a-customer-is-made-of-kinds",
      "customer/",
      "customer/|kinds/|lifecycle/|callflow/|diary/|common/",
      "What belongs together in a customer is data: the component and the reader of files share it.",
    ),
    within(
      "files-of-customers-know-no-host",
      "(customerFiles/|customers\\.ts)",
      "customer/|customerFiles/|common/|hosts/dynamic/customer/customer\\.ts",
      "Files of customers are read without Pulumi: of the component the reader has the type alone.",
    ),
    {
      name: "files-of-customers-load-no-pulumi",
      severity: "error",
      from: { path: "^provider/customerFiles/" },
      to: { path: "^provider/hosts/|@pulumi", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "yaml-and-tables-only-in-files-of-customers",
      comment: "A program that does not read customers from files loads neither.",
      severity: "error",
      from: { path: "^provider/", pathNot: "^provider/customerFiles/" },
      to: {
        path: "node_modules/(yaml|csv-parse)/|^provider/(customerFiles/|customers\\.ts)",
        pathNot: "^provider/customerFiles/readCustomers\\.ts$",
      },
    },
    {
      name: "pulumi-only-in-hosts",
      severity: "error",
      from: { path: "^provider/(common|client|lifecycle|inventory|transfer|kinds|customer|callflow|diary|simulator|settings|calls|map)" },
      to: { path: "@pulumi" },
    },
    {
      name: "common-runs-in-a-browser",
      comment: "Call flows and diaries stand on it.",
      severity: "error",
      from: { path: "^provider/common/" },
      to: { dependencyTypes: ["core"] },
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
      name: "diary-runs-in-a-browser",
      severity: "error",
      from: { path: "^provider/diary/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "patches-stand-alone",
      comment: "An edit of a program is texts in and texts out: it asks nobody and writes nothing.",
      severity: "error",
      from: { path: "^cli/patch/" },
      to: { path: "^(cli|provider)/|^(node:)?(fs|http|https|net|child_process)", pathNot: "^cli/patch/|package\\.json" },
    },
    {
      name: "calls-run-in-a-browser",
      severity: "error",
      from: { path: "^provider/calls/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "map-runs-in-a-browser",
      severity: "error",
      from: { path: "^provider/map/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "cli-uses-public-doors",
      severity: "error",
      from: { path: "^cli/" },
      to: {
        path: "^provider/",
        pathNot:
          "^provider/(index|account|callflow/index|customers|diary/index|simulator/index|handlers|objects|transfers|export|calls/index|testing|map/index|dist/(index|account|callflow/index|customers|diary/index|simulator/index|handlers|objects|transfers|export|calls/index|testing|map/index))\\.(ts|js|d\\.ts)$|package\\.json",
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
