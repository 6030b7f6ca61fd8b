/**
 * Loaded into every Node process of a stack under test. The engine's dynamic host opens a connection and says its pid, so that the test
 * knows which process it is and when it has ended, and later that it has loaded the package and that it has seen the end of its engine.
 * Nothing of this keeps the process alive.
 */
const port = Number(process.env.PULUMI_YAY_TEST_HOSTS);
if (port > 0 && (process.argv[1] ?? "").includes("dynamic-provider")) {
  const socket = require("node:net").connect(port, "127.0.0.1", () => socket.write(`${process.pid}\n`));
  socket.on("error", () => undefined).unref();
  const look = setInterval(() => {
    if (!Object.keys(require.cache).some((file) => /hosts.dynamic.session\.js$/.test(file))) return;
    clearInterval(look);
    socket.write("loaded\n");
    process.stdin.once("end", () => socket.write("orphaned\n"));
  }, 100).unref();
}
