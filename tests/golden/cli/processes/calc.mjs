// A service as a process: a request a line, an answer a line.
import { createInterface } from "node:readline";

const reply = (id, answer) => console.log(JSON.stringify({ id, ...answer }));
const handlers = {
  add: (id, x, y) => reply(id, { value: x + y, delay: 5 }),
  fail: (id, code) => reply(id, { error: "as asked", code }),
  go: (id, how) => {
    if (how === "text") reply(id, { value: "many" });
    if (how === "fail") reply(id, { error: { reason: "as asked" }, code: 4 });
    if (how === "garbage") console.log("Segmentation fault, perhaps");
    if (how === "exit") process.exit(3);
    if (how === "stderr") {
      console.error("calc: this goes to the standard error of aqua");
      reply(id, { value: 1 });
    }
    // "silence": nothing
  },
};
createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, peer, function: name, args } = JSON.parse(line);
  if (process.env.CALC_LOG) console.error(`calc: ${id}: ${peer} asks ${name}(${args})`);
  handlers[name](id, ...args);
});
